import assert from 'node:assert/strict';
import { LARGEST_ANSWER } from '../../tasks/core/adapters/azure-devops/send.js';
import { TaskError } from '../../tasks/core/errors.js';
import { type Organization } from '../../tasks/core/organization.js';
import { PAT, pat } from '../fakes.js';
import { DIRECT, createLoopback, get, reasonOf } from './loopback.js';

const OK = 'HTTP/1.1 200 OK\r\n';

describe('a request over the network', () => {
  const { speaking, serving, close } = createLoopback();

  afterEach(close);

  it('carries the credential in a canonical Basic header, and asks not to be redirected', async () => {
    let seen: NodeJS.Dict<string | string[]> = {};
    const host = await serving(({ headers }, response) => {
      seen = headers;
      response.end('{}');
    });
    await get(host);
    assert.equal(seen.authorization, `Basic ${Buffer.from(`:${PAT}`).toString('base64')}`);
    assert.equal(seen['x-tfs-fedauthredirect'], 'Suppress');
    assert.equal(seen.accept, 'application/json');
    assert.equal(seen['x-vss-userdata'], '');
  });

  it('never follows a redirect', async () => {
    let asked = 0;
    const host = await serving((_, response) => {
      asked++;
      response.writeHead(302, { location: `http://${host}/elsewhere` }).end();
    });
    const { end } = await get(host);
    assert.ok(!(end instanceof TaskError));
    assert.deepEqual([end.status, asked], [302, 1]);
  });

  it('refuses to send a credential to a host that is not its own', async () => {
    const { http } = await get(await serving((_, response) => response.end('{}')));
    const disguised: Organization = {
      kind: 'services',
      name: 'fabrikam',
      url: 'https://fabrikam.evil.example',
    };
    await assert.rejects(http.get(disguised, '_apis/connectionData', pat()), /its own host only/);
  });

  it('tells a port where nothing listens', async () => {
    const host = await serving((_, response) => response.end());
    close();
    assert.equal(await reasonOf(host), 'connectionRefused');
  });

  it('tells a name that does not resolve', async () => {
    assert.equal(await reasonOf('no-such-host.invalid'), 'dnsFailed');
  });

  it('tries a reset connection again, and says so', async () => {
    const host = await speaking((socket, attempt) =>
      attempt === 1 ? socket.resetAndDestroy() : socket.end(`${OK}Content-Length: 2\r\n\r\n{}`),
    );
    const { end, waits } = await get(host);
    assert.ok(!(end instanceof TaskError));
    assert.equal(end.status, 200);
    assert.match(waits.join(), /connectionReset; trying again/);
  });

  it('tells a connection that is reset again and again, within the time it has', async () => {
    assert.equal(
      await reasonOf(await speaking((socket) => socket.resetAndDestroy()), { seconds: 1 }),
      'connectionReset',
    );
  });

  it('tells silence', async () => {
    const { end } = await get(await speaking(() => undefined), { seconds: 1 });
    assert.ok(end instanceof TaskError && end.reason === 'timedOut');
    assert.match(end.message, /waiting for the answer/);
  });

  it('tells a body that drips', async () => {
    const host = await speaking((socket) => {
      socket.write(`${OK}Content-Length: 1000\r\n\r\n`);
      const timer = setInterval(() => socket.write('x'), 50);
      socket.on('close', () => clearInterval(timer));
    });
    const { end } = await get(host, { seconds: 1 });
    assert.ok(end instanceof TaskError && end.reason === 'timedOut');
    assert.match(end.message, /the answer was arriving \(\d+ bytes so far\)/);
  });

  it('stops reading a body that is too large', async () => {
    const host = await serving((_, response) => {
      const more = (): void => {
        if (!response.destroyed) response.write(Buffer.alloc(65536), () => setImmediate(more));
      };
      more();
    });
    const { end } = await get(host);
    assert.ok(end instanceof TaskError && end.reason === 'answerTooLarge');
    assert.equal(end.facts.bytes, LARGEST_ANSWER);
  });

  it('tells an answer that breaks off', async () => {
    const host = await speaking((socket) => socket.end(`${OK}Content-Length: 1000\r\n\r\n{"a":`));
    assert.equal(await reasonOf(host, { seconds: 1 }), 'answerCut');
  });

  it('tells what is not HTTP', async () => {
    assert.equal(
      await reasonOf(await speaking((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'))),
      'notHttp',
    );
  });

  it('tells a port without TLS', async () => {
    const host = await speaking((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    assert.equal(await reasonOf(host, { scheme: 'https' }), 'tlsFailed');
  });

  it('waits as long as a throttled request is told to, and asks again', async () => {
    let asked = 0;
    const host = await serving((_, response) => {
      if (++asked === 1) response.writeHead(429, { 'retry-after': '1' }).end();
      else response.end('{}');
    });
    const { end, waits } = await get(host);
    assert.ok(!(end instanceof TaskError));
    assert.deepEqual([end.status, asked], [200, 2]);
    assert.match(waits.join(), /HTTP 429; trying again in 1.0 s/);
  });

  it('does not begin a wait that is longer than the time it has', async () => {
    let asked = 0;
    const host = await serving((_, response) => {
      asked++;
      response.writeHead(429, { 'retry-after': '619' }).end();
    });
    const { end } = await get(host);
    assert.ok(!(end instanceof TaskError));
    assert.deepEqual([end.status, asked], [429, 1]);
  });

  it('asks an unavailable service again, but not one that says that the organization is offline', async () => {
    let asked = 0;
    const passing = await serving((_, response) => response.writeHead(++asked === 1 ? 503 : 200).end('{}'));
    await get(passing);
    assert.equal(asked, 2);
    asked = 0;
    const offline = await serving((_, response) => {
      asked++;
      response.writeHead(503, { 'x-vss-hostofflineerror': 'true' }).end();
    });
    await get(offline);
    assert.equal(asked, 1);
  });

  it('names the certificate file that cannot be read', async () => {
    const settings = { ...DIRECT, caFile: '/no/such/file.pem' };
    const { end } = await get('127.0.0.1:1', { settings, scheme: 'https' });
    assert.ok(end instanceof TaskError && end.reason === 'certificateUnreadable');
    assert.match(end.message, /certificate authority file.*ENOENT/);
  });
});
