import assert from 'node:assert/strict';

import { type FixtureTask, quick, runFixture } from './fixture-task';
import { type JobRecord } from './job-record';
import { type StepDefinition } from './job-definition';

const endless = 'setInterval(() => 0, 1000);';
const post = "say('post sees ' + env.AGENT_JOBSTATUS)";

/** Cancels the job as soon as the log holds the word. */
async function cancelAt(word: string, task: FixtureTask, then: StepDefinition[] = []): Promise<JobRecord> {
  const cancel = new AbortController();
  const onLine = (line: string): void => {
    if (line === word) cancel.abort();
  };
  return runFixture(task, { then, settings: { signal: cancel.signal, onLine, delays: quick } });
}

describe('a job that is cancelled', () => {
  it('interrupts the running step, skips the next and runs the post-job steps', async () => {
    const record = await cancelAt('ready', { main: `${endless} say('ready')`, post }, [
      { script: 'echo next', shell: 'bash' },
      { script: 'echo always', shell: 'bash', condition: 'always()' },
    ]);

    assert.equal(record.result, 'Canceled');
    assert.deepEqual(
      record.steps.map(({ result }) => result),
      ['Canceled', 'Skipped', 'Succeeded', 'Succeeded'],
    );
    assert.deepEqual(record.steps[0]?.children[0]?.signals, ['SIGINT']);
    assert.match(record.log, /^post sees Canceled$/m);
    assert.match(record.log, /^##\[error\]The Operation will be canceled\./m);
    assert.match(record.log, /^##\[error\]The operation was canceled\.$/m);
  });

  const stubborn: [name: string, ignored: string[], signals: string[]][] = [
    ['terminates a task that ignores the interrupt', ['SIGINT'], ['SIGINT', 'SIGTERM']],
    ['kills a task that ignores both', ['SIGINT', 'SIGTERM'], ['SIGINT', 'SIGTERM', 'SIGKILL']],
  ];
  for (const [name, ignored, signals] of stubborn) {
    it(name, async () => {
      const ignore = ignored.map((signal) => `process.on('${signal}', () => 0);`).join(' ');
      const record = await cancelAt('ready', { main: `${ignore} ${endless} say('ready')` });
      assert.deepEqual(record.steps[0]?.children[0]?.signals, signals);
      assert.equal(record.steps[0].result, 'Canceled');
    });
  }

  it('lets a task clean up, obeys its commands, and takes no good result from it', async () => {
    const handler =
      "process.on('SIGINT', () => { command('task.setvariable variable=cleaned', 'yes'); process.exit(0); });";
    const record = await cancelAt('ready', { main: `${handler} ${endless} say('ready')` });
    assert.equal(record.variables['cleaned']?.value, 'yes');
    assert.equal(record.steps[0]?.result, 'Canceled');
  });

  it('does not interrupt a post-job step', async () => {
    const record = await cancelAt('in post', {
      main: "say('main')",
      post: "say('in post'); setTimeout(() => say('done'), 100)",
    });
    assert.deepEqual(record.steps[1]?.children[0]?.signals, []);
    assert.match(record.log, /^done$/m);
    assert.equal(record.steps[1].result, 'Succeeded');
    assert.equal(record.result, 'Canceled');
  });

  it('before it began runs post-job steps only', async () => {
    const record = await runFixture(
      { main: "say('main')", post },
      { settings: { signal: AbortSignal.abort() } },
    );
    assert.deepEqual(
      record.steps.map(({ result }) => result),
      ['Skipped', 'Succeeded'],
    );
  });

  it('does not wait for the next attempt of a step', async () => {
    const cancel = new AbortController();
    const onLine = (line: string): void => {
      if (line.includes('RetryHelper')) cancel.abort();
    };
    const record = await runFixture(
      { main: 'process.exit(1)' },
      {
        step: { retryCountOnTaskFailure: 1 },
        settings: { signal: cancel.signal, onLine, delays: { retryUnitMs: 60_000 } },
      },
    );
    assert.equal(record.steps[0]?.children.length, 1);
    assert.equal(record.steps[0].result, 'Canceled');
  });
});

describe('a step that runs out of time', () => {
  it('has failed, and the job goes on', async () => {
    const record = await runFixture({ main: endless }, { step: { timeoutInMinutes: 1 } });
    assert.equal(record.steps[0]?.result, 'Failed');
    assert.equal(record.result, 'Failed');
    assert.match(record.log, /^##\[error\]The task has timed out\.$/m);
  });

  it('may be a post-job step as well', async () => {
    const record = await runFixture({ main: '', post: endless }, { step: { timeoutInMinutes: 1 } });
    assert.equal(record.steps[1]?.result, 'Failed');
  });
});
