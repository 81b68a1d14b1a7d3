import { parseBoolean, parseSwitch } from './booleans';
import { type JobState } from './job-state';

type Switched = Pick<JobState, 'variables' | 'workerEnvironment'>;

/** Whether `%AZP25` in a command is a percent sign. */
export function decodesPercents(job: Switched): boolean {
  return knob(job, 'DECODE_PERCENTS', true);
}

export function allowsMultilineSecrets(job: Switched): boolean {
  return knob(job, 'SYSTEM_UNSAFEALLOWMULTILINESECRET', false);
}

export function trimsInputs(job: Switched): boolean {
  return !knob(job, 'DISABLE_INPUT_TRIMMING', false);
}

export function trimsExpandedInputs(job: Switched): boolean {
  return knob(job, 'AGENT_ENABLE_VARIABLE_INPUT_TRIMMING', false);
}

/** Whether setting a read-only variable throws; otherwise it only warns. */
export function protectsReadOnly({ variables }: Switched): boolean {
  return parseBoolean(variables.get('agent.readOnlyVariables')) ?? false;
}

/** A job variable wins over the worker's environment. */
function knob({ variables, workerEnvironment }: Switched, name: string, fallback: boolean): boolean {
  return parseSwitch(variables.get(name) ?? workerEnvironment[name], fallback);
}
