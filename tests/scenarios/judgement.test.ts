import assert from 'node:assert/strict';
import { startEmulator, type Emulator } from '../emulator/emulator.js';
import { AT_HAND, RUNTIMES, type Runtime } from '../runtimes.js';
import { ALL, sample } from '../sample.js';
import { ROWS, type Row } from './judgement-rows.js';
import { connection, issuesOf, outputsOf, runSteps, stepOf, validateStep } from './stage.js';

const RESULTS = {
  ok: 'Succeeded',
  warning: 'SucceededWithIssues',
  bad: 'Failed',
  refused: 'Failed',
  unreachable: 'Failed',
};

describe('the built task, over TLS and the proxy', () => {
  let emulator: Emulator;

  before(async () => (emulator = await startEmulator()));
  after(() => emulator.close());
  afterEach(() => emulator.faults.clear());

  const rows = Object.entries(ROWS);
  const cases: [Runtime, [string, Row]][] = [
    ...(ALL ? [] : rows.map((row): [Runtime, [string, Row]] => [AT_HAND, row])),
    ...RUNTIMES.flatMap((runtime) => sample(rows, 4).map((row): [Runtime, [string, Row]] => [runtime, row])),
  ];
  for (const [{ name, binary }, [what, { given, status, reason }]] of cases) {
    const judges = `judges ${what}: ${status}, ${reason} (${name})`;
    if (!binary) {
      it.skip(`${judges}: no binary for this platform`);
      continue;
    }
    it(judges, async () => {
      const { secret, url, seconds = 10 } = given(emulator);
      const inputs = { azureReposConnection: 'pat', timeoutSeconds: String(seconds) };
      const connections = [connection('pat', url, { apitoken: secret })];
      const record = await runSteps(emulator, [validateStep(inputs)], { connections, node: binary });

      const outputs = outputsOf(record);
      assert.deepEqual({ status: outputs.status, reason: outputs.reason }, { status, reason }, record.log);
      assert.equal(stepOf(record).result, RESULTS[status]);
      assert.equal(outputs.organization, url);
      assert.equal(stepOf(record).issues.length, status === 'ok' ? 0 : 1, issuesOf(record));
      const isExported = record.variables.AZURE_DEVOPS_EXT_PAT !== undefined;
      assert.equal(isExported, status === 'ok' || status === 'warning');
    });
  }
});
