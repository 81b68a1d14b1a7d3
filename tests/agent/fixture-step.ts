import { systemEndpoint } from './endpoints';
import { type Directories } from './directories';
import { type JobState } from './job-state';
import { createLog } from './log';
import { createMasker } from './masker';
import { type Restrictions } from './restrictions';
import { agentDelays } from './settings';
import { createStepState } from './step-record';
import { type StepState } from './step-state';
import { Variables } from './variables';

const directories = Object.fromEntries(
  [
    'root',
    'work',
    'tasks',
    'temp',
    'tools',
    'build',
    'sources',
    'artifacts',
    'binaries',
    'home',
    'systemTemp',
  ].map((name) => [name, `/agent/${name}`]),
) as unknown as Directories;

/** A step without a process, for rules that one line of output is enough to show. */
export function fakeStep(restrictions: Restrictions[] = []): StepState {
  const masker = createMasker();
  const systemConnection = { url: 'https://dev.azure.com/fabrikam', accessToken: 'job-token-of-this-run' };
  const job: JobState = {
    settings: { tasks: {}, connections: [], systemConnection },
    delays: agentDelays,
    directories,
    masker,
    log: createLog({ masker, showDebug: false, onLine: undefined }),
    variables: new Variables((value) => masker.add(value)),
    endpoints: [systemEndpoint(systemConnection)],
    prependedPaths: [],
    workerEnvironment: { PATH: '/usr/bin' },
    records: [],
    leftovers: [],
    signal: new AbortController().signal,
    result: undefined,
  };
  return createStepState(job, {
    name: 'pat',
    title: 'A step',
    phase: 'main',
    condition: { kind: 'value', value: true },
    conditionText: 'true',
    continueOnError: false,
    timeoutInMinutes: undefined,
    restrictions,
    taskVariables: new Variables((value) => masker.add(value)),
    run: () => Promise.resolve(),
  });
}
