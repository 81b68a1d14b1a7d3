import assert from 'node:assert/strict';
import { TaskError } from '../../tasks/core/errors.js';
import { type NetworkSettings } from '../../tasks/core/network-settings.js';
import { Secret } from '../../tasks/core/secret.js';
import { DIRECT, createLoopback, get, reasonOf } from './loopback.js';

describe('a request through a proxy', () => {
  const { speaking, close } = createLoopback();

  afterEach(close);

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
    const proxy = await speaking((socket, _, heard) => {
      said = heard;
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
    });
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
