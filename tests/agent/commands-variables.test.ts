import assert from 'node:assert/strict';

import { processCommand } from './commands';
import { fakeStep } from './fixture-step';
import { type Restrictions } from './restrictions';
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

describe('restrictions', () => {
  const named = (...names: string[]): Restrictions => ({ settableVariables: names });
  const cases: [restrictions: Restrictions[], name: string, allowed: boolean][] = [
    [[], 'myVar', true],
    [[{}], 'myVar', true],
    [[named()], 'myVar', false],
    [[named('myVar', 'otherVar')], 'myvar', true],
    [[named('myVar', 'otherVar')], 'badVar', false],
    [[named('my*')], 'myThing', true],
    [[named('my*')], 'badVar', false],
    [[named('my*', 'otherVar'), named('myVar', 'myThing', 'extra')], 'myThing', true],
    [[named('my*', 'otherVar'), named('myVar', 'myThing', 'extra')], 'otherVar', false],
    [[named('my*', 'otherVar'), named('myVar', 'myThing', 'extra')], 'extra', false],
    [[named('myVar', 'otherVar'), named()], 'myVar', false],
  ];

  for (const [restrictions, name, allowed] of cases) {
    it(`${allowed ? 'let' : 'keep'} ${name} ${allowed ? 'pass' : 'out'} under ${JSON.stringify(restrictions)}`, () => {
      const step = fakeStep(restrictions);
      processCommand(step, `##vso[task.setvariable variable=${name}]x`);
      assert.equal(step.job.variables.get(name), allowed ? 'x' : undefined);
      const expected = `Setting variable '${name}' has been disabled by the task or build definition.`;
      assert.deepEqual(messages(step, 'warning'), allowed ? [] : [expected]);
      assert.equal(step.commandResult, undefined);
    });
  }

  it('hold for the name of an output, not for the name with its step', () => {
    const step = fakeStep([named('pat.*')]);
    processCommand(step, '##vso[task.setvariable variable=status;isoutput=true]ok');
    assert.equal(step.job.variables.get('pat.status'), undefined);
  });

  it('mask a secret all the same when they keep its variable out', () => {
    const step = fakeStep([named()]);
    processCommand(step, '##vso[task.setvariable variable=a;issecret=true]s3cretValue');
    assert.equal(step.job.masker.mask('s3cretValue'), '***');
  });

  const commands: [line: string, allowed: boolean][] = [
    ['##vso[task.setsecret]s3cretValue', true],
    ['##vso[Task.Issue type=warning]x', true],
    ['##vso[telemetry.publish area=a;feature=b]{}', true],
    ['##vso[task.uploadsummary]/etc/hosts', false],
    ['##vso[task.addattachment type=a;name=b]/etc/hosts', false],
    ['##vso[task.setendpoint id=x;field=url]https://example.com', false],
    ['##vso[artifact.upload artifactname=a]/etc/hosts', false],
    ['##vso[build.addbuildtag]x', false],
  ];
  for (const [line, allowed] of commands) {
    it(`${allowed ? 'let' : 'keep'} ${line} ${allowed ? 'pass' : 'out'} in restricted mode`, () => {
      const step = fakeStep([{ mode: 'restricted' }]);
      processCommand(step, line);
      const refusals = messages(step, 'warning').filter((message) => message.includes('policy restrictions'));
      assert.equal(refusals.length, allowed ? 0 : 1);
      assert.equal(step.commandResult, undefined);
    });
  }
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
