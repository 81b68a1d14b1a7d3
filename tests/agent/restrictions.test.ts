import assert from 'node:assert/strict';

import { processCommand } from './commands';
import { fakeStep } from './fixture-step';
import { type Restrictions } from './restrictions';
import { type StepState } from './step-state';

function warnings({ record }: StepState): string[] {
  return record.issues.filter(({ type }) => type === 'warning').map(({ message }) => message);
}

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
      assert.deepEqual(warnings(step), allowed ? [] : [expected]);
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
      const refusals = warnings(step).filter((message) => message.includes('policy restrictions'));
      assert.equal(refusals.length, allowed ? 0 : 1);
      assert.equal(step.commandResult, undefined);
    });
  }
});
