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

describe('output variables', () => {
  it('are set under the name of the step only, and are read-only from then on', () => {
    const step = fakeStep();
    processCommand(step, '##vso[task.setvariable variable=status;isoutput=true]ok');
    assert.equal(step.job.variables.get('status'), undefined);
    assert.equal(step.job.variables.get('pat.status'), 'ok');
    assert.deepEqual(flagsOf(step, 'pat.status'), { secret: false, readOnly: true });
    assert.deepEqual(step.record.outputVariables, { status: { value: 'ok', isSecret: false } });
  });

  it('include every name that task.json declares, which then is no job variable', () => {
    const step = fakeStep();
    step.outputNames.add('token');
    processCommand(step, '##vso[task.setvariable variable=Token;issecret=true]s3cretValue');
    assert.equal(step.job.variables.get('Token'), undefined);
    assert.equal(step.job.variables.get('pat.token'), 's3cretValue');
    assert.deepEqual(flagsOf(step, 'pat.Token'), { secret: true, readOnly: false });
    assert.deepEqual(step.record.outputVariables['Token'], { value: 's3cretValue', isSecret: true });
  });
});

describe('task.settaskvariable', () => {
  it('stores for the step, secretly when asked, and never for the job', () => {
    const step = fakeStep();
    processCommand(step, '##vso[task.settaskvariable variable=id;issecret=true]s3cretValue');
    assert.equal(step.taskVariables.get('ID'), 's3cretValue');
    assert.equal(step.job.variables.get('id'), undefined);
    assert.equal(step.job.masker.mask('s3cretValue'), '***');
  });

  it('ignores the restrictions on variables', () => {
    const step = fakeStep([{ settableVariables: [] }]);
    processCommand(step, '##vso[task.settaskvariable variable=id]1');
    assert.equal(step.taskVariables.get('id'), '1');
    assert.deepEqual(step.record.issues, []);
  });
});

describe('task.prependpath', () => {
  it('moves a path that was there before to the front', () => {
    const step = fakeStep();
    for (const path of ['/a', '/b', '/a']) processCommand(step, `##vso[task.prependpath]${path}`);
    assert.deepEqual(step.job.prependedPaths, ['/b', '/a']);
  });

  it('obeys the restrictions of the variable PATH', () => {
    const step = fakeStep([{ settableVariables: ['MY_*'] }]);
    processCommand(step, '##vso[task.prependpath]/a');
    assert.deepEqual(step.job.prependedPaths, []);
    assert.deepEqual(messages(step, 'warning'), [
      "Setting variable 'PATH' has been disabled by the task or build definition.",
    ]);
  });
});
