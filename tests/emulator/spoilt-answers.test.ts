import assert from 'node:assert/strict';
import { basic, jsonOf, overHttp, type Reply } from './ask';
import { startEmulator, type Emulator } from './emulator';
import { type FaultAction } from './net/faults';
import { hostOffline, slowDown, throttled, unavailable } from './net/outages';
import { type Pat } from './world/model';

describe('the spoilt answers of the emulator', () => {
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
});
