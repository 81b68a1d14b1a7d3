import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type JobDefinition } from '../agent/job-definition.js';
import { REASONS, explain, type Reason } from '../../tasks/core/reasons.js';
import { parsePipeline } from '../agent/pipeline-yaml.js';
import { startEmulator } from '../emulator/emulator.js';
import { connection, runSteps } from './stage.js';

const root = join(__dirname, '../../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const task = JSON.parse(readFileSync(join(root, 'tasks/pat/task.json'), 'utf8')) as {
  inputs: { name: string }[];
  outputVariables: { name: string }[];
};

const SAMPLES = Array.from(readme.matchAll(/```yaml\n([^]*?)```/g), ([, yaml = '']) => yaml);
const EXAMPLES = readdirSync(join(root, 'examples')).filter((file) => file.endsWith('.yml'));

function inputsOf({ steps }: JobDefinition): string[] {
  return steps.flatMap((step) => ('task' in step ? Object.keys(step.inputs ?? {}) : []));
}

describe('what the documents show', () => {
  const shown: [string, string][] = [
    ...SAMPLES.map((yaml, index): [string, string] => [`sample ${index + 1} of the README`, yaml]),
    ...EXAMPLES.map((file): [string, string] => [file, readFileSync(join(root, 'examples', file), 'utf8')]),
  ];
  for (const [name, yaml] of shown) {
    it(`is a pipeline, with inputs and outputs that exist: ${name}`, () => {
      const known = task.inputs.map((input) => input.name);
      const unknown = inputsOf(parsePipeline(yaml)).filter((input) => !known.includes(input));
      assert.deepEqual(unknown, []);
      const outputs = task.outputVariables.map((output) => output.name);
      for (const [, output = ''] of yaml.matchAll(/\bcheck\.(\w+)/g))
        assert.ok(outputs.includes(output), output);
    });
  }

  it('acts on the most common bad PAT, by the condition of the sample', async () => {
    const emulator = await startEmulator();
    try {
      const revoked = emulator.world.issuePat({
        in: emulator.world.organization('fabrikam'),
        revokedAt: new Date(0),
      });
      const connections = [
        connection('fabrikam-pat', 'https://dev.azure.com/fabrikam', { apitoken: revoked.secret }),
      ];
      const sample = SAMPLES.find((yaml) => yaml.includes('exportAs: none')) ?? '';
      const { log } = await runSteps(emulator, parsePipeline(sample).steps, { connections });
      assert.match(log, /^The PAT does not work - refused, refused$/m);
    } finally {
      await emulator.close();
    }
  });

  it('quotes the messages of the reasons in its table of troubles as they are', () => {
    const troubles = readme.slice(readme.indexOf('## Troubleshooting'));
    const rows = Array.from(troubles.matchAll(/^\| `([^`]*)` +\| `(\w+)` +\|/gm));
    assert.ok(rows.length >= 9);
    for (const [, words = '', reason = ''] of rows) {
      // The message of a wrong input is made where it is found, and tested there.
      if (reason === 'inputInvalid') continue;
      assert.ok(reason in REASONS, reason);
      const code = words.includes('TF400813') ? 'TF400813' : '';
      const message = explain(reason as Reason, { httpStatus: 401, code });
      for (const part of words.split('…')) assert.ok(message.includes(part.trim()), `${words}: ${message}`);
    }
  });
});
