import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { runJob } from './job';
import { type StepDefinition, type TaskStep, type VariableDefinition } from './job-definition';
import { type JobRecord } from './job-record';
import { type AgentSettings, type Delays } from './settings';

export interface FixtureTask {
  /** JavaScript of each phase; a phase without is left out of task.json. */
  pre?: string;
  main?: string;
  post?: string;
  /** Laid over the task.json that is made up. */
  json?: Record<string, unknown>;
}

export const accessToken = 'job-token-of-this-run';

const root = mkdtempSync(path.join(os.tmpdir(), 'fixtures-'));
after(() => rmSync(root, { recursive: true, force: true }));

let count = 0;

/** Writes a task as a build would leave it, and returns its folder. */
export function writeTask({ pre, main, post, json }: FixtureTask, byteOrderMark = ''): string {
  const folder = path.join(root, `task-${(count += 1)}`);
  mkdirSync(folder);
  const handlers: Record<string, unknown> = {};
  for (const [key, code] of [
    ['prejobexecution', pre] as const,
    ['execution', main] as const,
    ['postjobexecution', post] as const,
  ]) {
    if (code === undefined) continue;
    const target = `${key}.js`;
    writeFileSync(path.join(folder, target), `${helpers}\n${code}`);
    handlers[key] = { Node24: { target }, Node20_1: { target } };
  }
  const definition = {
    id: '5d3aa6e2-6d4f-4ae6-8f2c-f8b3d9a3c0de',
    name: 'Fixture',
    friendlyName: 'A fixture',
    description: 'Says what it is told.',
    author: 'Fabrikam',
    helpMarkDown: 'None.',
    version: { Major: 1, Minor: 2, Patch: 3 },
    ...handlers,
    ...json,
  };
  writeFileSync(path.join(folder, 'task.json'), byteOrderMark + JSON.stringify(definition));
  return folder;
}

/** `say` writes one line; `command` one of the agent's, with the data not escaped. */
const helpers = `
const { writeSync } = require('node:fs');
const say = (line) => writeSync(1, line + '\\n');
const complain = (line) => writeSync(2, line + '\\n');
const command = (name, data = '') => say('##vso[' + name + ']' + data);
const env = process.env;
`;

/** Short enough for a test, long enough that the order of events is the agent's. */
export const quick: Partial<Delays> = {
  sigintMs: 200,
  sigtermMs: 100,
  streamGraceMs: 100,
  forceCompleteMs: 50,
  retryUnitMs: 1,
  minuteMs: 300,
};

export interface FixtureJob {
  step?: Partial<TaskStep>;
  variables?: VariableDefinition[];
  settings?: Partial<AgentSettings>;
  /** Steps that come after the task's. */
  then?: StepDefinition[];
}

/** Runs a job whose first step is the given task. */
export async function runFixture(task: FixtureTask, job: FixtureJob = {}): Promise<JobRecord> {
  return runSteps([{ task: 'Fixture@1', name: 'pat', ...job.step }, ...(job.then ?? [])], {
    ...job,
    tasks: { 'Fixture@1': writeTask(task) },
  });
}

export async function runSteps(
  steps: StepDefinition[],
  { tasks = {}, variables = [], settings }: FixtureJob & { tasks?: Record<string, string> },
): Promise<JobRecord> {
  return runJob(
    { steps, variables },
    {
      tasks,
      connections: [],
      systemConnection: { url: 'https://dev.azure.com/fabrikam', accessToken },
      delays: quick,
      ...settings,
    },
  );
}
