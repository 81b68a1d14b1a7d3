import { type TaskResult } from './results';

export type Phase = 'pre' | 'main' | 'post';
export type StreamName = 'stdout' | 'stderr';

export interface Issue {
  type: 'error' | 'warning';
  message: string;
  /** Goes to the server as it is: the agent masks only the message. */
  data: Record<string, string>;
}

export interface PublishedVariable {
  value: string;
  isSecret: boolean;
}

/** One process that the agent started for a step; a retried step has several. */
export interface ChildRecord {
  argv: string[];
  environment: Record<string, string>;
  raw: { stream: StreamName; text: string }[];
  exitCode: number | undefined;
  signals: string[];
}

export interface StepRecord {
  /** The reference name, as in `$(name.variable)`. */
  name: string;
  /** As the timeline shows it: 'Post-job: X' for a post-job step. */
  displayName: string;
  phase: Phase;
  result: TaskResult;
  children: ChildRecord[];
  /** At most ten of each type are recorded; the counts go on. */
  issues: Issue[];
  errorCount: number;
  warningCount: number;
  /** What the timeline record publishes, with the raw value. */
  outputVariables: Record<string, PublishedVariable>;
  progress: { percent: number; texts: string[] };
  /** Timeline records of `task.logdetail`, one text each. */
  details: string[];
  attachments: { type: string; name: string; path: string; content: string }[];
  /** Commands of the areas artifact, build, results and codecoverage, which the agent hands to the server. */
  serverCommands: string[];
}

export interface JobRecord {
  result: TaskResult;
  steps: StepRecord[];
  /** The masked log as the user sees it. */
  log: string;
  /** The masked log as the user sees it with `system.debug` set. */
  debugLog: string;
  /** What all children wrote, before any masking. */
  raw: string;
  /** At the end of the job. */
  variables: Record<string, PublishedVariable>;
  /** Found in the job's folders before they are emptied; paths are relative to the agent's root. */
  filesLeft: { path: string; content: string }[];
}
