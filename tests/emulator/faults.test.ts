import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { basic, jsonOf, overHttp, type Reply } from './ask';
import { startEmulator, type Emulator } from './emulator';
import { type FaultAction } from './net/faults';
import { hostOffline, slowDown, throttled, unavailable } from './net/outages';
import { type Pat } from './world/model';

describe('the faults of the emulator', () => {
  let emulator: Emulator;
  let pat: Pat;
  before(async () => {
    emulator = await startEmulator();
    pat = emulator.world.issuePat({ in: emulator.world.organization('fabrikam') });
  });
  after(() => emulator.close());
  afterEach(() => emulator.faults.clear());

  const connect = (): Promise<Reply> =>
    overHttp(emulator)({
      url: 'https://dev.azure.com/fabrikam/_apis/connectionData',
      headers: basic(pat.secret),
    });
  const strike = (action: FaultAction): void =>
    emulator.faults.add({ when: { path: '/_apis/connectionData' }, do: action });

  it('close a connection without an answer, and leave no status in the record', async () => {
    strike({ kind: 'close' });

    await assert.rejects(connect(), { code: 'ECONNRESET' });
    assert.equal(emulator.requests.at(-1)?.status, undefined);
  });

  it('reset a connection', async () => {
    strike({ kind: 'reset' });

    await assert.rejects(connect(), { code: 'ECONNRESET' });
  });

  it('cut an answer short of its promised length', async () => {
    strike({ kind: 'cut', afterBytes: 20 });

    await assert.rejects(connect(), { code: 'ECONNRESET' });
  });

  it('drip an answer, whole in the end', async () => {
    strike({ kind: 'drip', bytes: 400, everyMilliseconds: 1 });

    assert.ok(jsonOf(await connect()));
  });

  it('lose an answer whose request was applied', async () => {
    let applied = false;
    strike({ kind: 'call', at: 'applied', hook: () => void (applied = true) });
    strike({ kind: 'loseAnswer' });

    await assert.rejects(connect(), { code: 'ECONNRESET' });
    assert.equal(applied, true);
  });

  it('tell a test of a request before it is applied, and wait for it', async () => {
    strike({ kind: 'call', at: 'received', hook: () => emulator.world.revoke(pat) });

    assert.equal((await connect()).status, 401);
    pat.revokedAt = undefined;
  });

  it('garble an answer', async () => {
    for (const [as, contentType] of [
      ['html', /^text\/html/],
      ['notJson', /^application\/json/],
      ['truncatedJson', /^application\/json/],
    ] as const) {
      strike({ kind: 'garble', as });
      const reply = await connect();
      emulator.faults.clear();

      assert.equal(reply.status, 200);
      assert.match(String(reply.headers['content-type']), contentType);
      assert.throws(() => jsonOf(reply), SyntaxError);
    }
  });

  it('name a wrong content type', async () => {
    strike({ kind: 'garble', as: 'wrongType' });

    assert.equal((await connect()).headers['content-type'], 'application/octet-stream');
  });

  it('swell an answer', async () => {
    strike({ kind: 'swell', bytes: 3_000_000 });

    assert.equal((await connect()).body.length, 3_000_000);
  });

  it('throttle, in JSON and in HTML', async () => {
    strike({ kind: 'respond', response: throttled({ retryAfterSeconds: 7 }) });
    const json = await connect();
    emulator.faults.clear();
    strike({ kind: 'respond', response: throttled({ as: 'html' }) });
    const html = await connect();

    assert.deepEqual([json.status, html.status], [429, 429]);
    assert.equal(json.headers['retry-after'], '7');
    assert.match((jsonOf(json) as { message: string }).message, /^TF400733: /);
    assert.match(String(html.headers['content-type']), /^text\/html/);
    assert.equal(html.headers['retry-after'], '30');
  });

  it('slow a good answer down', async () => {
    strike({ kind: 'addHeaders', headers: slowDown(5) });

    const reply = await connect();

    assert.equal(reply.status, 200);
    assert.equal(reply.headers['retry-after'], '5');
    assert.equal(reply.headers['x-ratelimit-resource'], 'Concurrency');
  });

  it('answer that the service, or the organization, is down', async () => {
    strike({ kind: 'respond', response: unavailable(502) });
    assert.equal((await connect()).status, 502);
    emulator.faults.clear();

    strike({ kind: 'respond', response: hostOffline() });
    const reply = await connect();
    assert.equal(reply.status, 503);
    assert.ok(reply.headers['x-vss-hostofflineerror']);
  });

  it('strike as often as they are told to, at the request that they are for', async () => {
    emulator.faults.add({
      when: { host: 'dev.azure.com', path: /connectionData$/, method: 'GET', nth: 2 },
      do: { kind: 'respond', response: unavailable() },
    });
    emulator.faults.add({
      when: { host: /visualstudio\.com$/ },
      do: { kind: 'close' },
    });

    const replies = [await connect(), await connect(), await connect()];

    assert.deepEqual(
      replies.map(({ status }) => status),
      [200, 503, 200],
    );
  });

  it('end by themselves after a number of times', async () => {
    emulator.faults.add({ when: {}, do: { kind: 'respond', response: unavailable() }, times: 1 });

    assert.equal((await connect()).status, 503);
    assert.equal((await connect()).status, 200);
  });

  it('stall a request until the client gives up', async () => {
    const request = httpRequest(`${emulator.serverUrl}/DefaultCollection/_apis/connectionData`);
    const closed = new Promise((done) => request.once('error', () => undefined).once('close', done));
    const received = new Promise<void>((done) =>
      strike({ kind: 'call', at: 'received', hook: () => done() }),
    );
    strike({ kind: 'stall' });
    request.end();

    await received;
    request.destroy();

    await closed;
    assert.equal(emulator.requests.at(-1)?.status, undefined);
  });

  it('can be told apart on plain HTTP: a closed connection and a reset one', async () => {
    const ask = (): Promise<Reply> =>
      overHttp(emulator)({ url: `${emulator.serverUrl}/_apis/connectionData` });
    strike({ kind: 'close' });
    await assert.rejects(ask(), { message: 'socket hang up' });
    emulator.faults.clear();

    strike({ kind: 'reset' });
    await assert.rejects(ask(), { message: 'read ECONNRESET' });
  });
});
