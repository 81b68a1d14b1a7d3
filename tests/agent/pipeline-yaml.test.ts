import assert from 'node:assert/strict';

import { runJob } from './job';
import { parsePipeline } from './pipeline-yaml';

/** Undefined fields say nothing. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('a pipeline', () => {
  it('is read with all that a step may say', () => {
    const job = parsePipeline(`
trigger: [main]
pr: none
name: $(Date)
schedules:
- cron: '0 0 * * *'
pool: { vmImage: ubuntu-latest }
variables:
  version: 1.10
  on: yes
steps:
- task: AzureDevOpsPat@1
  name: pat
  displayName: 'Check $(org)'
  condition: and(succeeded(), ne(variables['skip'], 'true'))
  continueOnError: true
  enabled: 'false'
  retryCountOnTaskFailure: 2
  timeoutInMinutes: 5
  env: { A: 1 }
  target: { commands: restricted, settableVariables: [AZURE_*] }
  inputs:
    azureReposConnection: fabrikam-pat
    failBelowDays: 3
    empty:
- script: |
    echo one
    echo two
  target: { settableVariables: none }
- bash: echo
`);
    assert.deepEqual(plain(job), {
      variables: [
        { name: 'version', value: '1.10' },
        { name: 'on', value: 'yes' },
      ],
      steps: [
        {
          task: 'AzureDevOpsPat@1',
          name: 'pat',
          displayName: 'Check $(org)',
          condition: "and(succeeded(), ne(variables['skip'], 'true'))",
          continueOnError: true,
          enabled: false,
          retryCountOnTaskFailure: 2,
          timeoutInMinutes: 5,
          env: { A: '1' },
          target: { commands: 'restricted', settableVariables: ['AZURE_*'] },
          inputs: { azureReposConnection: 'fabrikam-pat', failBelowDays: '3', empty: '' },
        },
        { shell: 'script', script: 'echo one\necho two\n', target: { settableVariables: [] } },
        { shell: 'bash', script: 'echo' },
      ],
    });
  });

  it('may hold one job, whose variables come after its own', () => {
    const job = parsePipeline(`
variables:
- { name: a, value: 1 }
jobs:
- job: build
  displayName: Build it
  pool: server
  variables:
  - { name: b, value: x, readonly: true }
  steps:
  - script: echo
`);
    assert.deepEqual(plain(job), {
      name: 'build',
      displayName: 'Build it',
      variables: [
        { name: 'a', value: '1' },
        { name: 'b', value: 'x', isReadOnly: true },
      ],
      steps: [{ shell: 'script', script: 'echo' }],
    });
  });

  it('runs as it is read', async () => {
    const job = parsePipeline(`
variables:
  who: world
steps:
- script: echo "##vso[task.setvariable variable=greeting]hello $(who)"
- bash: echo "$GREETING"
  condition: ne(variables.greeting, '')
- bash: echo never
  condition: failed()
`);
    const systemConnection = { url: 'https://dev.azure.com/fabrikam', accessToken: 'job-token' };
    const record = await runJob(job, { tasks: {}, connections: [], systemConnection });
    assert.match(record.log, /^hello world$/m);
    assert.deepEqual(
      record.steps.map(({ result }) => result),
      ['Succeeded', 'Succeeded', 'Skipped'],
    );
  });
});
