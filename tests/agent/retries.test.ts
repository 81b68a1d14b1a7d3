import assert from 'node:assert/strict';

import { fakeStep } from './fixture-step';
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
