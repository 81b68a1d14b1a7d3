import { type JobState } from './job-state';
import { type Issue, type StepRecord } from './job-record';
import { type Restrictions } from './restrictions';
import { mergeResults, type TaskResult } from './results';
import { type Variables } from './variables';

/** What one step is at work on; commands change it. */
export interface StepState {
  readonly job: JobState;
  readonly record: StepRecord;
  readonly restrictions: readonly Restrictions[];
  readonly taskVariables: Variables;
  /** Names that task.json declares as outputs, in lower case. */
  readonly outputNames: Set<string>;
  readonly detailIds: Set<string>;
  result: TaskResult | undefined;
  /** What went wrong with commands. Nothing resets it, a retry neither. */
  commandResult: TaskResult | undefined;
  /** Called by `task.complete done=true`. */
  onDone: () => void;
}

const maxIssues = 10;

export function output(step: StepState, message: string): void {
  step.job.log.write(message);
}

export function section(step: StepState, message: string): void {
  step.job.log.write(`##[section]${message}`);
}

export function debug(step: StepState, message: string): void {
  step.job.log.writeDebug(message);
}

export function error(step: StepState, message: string, data: Record<string, string> = {}): void {
  addIssue(step, { type: 'error', message, data: { ...data } });
}

/** An exception that the agent caught is marked as its own, not the task's. */
export function caught(step: StepState, fault: Error): void {
  error(step, fault.message, { source: 'TaskInternal' });
  debug(step, `${fault.name}: ${fault.message}`);
}

export function warning(step: StepState, message: string): void {
  addIssue(step, { type: 'warning', message, data: {} });
}

/** The message is masked, the data is not. An eleventh issue of a type is written, but not recorded. */
export function addIssue({ job, record }: StepState, { type, message, data }: Issue): void {
  const masked = job.masker.mask(message);
  if (masked !== '') data['logFileLineNumber'] = String(job.log.write(`##[${type}]${masked}`));
  const counter = type === 'error' ? 'errorCount' : 'warningCount';
  if (record[counter] < maxIssues) record.issues.push({ type, message: masked, data });
  record[counter] += 1;
}

export function addResult(step: StepState, result: TaskResult): void {
  step.result = mergeResults(step.result, result);
}

export function failCommand(step: StepState): void {
  step.commandResult = 'Failed';
}

/** Progress never goes back, and its text is not masked. */
export function reportProgress({ record }: StepState, percent: number, text: string): void {
  record.progress.percent = Math.max(record.progress.percent, percent);
  record.progress.texts.push(text);
}
