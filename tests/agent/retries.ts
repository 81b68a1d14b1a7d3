import { setTimeout as wait } from 'node:timers/promises';

import { OperationCanceledError } from './faults';
import { debug, type StepState, warning } from './step-state';

const limit = 10;

/**
 * Runs a step again while it fails. Only an attempt that ended with exit code 0 gets its result reset: one
 * that reported a failure and then ended with another code makes the next attempt begin as failed. What
 * went wrong with a command is never reset.
 */
export async function runWithRetries(
  step: StepState,
  { count, cancelled }: { count: number; cancelled: AbortSignal },
  attempt: () => Promise<void>,
): Promise<void> {
  const retries = allowedRetries(step, count);
  if (retries === 0) return attempt();

  for (let retry = 0; ; retry += 1) {
    const delayMs = (retry + 1) ** 2 * step.job.delays.retryUnitMs;
    try {
      await attempt();
      if (step.result !== 'Failed' || isExhausted(step, retry, retries)) return;
      step.result = undefined;
      warning(
        step,
        `RetryHelper encountered task failure, will retry (attempt #: ${retry + 1} out of ${retries}) ` +
          `after ${delayMs} ms`,
      );
    } catch (fault) {
      if (fault instanceof OperationCanceledError || isExhausted(step, retry, retries)) throw fault;
      const { message } = fault as Error;
      warning(
        step,
        `RetryHelper encountered exception, will retry (attempt #: ${retry + 1} ${message}) afer ${delayMs} ms`,
      );
    }
    await wait(delayMs, undefined, { signal: cancelled }).catch(() => {
      throw new OperationCanceledError();
    });
  }
}

function allowedRetries(step: StepState, count: number): number {
  if (count <= limit) return Math.max(count, 0);
  warning(
    step,
    `The maximum allowed number of attempts is ${limit} but got ${count}. ` +
      `Retry attempts count will be decreased to ${limit}.`,
  );
  return limit;
}

function isExhausted(step: StepState, retry: number, retries: number): boolean {
  if (retry < retries) return false;
  debug(step, 'Failure attempting to call the restapi and retry counter is exhausted');
  return true;
}
