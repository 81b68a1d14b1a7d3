import path from 'node:path';

import { type JobState } from './job-state';
import { trimsExpandedInputs, trimsInputs } from './knobs';
import { expandMacros } from './macros';
import { type InputDefinition } from './task-folder';

/**
 * The inputs as the task receives them, names in lower case. No check is made: not of `required`, not of
 * `visibleRule`, not of the options of a list. A value that comes from a variable is not trimmed.
 */
export function resolveInputs(
  job: JobState,
  definitions: InputDefinition[],
  written: Record<string, string>,
): Map<string, string> {
  const trim = trimsInputs(job) ? (text: string) => text.trim() : (text: string) => text;
  const inputs = new Map<string, string>();
  for (const { name, defaultValue } of definitions) {
    if (name !== '') inputs.set(name.toLowerCase(), trim(defaultValue));
  }
  for (const [name, value] of Object.entries(written)) {
    if (name.trim() !== '') inputs.set(name.trim().toLowerCase(), trim(value));
  }
  for (const [name, value] of inputs) inputs.set(name, expand(job, value, trimsExpandedInputs(job)));
  for (const { name, type } of definitions) {
    const value = inputs.get(name.toLowerCase());
    if (type.toLowerCase() === 'filepath' && value !== undefined) {
      inputs.set(name.toLowerCase(), path.resolve(job.directories.sources, value));
    }
  }
  return inputs;
}

/** `env:` of a step is always trimmed; where a name is unknown the macro stays as it is. */
export function resolveEnvironment(
  job: JobState,
  written: Record<string, string> | undefined,
): Map<string, string> {
  const entries = Object.entries(written ?? {}).filter(([name]) => name.trim() !== '');
  return new Map(entries.map(([name, value]) => [name.trim(), expand(job, value.trim())]));
}

/** First the job's variables, secret ones as well, then the environment of the agent itself. */
export function expand({ variables, workerEnvironment }: JobState, text: string, trimmed = false): string {
  const expanded = variables.expand(text);
  const value = trimmed && expanded !== text ? expanded.trim() : expanded;
  return expandMacros(value, (name) => workerEnvironment[name]);
}
