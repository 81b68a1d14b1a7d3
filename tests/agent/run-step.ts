import { isMet } from './conditions';
import { OperationCanceledError } from './faults';
import { type JobState, setJobResult } from './job-state';
import { type PlannedStep } from './plan';
import { mergeResults } from './results';
import { addResult, caught, debug, error, output, section, type StepState, warning } from './step-state';
import { createStepState } from './step-record';

/** One step of the job, whatever phase it belongs to: condition, time limit, result. */
export async function runStep(job: JobState, planned: PlannedStep): Promise<void> {
  const step = createStepState(job, planned);
  for (const message of job.variables.recalculate()) warning(step, message);

  const cancel = new AbortController();
  const onJobCancelled = (): void => {
    setJobResult(job, 'Canceled');
    debug(step, `Re-evaluate condition on job cancellation for step: '${planned.title}'.`);
    if (isConditionMet(job, planned)) return;
    error(step, 'The Operation will be canceled. The next steps may not contain expected logs.');
    cancel.abort();
  };
  if (job.signal.aborted) {
    if (job.result !== 'Canceled') setJobResult(job, 'Canceled');
  } else {
    job.signal.addEventListener('abort', onJobCancelled, { once: true });
  }

  debug(step, `Evaluating condition for step: '${planned.title}'`);
  debug(step, `Evaluating: ${planned.conditionText}`);
  if (isConditionMet(job, planned)) {
    debug(step, 'Result: True');
    await runWithin(step, planned, cancel);
  } else {
    step.result = 'Skipped';
    output(step, `##[section]Skipping: ${planned.title}`);
    output(step, `Skipping step due to condition evaluation.\nEvaluating: ${planned.conditionText}`);
    output(step, 'Result: False');
  }
  job.signal.removeEventListener('abort', onJobCancelled);

  step.record.result = step.result ?? 'Succeeded';
  if (step.result === 'SucceededWithIssues' || step.result === 'Failed') {
    setJobResult(job, mergeResults(job.result, step.result));
  }
}

function isConditionMet(job: JobState, { condition }: PlannedStep): boolean {
  return isMet(condition, {
    jobStatus: job.result ?? 'Succeeded',
    variable: (name) => job.variables.get(name),
  });
}

async function runWithin(step: StepState, planned: PlannedStep, cancel: AbortController): Promise<void> {
  const { minuteMs } = step.job.delays;
  const timeoutMs = (planned.timeoutInMinutes ?? 0) * minuteMs;
  const timer = timeoutMs > 0 ? setTimeout(() => cancel.abort(), timeoutMs) : undefined;

  section(step, `Starting: ${planned.title}`);
  try {
    await planned.run(step, cancel.signal);
  } catch (fault) {
    setFault(step, fault instanceof Error ? fault : new Error(String(fault)), cancel.signal);
  }
  clearTimeout(timer);

  if (step.commandResult !== undefined) addResult(step, step.commandResult);
  if (step.result === 'Failed' && planned.continueOnError) step.result = 'SucceededWithIssues';
  section(step, `Finishing: ${planned.title}`);
}

/** A step that ends because of its own time limit has failed; with the job, it is cancelled. */
function setFault(step: StepState, fault: Error, cancelled: AbortSignal): void {
  if (!(fault instanceof OperationCanceledError)) {
    caught(step, fault);
    step.result = 'Failed';
  } else if (cancelled.aborted && !step.job.signal.aborted) {
    error(step, 'The task has timed out.');
    step.result = 'Failed';
  } else {
    caught(step, fault);
    step.result = 'Canceled';
  }
}
