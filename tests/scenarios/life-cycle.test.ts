import assert from 'node:assert/strict';
import { type Connection } from '../agent/settings.js';
import { startEmulator, type Emulator } from '../emulator/emulator.js';
import { connection, outputsOf, runSteps, stepOf, validateStep } from './stage.js';

describe('the life of a step', () => {
  let emulator: Emulator;
  let connections: Connection[];

  beforeEach(async () => {
    emulator = await startEmulator();
    const { secret } = emulator.world.issuePat({ in: emulator.world.organization('fabrikam') });
    connections = [connection('pat', 'https://dev.azure.com/fabrikam', { apitoken: secret })];
  });
  afterEach(() => emulator.close());

  const inputs = { azureReposConnection: 'pat', timeoutSeconds: '5' };

  it('ends well when a retried step succeeds at its second attempt', async () => {
    emulator.faults.add({
      when: { path: '/_apis/connectionData' },
      do: { kind: 'garble', as: 'html' },
      times: 1,
    });
    const step = validateStep(inputs, { retryCountOnTaskFailure: 1 });
    const record = await runSteps(emulator, [step], { connections });
    assert.equal(stepOf(record).result, 'Succeeded', record.log);
    assert.equal(stepOf(record).children.length, 2);
    assert.equal(outputsOf(record).reason, 'valid');
  });

  for (const [what, step] of [
    ['its condition is not met', validateStep(inputs, { condition: 'failed()' })],
    ['it failed', validateStep({ ...inputs, variableName: 'PATH' })],
  ] as const) {
    it(`has a silent post-job step after ${what}`, async () => {
      const record = await runSteps(emulator, [step], { connections });
      const post = record.steps.find(({ phase }) => phase === 'post');
      assert.equal(post?.result, 'Succeeded');
      assert.deepEqual(
        post.children.flatMap(({ raw, exitCode }) => [exitCode, ...raw.map(({ text }) => text)]),
        [0],
      );
    });
  }

  it('exports nothing when it is cancelled in the middle, and the job still ends in order', async () => {
    const cancel = new AbortController();
    emulator.faults.add({
      when: { path: '/_apis/connectionData' },
      do: { kind: 'call', at: 'received', hook: () => cancel.abort() },
    });
    emulator.faults.add({ when: { path: '/_apis/connectionData' }, do: { kind: 'stall' } });
    const record = await runSteps(emulator, [validateStep(inputs)], { connections, signal: cancel.signal });
    assert.equal(record.result, 'Canceled');
    assert.ok(!('AZURE_DEVOPS_EXT_PAT' in record.variables));
    assert.equal(record.steps.find(({ phase }) => phase === 'post')?.result, 'Succeeded');
  });

  it('fails no step by its exit code, whatever happens', async () => {
    for (const [url, expected] of [
      ['https://dev.azure.com/no-such-organization', 'organizationNotFound'],
      ['http://127.0.0.1:9/tfs/Main', 'connectionRefused'],
      ['not a url', 'valid'],
    ] as const) {
      const [first] = connections;
      assert.ok(first);
      const record = await runSteps(emulator, [validateStep(inputs)], { connections: [{ ...first, url }] });
      assert.equal(outputsOf(record).reason, expected);
      assert.deepEqual(
        record.steps.flatMap(({ children }) => children.map(({ exitCode }) => exitCode)),
        [0, 0],
      );
    }
  });

  it('works under further restrictions of the pipeline, which may forbid the export', async () => {
    const allowed = validateStep(inputs, {
      target: { commands: 'restricted', settableVariables: ['AZURE_*', '*'] },
    });
    assert.equal(stepOf(await runSteps(emulator, [allowed], { connections })).result, 'Succeeded');
    const forbidden = validateStep(inputs, { target: { settableVariables: ['OTHER'] } });
    const record = await runSteps(emulator, [forbidden], { connections });
    assert.ok(!('AZURE_DEVOPS_EXT_PAT' in record.variables));
  });
});
