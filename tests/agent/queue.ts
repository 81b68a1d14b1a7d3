import { randomUUID } from 'node:crypto';

import { type JobDefinition, type StepDefinition, type TaskStep } from './job-definition';
import { isConnectionInput } from './endpoints';
import { expandMacros } from './macros';
import { parseCondition } from './condition-parser';
import { type Condition } from './conditions';
import { type AgentSettings, type Connection } from './settings';
import { loadTask, type TaskDefinition } from './task-folder';

/** A step as the server hands it to the agent: names resolved, nothing expanded. */
export interface QueuedStep {
  /** Of this step, not of its task. */
  id: string;
  definition: StepDefinition;
  name: string;
  displayName: string;
  condition: Condition;
  /** Of a task step. */
  task: { definition: TaskDefinition; folder: string; inputs: Record<string, string> } | undefined;
}

export interface QueuedJob {
  displayName: string;
  steps: QueuedStep[];
  /** Those that a step refers to; the agent never sees another. */
  connections: Connection[];
}

/** The server would not start the job. Holds all faults, each in Azure DevOps' words. */
export class JobRefusedError extends Error {
  override readonly name = 'JobRefusedError';

  constructor(readonly faults: string[]) {
    super(faults.join('\n'));
  }
}

/** The server's part: finds tasks and connections, resolves aliases. It leaves disabled steps out. */
export function queueJob(job: JobDefinition, settings: AgentSettings): QueuedJob {
  const faults: string[] = [];
  const connections = new Set<Connection>();
  const enabled = job.steps.filter((step) => step.enabled !== false);
  const steps = enabled.map((definition, index): QueuedStep => {
    const taskName = 'task' in definition ? (definition.task.split('@')[0] ?? '') : 'CmdLine';
    const name = definition.name ?? `${taskName}${index + 1}`;
    const task = 'task' in definition ? findTask(definition, settings, faults) : undefined;
    if (task) resolveConnections({ job, settings, step: name, task, connections, faults });
    return {
      id: randomUUID(),
      definition,
      name,
      displayName: definition.displayName ?? defaultName(definition),
      condition: parseCondition(definition.condition ?? 'succeeded()'),
      task,
    };
  });
  if (faults.length > 0) throw new JobRefusedError(faults);
  return { displayName: job.displayName ?? job.name ?? 'Job', steps, connections: [...connections] };
}

function defaultName(step: StepDefinition): string {
  if ('task' in step) return step.task.split('@')[0] ?? step.task;
  return step.shell === 'bash' ? 'Bash' : 'CmdLine';
}

function findTask(step: TaskStep, { tasks }: AgentSettings, faults: string[]): QueuedStep['task'] {
  const folder = tasks[step.task];
  if (folder === undefined) {
    faults.push(
      `A task is missing. The pipeline references a task called '${step.task}'. This usually indicates the ` +
        "task isn't installed, and you may be able to install it from the Marketplace.",
    );
    return undefined;
  }
  const definition = loadTask(folder);
  return { definition, folder, inputs: resolveAliases(definition, step.inputs ?? {}) };
}

function resolveAliases({ inputs }: TaskDefinition, written: Record<string, string>): Record<string, string> {
  const nameOf = (key: string): string =>
    inputs.find(({ name, aliases }) => [name, ...aliases].some((known) => isSame(known, key)))?.name ?? key;
  return Object.fromEntries(Object.entries(written).map(([key, value]) => [nameOf(key), value]));
}

interface Resolution {
  job: JobDefinition;
  settings: AgentSettings;
  step: string;
  task: NonNullable<QueuedStep['task']>;
  connections: Set<Connection>;
  faults: string[];
}

/** A pipeline names its connections; a task is given their ids. */
function resolveConnections({ job, settings, step, task, connections, faults }: Resolution): void {
  const jobName = job.displayName ?? job.name ?? 'Job';
  for (const { name, type } of task.definition.inputs.filter(isConnectionInput)) {
    const wanted = type.split(':')[1] ?? '';
    const written = task.inputs[name];
    if (written === undefined || written.trim() === '') continue;
    const ids = expandMacros(written, (variable) => queueTimeVariable(variable, job, settings))
      .split(',')
      .map((reference) => {
        const connection = settings.connections.find(
          (known) => isSame(known.name, reference.trim()) || isSame(known.id, reference.trim()),
        );
        if (!connection) faults.push(missingConnection(jobName, step, name, reference.trim()));
        else if (!isSame(connection.type, wanted))
          faults.push(wrongType(jobName, step, name, wanted, connection));
        else connections.add(connection);
        return connection?.id ?? reference;
      });
    task.inputs[name] = ids.join(',');
  }
}

function queueTimeVariable(name: string, job: JobDefinition, settings: AgentSettings): string | undefined {
  const written = job.variables?.find((variable) => isSame(variable.name, name))?.value;
  const sent = Object.entries(settings.variables ?? {}).find(([sentName]) => isSame(sentName, name))?.[1];
  return written ?? (typeof sent === 'object' ? sent.value : sent);
}

function missingConnection(job: string, step: string, input: string, reference: string): string {
  return (
    `The pipeline is not valid. Job ${job}: Step ${step} input ${input} references service connection ` +
    `${reference} which could not be found. The service connection does not exist, has been disabled or ` +
    'has not been authorized for use. For authorization details, refer to https://aka.ms/yamlauthz.'
  );
}

function wrongType(
  job: string,
  step: string,
  input: string,
  wanted: string,
  { name, type }: Connection,
): string {
  return (
    `The pipeline is not valid. Job ${job}: Step ${step} input ${input} expects a service connection of type ` +
    `${wanted}, but the provided service connection ${name} is of type ${type}.`
  );
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
