import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { type Duplex } from 'node:stream';
import { basic } from './ask';
import { startEmulator, type Emulator } from './emulator';
import { unavailable } from './net/outages';

describe('the proxy of the emulator', () => {
  let emulator: Emulator;
  before(async () => (emulator = await startEmulator()));
  after(() => emulator.close());
  afterEach(() => emulator.faults.clear());

  it('answers 502 for a host that it does not know', async () => {
    const { statusCode } = await tunnel(emulator, 'example.com:443');

    assert.equal(statusCode, 502);
    assert.deepEqual(emulator.tunnels.at(-1), { target: 'example.com:443', status: 502 });
  });

  it('opens a tunnel to a production name on the port of HTTPS only', async () => {
    assert.equal((await tunnel(emulator, 'dev.azure.com:443')).statusCode, 200);
    assert.equal((await tunnel(emulator, 'dev.azure.com:22')).statusCode, 502);
  });

  it('drops a tunnel to what is no address', async () => {
    await assert.rejects(tunnel(emulator, 'dev.azure.com:port'), { code: 'ECONNRESET' });
  });

  it('opens a tunnel to the HTTPS face of the Server', async () => {
    assert.equal((await tunnel(emulator, new URL(emulator.secureServerUrl).host)).statusCode, 200);
  });

  it('forwards plain HTTP to the Server, and to nobody else', async () => {
    const pat = emulator.world.issuePat({ in: emulator.world.collection('DefaultCollection') });
    const url = `${emulator.serverUrl}/DefaultCollection/_apis/connectionData`;

    const known = await throughProxy(emulator, url, basic(pat.secret));
    const unknown = await throughProxy(emulator, 'http://example.com/');

    assert.equal(known.statusCode, 200);
    assert.equal(unknown.statusCode, 502);
  });

  it('refuses, and drops, a tunnel where a fault says so', async () => {
    emulator.faults.add({
      when: { method: 'CONNECT', host: 'dev.azure.com' },
      do: { kind: 'respond', response: unavailable(403) },
    });
    assert.equal((await tunnel(emulator, 'dev.azure.com:443')).statusCode, 403);
    emulator.faults.clear();

    emulator.faults.add({ when: { method: 'CONNECT' }, do: { kind: 'close' } });
    await assert.rejects(tunnel(emulator, 'dev.azure.com:443'), { code: 'ECONNRESET' });
  });

  it('lets a tunnel stall', async () => {
    const received = new Promise<void>((done) =>
      emulator.faults.add({
        when: { method: 'CONNECT' },
        do: { kind: 'call', at: 'received', hook: () => done() },
      }),
    );
    emulator.faults.add({ when: { method: 'CONNECT' }, do: { kind: 'stall' } });
    const asked = request(emulator.proxyUrl, { method: 'CONNECT', path: 'dev.azure.com:443' });
    asked.once('error', () => undefined);
    asked.end();

    await received;
    asked.destroy();

    assert.equal(emulator.tunnels.at(-1)?.status, undefined);
  });
});

describe('a proxy with a password', () => {
  let emulator: Emulator;
  before(async () => (emulator = await startEmulator({ proxyAuth: 'jamal:s3cret' })));
  after(() => emulator.close());

  it('asks for it, and takes the right one', async () => {
    const headers = { 'Proxy-Authorization': `Basic ${Buffer.from('jamal:s3cret').toString('base64')}` };
    const wrong = { 'Proxy-Authorization': `Basic ${Buffer.from('jamal:wrong').toString('base64')}` };

    const without = await tunnel(emulator, 'dev.azure.com:443');
    assert.equal(without.statusCode, 407);
    assert.equal(without.headers['proxy-authenticate'], 'Basic realm="emulator"');
    assert.equal((await tunnel(emulator, 'dev.azure.com:443', wrong)).statusCode, 407);
    assert.equal((await tunnel(emulator, 'dev.azure.com:443', headers)).statusCode, 200);
    assert.equal((await throughProxy(emulator, `${emulator.serverUrl}/`)).statusCode, 407);
  });
});

async function tunnel(
  { proxyUrl }: Emulator,
  target: string,
  headers: Record<string, string> = {},
): Promise<IncomingMessage> {
  const asked = request(proxyUrl, { method: 'CONNECT', path: target, headers });
  asked.end();
  const [response, socket] = (await once(asked, 'connect')) as [IncomingMessage, Duplex];
  socket.destroy();
  return response;
}

async function throughProxy(
  { proxyUrl }: Emulator,
  url: string,
  headers: Record<string, string> = {},
): Promise<IncomingMessage> {
  const asked = request(proxyUrl, { path: url, headers: { ...headers, Host: new URL(url).host } });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  response.resume();
  return response;
}
