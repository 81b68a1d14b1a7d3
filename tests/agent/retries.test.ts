import assert from 'node:assert/strict';

import { fakeStep } from './fixture-step';
import { runFixture } from './fixture-task';
import { runWithRetries } from './retries';
import { type StepState } from './step-state';

/** Runs a step whose attempts all report a failure, and counts them. */
async function countAttempts(step: StepState, count: number): Promise<number> {
  let attempts = 0;
  await runWithRetries(step, { count, cancelled: new AbortController().signal }, () => {
    attempts += 1;
    step.result = 'Failed';
    return Promise.resolve();
  });
  return attempts;
}

function quickStep(): StepState {
  const step = fakeStep();
  const delays = { ...step.job.delays, retryUnitMs: 0.01 };
  return { ...step, job: { ...step.job, delays } };
}

describe('retries of a step', () => {
  it('are ten at most', async () => {
    const step = quickStep();
    assert.equal(await countAttempts(step, 50), 11);
    assert.equal(
      step.record.issues[0]?.message,
      'The maximum allowed number of attempts is 10 but got 50. Retry attempts count will be decreased to 10.',
    );
  });

  it('wait (n + 1)² units before the next attempt', async () => {
    const step = quickStep();
    await countAttempts(step, 3);
    const waits = step.record.issues.map(({ message }) => / ([\d.]+) ms$/.exec(message)?.[1]);
    assert.deepEqual(waits, ['0.01', '0.04', '0.09']);
  });
});

describe('a step with retries', () => {
  /** Fails in its own way as long as it has not run often enough; counts by a task variable. */
  const attempt = (needed: number, failure: string): string => `
    const n = Number(env.VSTS_TASKVARIABLE_N || 0) + 1;
    command('task.settaskvariable variable=n', n);
    if (n < ${needed}) { ${failure} } else command('task.complete result=Succeeded');
  `;
  const reported = "command('task.complete result=Failed')";

  const cases: [
    name: string,
    needed: number,
    failure: string,
    retries: number,
    children: number,
    result: string,
  ][] = [
    ['succeeds when a later attempt does', 3, reported, 3, 3, 'Succeeded'],
    ['fails when all attempts do', 9, reported, 2, 3, 'Failed'],
    ['recovers from an exit code', 2, 'process.exit(1)', 1, 2, 'Succeeded'],
    [
      'stays failed after a reported failure with an exit code',
      2,
      `${reported}; process.exit(1)`,
      1,
      2,
      'Failed',
    ],
    [
      'recovers from both in the attempt after the next',
      2,
      `${reported}; process.exit(1)`,
      2,
      3,
      'Succeeded',
    ],
    ['stays failed after a command that failed', 2, `command('task.nothing'); ${reported}`, 1, 2, 'Failed'],
    ['does not run again what succeeded', 1, '', 5, 1, 'Succeeded'],
  ];

  for (const [name, needed, failure, retries, children, result] of cases) {
    it(name, async () => {
      const record = await runFixture(
        { main: attempt(needed, failure) },
        { step: { retryCountOnTaskFailure: retries }, settings: { delays: { retryUnitMs: 0.05 } } },
      );
      assert.equal(record.steps[0]?.children.length, children);
      assert.equal(record.steps[0].result, result);
    });
  }
});
