import path from 'node:path';

import { endpointEnvironment, type Endpoint, environmentName } from './endpoints';
import { ArgumentError } from './faults';
import { type JobState } from './job-state';
import { type StepState } from './step-state';
import { type Variables } from './variables';

export interface EnvironmentParts {
  /** From `env:` of the step, expanded. A job variable of the same name overrides it. */
  own: Map<string, string>;
  inputs: Map<string, string>;
  endpoints: Endpoint[];
}

/** Later writers win: the order is the agent's. */
export function taskEnvironment(step: StepState, parts: EnvironmentParts): Record<string, string> {
  const { job } = step;
  return childEnvironment(step, [
    ...parts.own,
    ...publicVariables(job.variables),
    ...secretVariables(job.variables),
    ...[...parts.inputs].map(([name, value]): Entry => [`INPUT_${environmentName(name)}`, value]),
    ...parts.endpoints.flatMap(endpointEnvironment),
    ...taskVariables(step.taskVariables),
  ]);
}

/** A script step has no inputs, connections or secrets: only public variables and what `env:` maps. */
export function scriptEnvironment(step: StepState, own: Map<string, string>): Record<string, string> {
  const { variables, settings } = step.job;
  return childEnvironment(step, [
    ...Object.entries(settings.network ?? {}),
    ...own,
    ...publicVariables(variables).filter(([name]) => name !== 'VSTS_PUBLIC_VARIABLES'),
  ]);
}

type Entry = [name: string, value: string];

function publicVariables(variables: Variables): Entry[] {
  const list = variables.list().filter(({ isSecret }) => !isSecret);
  return [
    ...list.flatMap(({ name, value, preserveCase }): Entry[] => [
      ...(name.toLowerCase() === 'agent.jobstatus' ? [[name, value] as Entry] : []),
      [environmentName(name, preserveCase), value],
    ]),
    ['VSTS_PUBLIC_VARIABLES', JSON.stringify(list.map(({ name }) => name))],
  ];
}

/** Every secret of the job goes to every task. */
function secretVariables(variables: Variables): Entry[] {
  const list = variables.list().filter(({ isSecret }) => isSecret);
  return [
    ...list.map(({ name, value, preserveCase }): Entry => [
      `SECRET_${environmentName(name, preserveCase)}`,
      value,
    ]),
    ['VSTS_SECRET_VARIABLES', JSON.stringify(list.map(({ name }) => name))],
  ];
}

function taskVariables(variables: Variables): Entry[] {
  return variables
    .list()
    .map(({ name, value, preserveCase }) => [
      `VSTS_TASKVARIABLE_${environmentName(name, preserveCase)}`,
      value,
    ]);
}

function childEnvironment({ job }: StepState, entries: Entry[]): Record<string, string> {
  const own: Record<string, string> = {};
  for (const [name, value] of entries) {
    if (`${name}${value}`.includes('\0')) throw new ArgumentError(`'${name}' contains a NUL character.`);
    own[name] = value;
  }
  if (job.prependedPaths.length > 0) own['PATH'] = prependedPath(job, own['PATH']);
  return { ...job.workerEnvironment, ...own, TF_BUILD: 'True' };
}

/** The last one prepended comes first. A job variable PATH is the base, then the step's, then the worker's. */
function prependedPath(job: JobState, own: string | undefined): string {
  const added = [...job.prependedPaths].reverse().join(path.delimiter);
  const base = job.variables.get('PATH') ?? own ?? job.workerEnvironment['PATH'] ?? '';
  if (base === '') return added;
  return base.startsWith(added + path.delimiter) ? base : added + path.delimiter + base;
}
