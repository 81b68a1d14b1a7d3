import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { findLeaks } from '../agent/canary.js';
import { type StepDefinition, type TaskStep } from '../agent/job-definition.js';
import { type JobRecord, type StepRecord } from '../agent/job-record.js';
import { runJob } from '../agent/job.js';
import { networkShim } from '../agent/network-shim.js';
import { type AgentSettings, type Connection } from '../agent/settings.js';
import { type Emulator } from '../emulator/emulator.js';

export const TASK_FOLDER = resolve(__dirname, '../../../dist/tasks/pat');

/** A service connection that the agent hands to the step which names it. */
export function connection(
  name: string,
  url: string,
  parameters: Record<string, string>,
  type = 'externaltfs',
): Connection {
  const scheme = 'apitoken' in parameters ? 'Token' : 'UsernamePassword';
  return { id: randomUUID(), name, type, url, scheme, parameters };
}

export function validateStep(inputs: Record<string, string>, more: Partial<TaskStep> = {}): TaskStep {
  return { task: 'AzureDevOpsPat@1', name: 'check', displayName: 'check', inputs, ...more };
}

/**
 * Runs steps as one job, with the agent configured for the emulator. Whatever the job was about, no spelling of a
 * connection's secret may survive it: that is looked for after every run.
 */
export async function runSteps(
  emulator: Emulator,
  steps: StepDefinition[],
  settings: Partial<AgentSettings> & { connections: Connection[] },
  exported: string[] = [],
): Promise<JobRecord> {
  const record = await runJob(
    { steps },
    {
      tasks: { 'AzureDevOpsPat@1': TASK_FOLDER },
      systemConnection: { url: 'https://dev.azure.com/fabrikam/', accessToken: randomUUID() },
      variables: { 'System.CollectionUri': 'https://dev.azure.com/fabrikam/' },
      proxy: { url: emulator.proxyUrl, bypass: ['^https?://127\\.0\\.0\\.1'] },
      certificates: { caInfo: emulator.caFile },
      network: networkShim(emulator),
      delays: { retryUnitMs: 1, sigintMs: 300, sigtermMs: 300, streamGraceMs: 300 },
      ...settings,
    },
  );
  for (const secret of secretsOf(settings))
    assert.deepEqual(findLeaks(secret, record, { exported }), [], record.raw);
  return record;
}

function secretsOf({ connections, proxy, certificates }: Partial<AgentSettings>): string[] {
  const parameters = (connections ?? []).map(
    ({ parameters: p }) => p.apitoken ?? p.password ?? p.nugetkey ?? '',
  );
  return [...parameters, proxy?.password ?? '', certificates?.clientCertPassword ?? ''].filter(
    (secret) => secret.trim().length >= 8,
  );
}

export function stepOf(record: JobRecord, name = 'check'): StepRecord {
  const step = record.steps.find((candidate) => candidate.name === name && candidate.phase === 'main');
  assert.ok(step, `no step ${name}`);
  return step;
}

/** The outputs of the step, by name. */
export function outputsOf(record: JobRecord, name = 'check'): Record<string, string> {
  const entries = Object.entries(stepOf(record, name).outputVariables);
  return Object.fromEntries(entries.map(([key, { value }]) => [key, value]));
}

/** All that the user reads of what went wrong. */
export function issuesOf(record: JobRecord, name = 'check'): string {
  return stepOf(record, name)
    .issues.map(({ message }) => message)
    .join('\n');
}
