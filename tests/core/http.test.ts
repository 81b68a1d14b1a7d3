import assert from 'node:assert/strict';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { startDeadline } from '../../tasks/core/adapters/azure-devops/deadline.js';
import { createHttp } from '../../tasks/core/adapters/azure-devops/http.js';
import { LARGEST_ANSWER } from '../../tasks/core/adapters/azure-devops/send.js';
import { type Answer } from '../../tasks/core/answer.js';
import { TaskError } from '../../tasks/core/errors.js';
import { type NetworkSettings } from '../../tasks/core/network-settings.js';
import { type Organization } from '../../tasks/core/organization.js';
import { PAT, pat } from '../fakes.js';

const DIRECT: NetworkSettings = { skipCertificateValidation: false };
const OK = 'HTTP/1.1 200 OK\r\n';

describe('a request over the network', () => {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();

  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    for (const server of servers.splice(0)) server.close();
  });

  async function listen(server: Server): Promise<string> {
    servers.push(server.on('connection', (socket) => sockets.add(socket)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const speaking = (talk: (socket: Socket, attempt: number) => void): Promise<string> => {
    let attempts = 0;
    return listen(
      createServer((socket) => {
        socket.on('error', () => undefined);
        socket.once('data', () => talk(socket, ++attempts));
      }),
    );
  };
  const serving = (listener: RequestListener): Promise<string> => listen(createHttpServer(listener));

  async function get(
    host: string,
    options: Partial<{ settings: NetworkSettings; seconds: number; scheme: string }> = {},
  ) {
    const { settings = DIRECT, seconds = 5, scheme = 'http' } = options;
    const waits: string[] = [];
    const http = createHttp(settings, startDeadline(seconds), (message) => waits.push(message));
    const organization: Organization = { kind: 'server', name: 'Main', url: `${scheme}://${host}/Main` };
    const end: Answer | TaskError = await http
      .get(organization, '_apis/connectionData', pat())
      .catch((error: unknown) => error as TaskError);
    return { end, waits, http, organization };
  }

  async function reasonOf(host: string, options?: Parameters<typeof get>[1]): Promise<string> {
    const { end } = await get(host, options);
    assert.ok(end instanceof TaskError, 'there was an answer');
    assert.ok(!`${end.message}${String(end.stack)}`.includes(PAT));
    return end.reason;
  }

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
    servers.pop()?.close();
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

  describe('through a proxy', () => {
    const through = (proxy: string, bypass: string[] = []): NetworkSettings => ({
      ...DIRECT,
      proxy: { url: `http://${proxy}/`, bypass },
    });

    for (const scheme of ['http', 'https']) {
      it(`tells one that wants a password (${scheme})`, async () => {
        const proxy = await speaking((socket) =>
          socket.end(
            'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n',
          ),
        );
        assert.equal(
          await reasonOf('tfs.example', { settings: through(proxy), scheme }),
          'proxyAuthentication',
        );
      });

      it(`tells one that cannot be reached (${scheme})`, async () => {
        assert.equal(
          await reasonOf('tfs.example', { settings: through('127.0.0.1:1'), scheme }),
          'proxyUnreachable',
        );
      });

      it(`tells one whose name does not resolve (${scheme})`, async () => {
        const settings = through('no-such-proxy.invalid:8080');
        assert.equal(await reasonOf('tfs.example', { settings, scheme, seconds: 2 }), 'proxyUnreachable');
      });

      it(`goes around it where the bypass list says so (${scheme})`, async () => {
        const settings = through('127.0.0.1:1', ['no-match', '(', '^https?://127\\.0\\.0\\.1']);
        assert.equal(await reasonOf('127.0.0.1:2', { settings, scheme }), 'connectionRefused');
      });
    }

    it('tells one that refuses the host', async () => {
      const proxy = await speaking((socket) =>
        socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'),
      );
      const { end } = await get('tfs.example', { settings: through(proxy), scheme: 'https' });
      assert.ok(end instanceof TaskError && end.reason === 'proxyRefused');
      assert.match(
        end.message,
        new RegExp(`http://${proxy}/ does not connect to 'tfs.example' \\(HTTP 403\\)`),
      );
    });

    it('tells one that never answers CONNECT, and lets go of it', async () => {
      let closed: (() => void) | undefined;
      const gone = new Promise<void>((resolve) => (closed = resolve));
      const proxy = await speaking((socket) => socket.on('close', () => closed?.()));
      const { end } = await get('tfs.example', { settings: through(proxy), scheme: 'https', seconds: 1 });
      assert.ok(end instanceof TaskError && end.reason === 'timedOut');
      assert.match(end.message, /connecting through the agent's proxy/);
      await gone;
    });

    it("sends the proxy's user name and password to the proxy alone", async () => {
      let said = '';
      const proxy = await speaking((socket) => {
        socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      });
      servers
        .at(-1)
        ?.on('connection', (socket: Socket) => socket.on('data', (data) => (said += data.toString())));
      const { Secret } = await import('../../tasks/core/secret.js');
      const settings: NetworkSettings = {
        ...DIRECT,
        proxy: { url: `http://${proxy}/`, userName: 'carol', password: new Secret('p:@ss/w%rd'), bypass: [] },
      };
      await get('tfs.example', { settings, scheme: 'https' });
      assert.match(said, /^CONNECT tfs\.example:443 /);
      const sent = /Proxy-Authorization: Basic (\S+)/.exec(said)?.[1] ?? '';
      assert.equal(Buffer.from(sent, 'base64').toString(), 'carol:p:@ss/w%rd');
      assert.ok(!said.includes('\r\nAuthorization:'), 'the credential reached the proxy');
    });
  });

  it('names the certificate file that cannot be read', async () => {
    const settings = { ...DIRECT, caFile: '/no/such/file.pem' };
    const { end } = await get('127.0.0.1:1', { settings, scheme: 'https' });
    assert.ok(end instanceof TaskError && end.reason === 'certificateUnreadable');
    assert.match(end.message, /certificate authority file.*ENOENT/);
  });
});
