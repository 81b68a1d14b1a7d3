import assert from 'node:assert/strict';

import { type FixtureJob, type FixtureTask, runFixture, runSteps, writeTask } from './fixture-task';
import { type JobRecord, type StepRecord } from './job-record';

function step(record: JobRecord, phase: StepRecord['phase'], name = 'pat'): StepRecord | undefined {
  return record.steps.find((candidate) => candidate.phase === phase && candidate.name === name);
}

function results({ steps }: JobRecord): string[] {
  return steps.map(({ displayName, result }) => `${displayName}: ${result}`);
}

const post = "say('post sees ' + env.AGENT_JOBSTATUS)";

describe('the post-job step', () => {
  const endings: [name: string, task: FixtureTask, job: FixtureJob, main: string, sees: string][] = [
    ['success', { main: "say('x')" }, {}, 'Succeeded', 'Succeeded'],
    ['a reported failure', { main: "command('task.complete result=Failed')" }, {}, 'Failed', 'Failed'],
    ['a crash', { main: 'process.exit(3)' }, {}, 'Failed', 'Failed'],
    [
      'a skipped main step',
      { main: "say('x')" },
      { step: { condition: 'failed()' } },
      'Skipped',
      'Succeeded',
    ],
    [
      'a step that ran out of time',
      { main: 'setInterval(() => 0, 1000)' },
      { step: { timeoutInMinutes: 1 } },
      'Failed',
      'Failed',
    ],
    [
      'a failure that may be passed over',
      { main: 'process.exit(1)' },
      { step: { continueOnError: true } },
      'SucceededWithIssues',
      'SucceededWithIssues',
    ],
  ];

  for (const [name, task, job, main, sees] of endings) {
    it(`runs after ${name}`, async () => {
      const record = await runFixture({ ...task, post }, job);
      assert.equal(step(record, 'main')?.result, main);
      assert.equal(step(record, 'post')?.result, 'Succeeded');
      assert.deepEqual(step(record, 'post')?.children[0]?.raw, [
        { stream: 'stdout', text: `post sees ${sees}` },
      ]);
    });
  }

  it('does not exist for a step that is disabled', async () => {
    const record = await runFixture({ main: "say('x')", post }, { step: { enabled: false } });
    assert.deepEqual(record.steps, []);
    assert.equal(record.result, 'Succeeded');
  });

  it('fails the job when it fails', async () => {
    const record = await runFixture({ main: "say('x')", post: 'process.exit(1)' });
    assert.deepEqual(results(record), ['Fixture: Succeeded', 'Post-job: Fixture: Failed']);
    assert.equal(record.result, 'Failed');
  });
});

describe('the phases of a job', () => {
  it('come in the order pre, main and post, the last post-job step first', async () => {
    const tasks = { 'Fixture@1': writeTask({ pre: "say('pre')", main: "say('main')", post }) };
    const record = await runSteps(
      [
        { task: 'Fixture@1', name: 'one', displayName: 'One' },
        { task: 'Fixture@1', name: 'two', displayName: 'Two' },
      ],
      { tasks },
    );
    assert.deepEqual(
      record.steps.map(({ displayName }) => displayName),
      ['Pre-job: One', 'Pre-job: Two', 'One', 'Two', 'Post-job: Two', 'Post-job: One'],
    );
  });

  it('share the task variables of their own step only', async () => {
    const main =
      "command('task.settaskvariable variable=my.id', env.INPUT_ID);" +
      "command('task.settaskvariable variable=key;issecret=true', 's3cretValue')";
    const tasks = {
      'Fixture@1': writeTask({
        main,
        post: "say(env.VSTS_TASKVARIABLE_MY_ID + ' ' + env.VSTS_TASKVARIABLE_KEY)",
      }),
    };
    const record = await runSteps(
      [
        { task: 'Fixture@1', name: 'one', inputs: { id: '1' } },
        { task: 'Fixture@1', name: 'two', inputs: { id: '2' } },
      ],
      { tasks },
    );
    assert.equal(step(record, 'post', 'one')?.children[0]?.raw[0]?.text, '1 s3cretValue');
    assert.equal(step(record, 'post', 'two')?.children[0]?.raw[0]?.text, '2 s3cretValue');
    assert.match(record.log, /^2 \*\*\*$/m);
    assert.equal(step(record, 'main', 'two')?.children[0]?.environment['VSTS_TASKVARIABLE_MY_ID'], undefined);
  });

  it('read the inputs anew, with the variables of the moment', async () => {
    const code = "say(env.INPUT_WHO); command('task.setvariable variable=who', 'later')";
    const record = await runFixture(
      { main: code, post: code },
      { step: { inputs: { who: '$(who)' } }, variables: [{ name: 'who', value: 'first' }] },
    );
    assert.deepEqual(
      record.steps.map(({ children }) => children[0]?.raw[0]?.text),
      ['first', 'later'],
    );
  });

  it('skip a pre-job step with the condition of its step', async () => {
    const record = await runFixture(
      { pre: "say('pre')", main: "say('main')", post },
      { step: { condition: "eq(variables['run'], 'yes')" } },
    );
    assert.deepEqual(results(record), [
      'Pre-job: Fixture: Skipped',
      'Fixture: Skipped',
      'Post-job: Fixture: Succeeded',
    ]);
  });
});

describe('a task.json', () => {
  it('may begin with a byte-order mark, spell its names in any case and name handlers nobody knows', async () => {
    const folder = writeTask({}, '\uFEFF');
    const tasks = {
      'Fixture@1': writeTask(
        { main: "say('ran')", json: { PostJobExecution: { Node99: { target: 'none.js' } }, INPUTS: [] } },
        '\uFEFF',
      ),
    };
    const record = await runSteps([{ task: 'Fixture@1' }], { tasks });
    assert.notEqual(folder, '');
    assert.equal(record.steps[0]?.result, 'Succeeded');
    assert.equal(record.steps[1]?.result, 'Failed');
    assert.match(record.steps[1].issues[0]?.message ?? '', /^The current operating system is not capable/);
  });
});
