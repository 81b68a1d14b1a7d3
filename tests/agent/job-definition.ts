/** A job as the author of a pipeline wrote it: nothing expanded, nothing resolved. */
export interface JobDefinition {
  name?: string | undefined;
  displayName?: string | undefined;
  variables?: VariableDefinition[] | undefined;
  steps: StepDefinition[];
}

export interface VariableDefinition {
  name: string;
  value: string;
  isReadOnly?: boolean | undefined;
}

export interface StepTarget {
  commands?: 'any' | 'restricted' | undefined;
  settableVariables?: string[] | undefined;
}

export interface StepOptions {
  name?: string | undefined;
  displayName?: string | undefined;
  condition?: string | undefined;
  continueOnError?: boolean | undefined;
  enabled?: boolean | undefined;
  retryCountOnTaskFailure?: number | undefined;
  timeoutInMinutes?: number | undefined;
  env?: Record<string, string> | undefined;
  target?: StepTarget | undefined;
}

export interface TaskStep extends StepOptions {
  /** 'Name@major' */
  task: string;
  inputs?: Record<string, string> | undefined;
}

export interface ScriptStep extends StepOptions {
  script: string;
  /** What the pipeline says: `script` is the system's own shell, `bash` is bash everywhere. */
  shell: 'script' | 'bash';
}

export type StepDefinition = TaskStep | ScriptStep;
