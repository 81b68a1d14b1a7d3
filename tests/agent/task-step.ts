import { existsSync } from 'node:fs';
import path from 'node:path';

import { endpointsOfTask } from './endpoints';
import { taskEnvironment } from './environment';
import { InvalidOperationError } from './faults';
import { resolveEnvironment, resolveInputs } from './inputs';
import { type Phase } from './job-record';
import { type QueuedStep } from './queue';
import { runChild } from './run-child';
import { runWithRetries } from './retries';
import { debug, type StepState } from './step-state';
import { chooseHandler, isNodeHandler, type TaskDefinition } from './task-folder';

export interface TaskRun {
  queued: QueuedStep;
  phase: Phase;
  /** The task as the agent unpacked it. */
  directory: string;
  cancelled: AbortSignal;
}

/** One phase of a task: the inputs are read anew in each, with the variables of that moment. */
export async function runTask(step: StepState, run: TaskRun): Promise<void> {
  const task = run.queued.task!.definition;
  for (const [name, value] of scopedVariables(run.queued)) step.job.variables.set(name, value);
  try {
    printBanner(step, task);
    await runHandler(step, run, task);
  } finally {
    for (const [name] of scopedVariables(run.queued)) step.job.variables.unset(name);
  }
}

function scopedVariables({ id, displayName, name }: QueuedStep): [string, string][] {
  return [
    ['task.displayname', displayName],
    ['task.publishTelemetry', 'False'],
    ['system.taskInstanceId', id],
    ['system.taskDisplayName', displayName],
    ['system.taskInstanceName', name],
  ];
}

/** Not masked, as in the agent. */
function printBanner({ job }: StepState, task: TaskDefinition): void {
  const rule = '='.repeat(78);
  const lines = [
    rule,
    `Task         : ${task.friendlyName}`,
    `Description  : ${task.description}`,
    `Version      : ${task.version}`,
    `Author       : ${task.author}`,
    `Help         : ${task.help}`,
    rule,
  ];
  for (const line of lines) job.log.write(line, { unmasked: true });
}

async function runHandler(step: StepState, run: TaskRun, task: TaskDefinition): Promise<void> {
  const { job } = step;
  const handler = chooseHandler(task, run.phase);
  if (!handler || !isNodeHandler(handler)) {
    throw new InvalidOperationError(
      'The current operating system is not capable of running this task. That typically means the task ' +
        'was written for Windows only. For example, written for Windows Desktop PowerShell.',
    );
  }
  const target = path.join(run.directory, handler.target);
  if (!existsSync(target)) throw new InvalidOperationError(`File not found: '${target}'`);
  const inputs = resolveInputs(job, task.inputs, run.queued.task!.inputs);
  const own = resolveEnvironment(job, run.queued.definition.env);
  for (const name of task.outputVariables) step.outputNames.add(name.toLowerCase());

  await runWithRetries(
    step,
    { count: run.queued.definition.retryCountOnTaskFailure ?? 0, cancelled: run.cancelled },
    () => {
      // Built for each attempt: a retry sees the task variables that the one before has set.
      const endpoints = endpointsOfTask(job.endpoints, task.inputs, inputs);
      const environment = taskEnvironment(step, { own, inputs, endpoints });
      const file = job.settings.node ?? process.execPath;
      debug(step, `Using node path: ${file}`);
      return runChild(step, run.cancelled, {
        file,
        args: [target],
        cwd:
          handler.workingDirectory ??
          job.variables.get('system.defaultWorkingDirectory') ??
          job.directories.work,
        environment,
      });
    },
  );
}
