import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { basic, jsonOf, overHttp, type Reply } from './ask';
import { startEmulator, type Emulator } from './emulator';
import { type FaultAction } from './net/faults';
import { unavailable } from './net/outages';
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

  it('apply a request late, when nobody waits for the answer any more', async () => {
    let apply = (): void => undefined;
    const events: string[] = [];
    strike({ kind: 'applyLate', after: new Promise<void>((done) => (apply = done)) });
    const applied = new Promise<void>((done) => {
      strike({ kind: 'call', at: 'applied', hook: () => done(void events.push('applied')) });
    });

    await assert.rejects(connect(), { code: 'ECONNRESET' });
    events.push('given up');
    apply();
    await applied;

    assert.deepEqual(events, ['given up', 'applied']);
  });

  it('show a mistake of a test in the answer', async () => {
    const hook = (): void => {
      throw new Error('the hook of a test');
    };
    strike({ kind: 'call', at: 'received', hook });

    const reply = await connect();

    assert.equal(reply.status, 500);
    assert.match(reply.body.toString(), /the hook of a test/);
  });

  it('tell a test of a request before it is applied, and wait for it', async () => {
    strike({ kind: 'call', at: 'received', hook: () => emulator.world.revoke(pat) });

    assert.equal((await connect()).status, 401);
    pat.revokedAt = undefined;
  });

  it('add latency to each answer', async () => {
    const started = performance.now();
    emulator.latency(20);
    await connect();
    emulator.latency(0);

    assert.ok(performance.now() - started >= 19);
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
