import assert from 'node:assert/strict';
import path from 'node:path';

import { fakeStep } from './fixture-step';
import { runFixture } from './fixture-task';
import { resolveInputs } from './inputs';
import { type InputDefinition } from './task-folder';

function inputsOf(
  definitions: Partial<InputDefinition>[],
  written: Record<string, string>,
): Record<string, string> {
  const { job } = fakeStep();
  job.variables.set('pat', 's3cret \n', { isSecret: true });
  job.variables.set('first', '$(second)');
  const whole = definitions.map((definition) => ({
    name: '',
    type: 'string',
    defaultValue: '',
    aliases: [],
    ...definition,
  }));
  return Object.fromEntries(
    resolveInputs({ ...job, workerEnvironment: { WORKER_ONLY: 'w' } }, whole, written),
  );
}

describe('the inputs of a task', () => {
  const cases: [
    name: string,
    definitions: Partial<InputDefinition>[],
    written: Record<string, string>,
    expected: Record<string, string>,
  ][] = [
    [
      'take their trimmed default, and are there when empty',
      [{ name: 'mode', defaultValue: ' x ' }, { name: 'none' }],
      {},
      { mode: 'x', none: '' },
    ],
    [
      'take the trimmed value of the step, under any case of the name',
      [{ name: 'mode', defaultValue: 'x' }],
      { MODE: ' y\n' },
      { mode: 'y' },
    ],
    ['pass on what nobody declared', [], { 'un known': '1' }, { 'un known': '1' }],
    ['take over a variable untrimmed, a secret one too', [], { a: '$(pat)' }, { a: 's3cret \n' }],
    ['keep a macro that nobody knows', [], { a: '$(nobody)' }, { a: '$(nobody)' }],
    ['are expanded once', [], { a: '$(first)' }, { a: '$(second)' }],
    ['are expanded from the environment of the agent as well', [], { a: '$(WORKER_ONLY)' }, { a: 'w' }],
    ['need not be one of the options', [{ name: 'mode', type: 'pickList' }], { mode: 'z' }, { mode: 'z' }],
  ];

  for (const [name, definitions, written, expected] of cases) {
    it(name, () => {
      assert.deepEqual(inputsOf(definitions, written), expected);
    });
  }

  it('of the type filePath are rooted, and an empty one is the folder itself', () => {
    const definitions = ['empty', 'relative', 'absolute'].map((name) => ({ name, type: 'filePath' }));
    assert.deepEqual(inputsOf(definitions, { relative: 'a/b', absolute: '/x/y' }), {
      empty: path.resolve('/agent/sources'),
      relative: path.resolve('/agent/sources/a/b'),
      absolute: path.resolve('/x/y'),
    });
  });

  it('reach the task by their upper-case name, resolved from an alias, a flag as .NET spells it', async () => {
    const inputs = [
      { name: 'real', type: 'string', aliases: ['other'], required: true },
      { name: 'on', type: 'boolean', defaultValue: true },
    ];
    const main = 'say([env.INPUT_REAL, env.INPUT_ON, env.INPUT_UN_KNOWN].join())';
    const step = { inputs: { Other: '1', 'un known': '2' } };
    const record = await runFixture({ main, json: { inputs } }, { step });
    assert.equal(record.raw, '1,True,2');
  });
});
