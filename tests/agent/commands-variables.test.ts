import assert from 'node:assert/strict';

import { processCommand } from './commands';
import { fakeStep } from './fixture-step';
import { type StepState } from './step-state';

function messages({ record }: StepState, type: 'error' | 'warning'): string[] {
  return record.issues.filter((issue) => issue.type === type).map(({ message }) => message);
}

function flagsOf(step: StepState, name: string): unknown {
  const variable = step.job.variables.list().find((candidate) => candidate.name === name);
  return variable && { secret: variable.isSecret, readOnly: variable.isReadOnly };
}

describe('task.setvariable', () => {
  it('sets a variable, and by default neither secret nor read-only', () => {
    const step = fakeStep();
    assert.equal(processCommand(step, '##vso[task.setvariable variable=a.b]x%0Ay'), true);
    assert.equal(step.job.variables.get('A.B'), 'x\ny');
    assert.deepEqual(flagsOf(step, 'a.b'), { secret: false, readOnly: false });
  });

  const spellings: [spelling: string, secret: boolean][] = [
    ['true', true],
    ['TRUE', true],
    [' true ', true],
    ['1', false],
    ['yes', false],
    ['', false],
  ];
  for (const [spelling, secret] of spellings) {
    it(`takes issecret=${spelling} for ${secret}`, () => {
      const step = fakeStep();
      processCommand(step, `##vso[task.setvariable variable=a;issecret=${spelling}]s3cretValue`);
      assert.deepEqual(flagsOf(step, 'a'), { secret, readOnly: false });
      assert.equal(step.job.masker.mask('s3cretValue'), secret ? '***' : 's3cretValue');
    });
  }

  it('masks a secret as it is and as a command would escape it, but not its base64', () => {
    const step = fakeStep();
    processCommand(step, '##vso[task.setvariable variable=a;issecret=true]s3cret%3B100%AZP25');
    assert.equal(step.job.masker.mask('s3cret;100%'), '***');
    assert.equal(step.job.masker.mask('s3cret%3B100%AZP25'), '***');
    const base64 = Buffer.from('s3cret;100%').toString('base64');
    assert.equal(step.job.masker.mask(base64), base64);
  });

  it('keeps percent codes where they are not decoded, and masks both readings', () => {
    const step = fakeStep();
    step.job.variables.set('DECODE_PERCENTS', 'false');
    processCommand(step, '##vso[task.setvariable variable=a;issecret=true]s3cret%AZP25x');
    assert.equal(step.job.variables.get('a'), 's3cret%AZP25x');
    assert.equal(step.job.masker.mask('s3cret%AZP25x and s3cret%x'), '*** and ***');
  });

  it('fails without a name', () => {
    const step = fakeStep();
    processCommand(step, '##vso[task.setvariable issecret=true]x');
    assert.equal(step.commandResult, 'Failed');
    assert.match(messages(step, 'error')[1] ?? '', /Required field 'variable' is missing/);
  });

  it('only warns of a read-only name', () => {
    const step = fakeStep();
    step.job.variables.set('Build.BuildNumber', '1');
    processCommand(step, '##vso[task.setvariable variable=build.buildnumber]2');
    assert.equal(step.job.variables.get('build.buildNumber'), '2');
    assert.match(messages(step, 'warning')[0] ?? '', /^Overwriting readonly variable 'build.buildnumber'/);
    assert.equal(step.commandResult, undefined);
  });

  it('takes a reserved name that no variable has yet for any other', () => {
    const step = fakeStep();
    processCommand(step, '##vso[task.setvariable variable=agent.cainfo]x');
    assert.deepEqual(step.record.issues, []);
  });

  it('prints the secret when a read-only name refuses it before it is masked', () => {
    const step = fakeStep();
    step.job.variables.set('agent.readOnlyVariables', 'true');
    step.job.variables.set('pat', 'old', { isReadOnly: true });
    processCommand(step, '##vso[task.setvariable variable=pat;issecret=true]s3cretValue');

    assert.equal(step.job.variables.get('pat'), 'old');
    assert.equal(step.commandResult, 'Failed');
    assert.match(step.job.log.lines[0] ?? '', /Unable to process command '.*\]s3cretValue' successfully/);
    assert.match(messages(step, 'error')[1] ?? '', /^Overwriting readonly variable 'pat' is not permitted/);
  });

  it('prints nothing of the secret when it was masked before', () => {
    const step = fakeStep();
    step.job.variables.set('agent.readOnlyVariables', 'true');
    step.job.variables.set('pat', 'old', { isReadOnly: true });
    processCommand(step, '##vso[task.setsecret]s3cretValue');
    processCommand(step, '##vso[task.setvariable variable=pat;issecret=true]s3cretValue');
    assert.equal(
      step.job.log.lines.some((line) => line.includes('s3cretValue')),
      false,
    );
  });

  it('refuses a secret of several lines, unless the job allows it', () => {
    const step = fakeStep();
    processCommand(step, '##vso[task.setvariable variable=a;issecret=true]one%0D%0Atwo');
    assert.deepEqual(messages(step, 'error').slice(1), ['Secrets cannot contain multiple lines']);

    step.job.variables.set('SYSTEM_UNSAFEALLOWMULTILINESECRET', 'true');
    processCommand(step, '##vso[task.setvariable variable=a;issecret=true]one%0D%0Atwo');
    assert.equal(step.job.variables.get('a'), 'one\r\ntwo');
  });

  it('keeps the case of a name in the environment only when asked', () => {
    const step = fakeStep();
    processCommand(step, '##vso[task.setvariable variable=Mixed;preservecase=true]x');
    assert.equal(step.job.variables.list()[0]?.preserveCase, true);
  });
});
