import { createDirectories, type Directories, findFiles, listFiles, removeDirectories } from './directories';
import { connectionEndpoint, systemEndpoint } from './endpoints';
import { type JobDefinition } from './job-definition';
import { type JobRecord } from './job-record';
import { maskEndpointParameters, maskSecretVariable } from './job-secrets';
import { type JobState } from './job-state';
import { agentVariables, serverVariables } from './job-variables';
import { createLog } from './log';
import { createMasker } from './masker';
import { parseBoolean } from './booleans';
import { planSteps } from './plan';
import { type QueuedJob, queueJob } from './queue';
import { runStep } from './run-step';
import { agentDelays, type AgentSettings } from './settings';
import { Variables } from './variables';
import { workerEnvironment } from './worker-environment';

/** Runs a job as the agent would, and keeps everything that a secret could have leaked into. */
export async function runJob(definition: JobDefinition, settings: AgentSettings): Promise<JobRecord> {
  const queued = queueJob(definition, settings);
  const directories = createDirectories();
  try {
    const job = createJob(definition, { queued, settings, directories });
    const steps = planSteps(job, queued.steps);
    const installed = new Set(listFiles(directories.tasks));

    job.log.write(`##[section]Starting: ${queued.displayName}`);
    for (const step of steps) await runStep(job, step);
    job.leftovers.forEach((end) => end());
    job.log.write(`##[section]Finishing: ${queued.displayName}`);
    return recordJob(job, installed);
  } finally {
    removeDirectories(directories);
  }
}

interface Parts {
  queued: QueuedJob;
  settings: AgentSettings;
  directories: Directories;
}

function createJob(definition: JobDefinition, { queued, settings, directories }: Parts): JobState {
  const environment = workerEnvironment(directories, settings.taskEnvironment);
  const masker = createMasker(() => minimumSecretLength(variables, environment));
  const variables = new Variables((value) => masker.add(value));
  const endpoints = [
    ...queued.connections.map(connectionEndpoint),
    systemEndpoint(settings.systemConnection),
  ];

  const sent = serverVariables(definition, settings, queued.displayName);
  for (const [name, value, flags] of sent) variables.receive(name, value, flags);
  for (const [, value, flags] of sent) if (flags?.isSecret === true) maskSecretVariable(masker, value);
  for (const { parameters } of endpoints) maskEndpointParameters(masker, parameters);
  for (const [name, value, flags] of agentVariables(directories, settings)) variables.set(name, value, flags);
  variables.set('agent.jobstatus', 'Succeeded');
  variables.recalculate();

  const showDebug = parseBoolean(variables.get('system.debug')) ?? false;
  return {
    settings,
    delays: { ...agentDelays, ...settings.delays },
    directories,
    masker,
    log: createLog({ masker, showDebug, onLine: settings.onLine }),
    variables,
    endpoints,
    prependedPaths: [],
    workerEnvironment: environment,
    records: [],
    leftovers: [],
    signal: settings.signal ?? new AbortController().signal,
    result: undefined,
  };
}

/** The agent lets nobody ignore secrets of six characters or more. */
function minimumSecretLength(variables: Variables, environment: Record<string, string>): number {
  const name = 'AZP_IGNORE_SECRETS_SHORTER_THAN';
  return Math.min(Number(variables.get(name) ?? environment[name] ?? 0), 6);
}

function recordJob(job: JobState, installed: Set<string>): JobRecord {
  const children = job.records.flatMap((step) => step.children);
  return {
    result: job.result ?? 'Succeeded',
    steps: job.records,
    log: job.log.lines.join('\n'),
    debugLog: job.log.debugLines.join('\n'),
    raw: children.flatMap(({ raw }) => raw.map(({ text }) => text)).join('\n'),
    variables: Object.fromEntries(
      job.variables.list().map(({ name, value, isSecret }) => [name, { value, isSecret }]),
    ),
    filesLeft: findFiles(job.directories, installed),
  };
}
