import { type Directories } from './directories';
import { type Endpoint } from './endpoints';
import { type StepRecord } from './job-record';
import { type Log } from './log';
import { type Masker } from './masker';
import { type TaskResult } from './results';
import { type AgentSettings, type Delays } from './settings';
import { type Variables } from './variables';

/** What all steps of a running job share. */
export interface JobState {
  readonly settings: AgentSettings;
  readonly delays: Delays;
  readonly directories: Directories;
  readonly masker: Masker;
  readonly log: Log;
  readonly variables: Variables;
  readonly endpoints: Endpoint[];
  /** In the order of the commands; the last one comes first in PATH. */
  readonly prependedPaths: string[];
  /** The environment of the worker process, which every child inherits. */
  readonly workerEnvironment: Record<string, string>;
  readonly records: StepRecord[];
  /** Processes that outlived their step; they are ended with the job. */
  readonly leftovers: (() => void)[];
  /** Cancels the job. */
  readonly signal: AbortSignal;
  result: TaskResult | undefined;
}

export function setJobResult(job: JobState, result: TaskResult): void {
  job.result = result;
  job.variables.set('agent.jobstatus', result);
}
