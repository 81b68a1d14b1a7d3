import assert from 'node:assert/strict';
import { findLeaks } from '../agent/canary.js';
import { type ScriptStep } from '../agent/job-definition.js';
import { type JobRecord } from '../agent/job-record.js';
import { runJob } from '../agent/job.js';
import { type Connection } from '../agent/settings.js';
import { startEmulator, type Emulator } from '../emulator/emulator.js';
import { TASK_FOLDER, connection, issuesOf, outputsOf, runSteps, stepOf, validateStep } from './stage.js';

const OUTPUTS = [
  'authorizationId',
  'daysLeft',
  'fingerprint',
  'identity',
  'identityId',
  'organization',
  'reason',
  'results',
  'scope',
  'status',
  'tokenKind',
  'validTo',
];

/** Prints how long a variable of its environment is: enough to know that it is there, and no leak. */
function lengthOf(variable: string, env: Record<string, string> = {}): ScriptStep {
  return {
    shell: 'bash',
    script: `echo "length=\${#${variable}}"`,
    env,
    name: 'script',
    displayName: 'script',
  };
}

const printed = (record: JobRecord): string => /length=(\d+)/.exec(record.log)?.[1] ?? '';

describe('a good credential', () => {
  let emulator: Emulator;
  let secret: string;
  let connections: Connection[];

  before(async () => {
    emulator = await startEmulator();
    secret = emulator.world.issuePat({
      in: emulator.world.organization('fabrikam'),
      scope: 'vso.code',
    }).secret;
    const dead = emulator.world.issuePat({
      in: emulator.world.organization('fabrikam'),
      revokedAt: new Date(0),
    });
    connections = [
      connection('pat', 'https://dev.azure.com/fabrikam', { apitoken: secret }),
      connection('dead', 'https://dev.azure.com/fabrikam', { apitoken: dead.secret }),
    ];
  });
  after(() => emulator.close());

  it('is a secret variable that a later step has only if it maps it', async () => {
    const inputs = { azureReposConnection: 'pat' };
    const mapped = lengthOf('AZURE_DEVOPS_EXT_PAT', { AZURE_DEVOPS_EXT_PAT: '$(AZURE_DEVOPS_EXT_PAT)' });
    assert.equal(printed(await runSteps(emulator, [validateStep(inputs), mapped], { connections })), '84');
    const unmapped = lengthOf('AZURE_DEVOPS_EXT_PAT');
    assert.equal(printed(await runSteps(emulator, [validateStep(inputs), unmapped], { connections })), '0');
  });

  it('is in the environment of every later step on request, and masked all the same', async () => {
    const inputs = { azureReposConnection: 'pat', exportAs: 'environment', variableName: 'ADO_PAT' };
    const careless: ScriptStep = {
      shell: 'bash',
      script:
        'echo "raw=$ADO_PAT"; printf ":%s" "$ADO_PAT" | base64 -w0; echo; printf "u:%s" "$ADO_PAT" | base64 -w0; echo; printf ":%s" "$ADO_PAT" | base64',
      displayName: 'careless',
    };
    const { log } = await runSteps(emulator, [validateStep(inputs), lengthOf('ADO_PAT')], { connections }, [
      'ADO_PAT',
    ]);
    assert.match(log, /length=84/);
    // The raw output of a careless script does hold the token; what counts is the log.
    const record = await runJob(
      { steps: [validateStep(inputs), careless] },
      {
        tasks: { 'AzureDevOpsPat@1': TASK_FOLDER },
        connections,
        systemConnection: { url: 'https://dev.azure.com/fabrikam/', accessToken: 'x'.repeat(20) },
        proxy: { url: emulator.proxyUrl },
        certificates: { caInfo: emulator.caFile },
      },
    );
    assert.match(record.log, /raw=\*\*\*/);
    const header = Buffer.from(`:${secret}`).toString('base64');
    for (const log of [record.log, record.debugLog]) {
      assert.ok(!log.includes(header.slice(0, 40)) && !log.includes(header.slice(80)), 'a wrapped header');
      assert.ok(!log.includes(secret) && !log.includes(Buffer.from(secret).toString('base64').slice(4, 100)));
    }
  });

  it('is not exported on request', async () => {
    const inputs = { azureReposConnection: 'pat', exportAs: 'none' };
    const { variables } = await runSteps(emulator, [validateStep(inputs)], { connections });
    assert.ok(!('AZURE_DEVOPS_EXT_PAT' in variables));
  });

  it('is emptied after the job, as secret as it was', async () => {
    for (const exportAs of ['secret', 'environment']) {
      const inputs = { azureReposConnection: 'pat', exportAs };
      const { variables } = await runSteps(emulator, [validateStep(inputs)], { connections }, [
        'AZURE_DEVOPS_EXT_PAT',
      ]);
      assert.deepEqual(variables.AZURE_DEVOPS_EXT_PAT, { value: '', isSecret: exportAs === 'secret' });
    }
  });

  it('of one step is emptied by that step alone', async () => {
    const one = validateStep({ azureReposConnection: 'pat', variableName: 'ONE' }, { name: 'one' });
    const two = validateStep({ azureReposConnection: 'pat', variableName: 'TWO' }, { name: 'two' });
    const { variables, steps } = await runSteps(emulator, [one, two], { connections });
    assert.deepEqual([variables.ONE?.value, variables.TWO?.value], ['', '']);
    const [first, second] = steps.filter(({ phase }) => phase === 'post');
    assert.match(first?.children[0]?.raw.map(({ text }) => text).join() ?? '', /TWO/);
    assert.match(second?.children[0]?.raw.map(({ text }) => text).join() ?? '', /ONE/);
  });

  it('is used for one request, and nothing else is asked', async () => {
    emulator.requests.length = 0;
    await runSteps(emulator, [validateStep({ azureReposConnection: 'pat' })], { connections });
    assert.deepEqual(
      emulator.requests.map(({ method, host, path }) => `${method} ${host}${path}`),
      ['GET dev.azure.com/fabrikam/_apis/connectionData'],
    );
  });

  it('is masked before anything else holds it', async () => {
    const record = await runSteps(emulator, [validateStep({ azureReposConnection: 'pat' })], { connections });
    const [first] = record.raw.split('\n').filter((line) => line.includes(secret));
    assert.equal(first, `##vso[task.setsecret]${secret}`);
  });

  it('survives an agent that handles stderr before stdout: nothing is written there', async () => {
    for (const debug of [false, true]) {
      const settings = { connections, debug, streamOrder: 'stderrFirst' as const };
      const { steps } = await runSteps(emulator, [validateStep({ azureReposConnection: 'pat' })], settings);
      const errors = steps.flatMap(({ children }) =>
        children.flatMap(({ raw }) => raw.filter((line) => line.stream === 'stderr')),
      );
      assert.deepEqual(errors, []);
    }
  });

  it('leaves no file but the key of task-lib', async () => {
    const { filesLeft } = await runSteps(emulator, [validateStep({ azureReposConnection: 'pat' })], {
      connections,
    });
    assert.deepEqual(
      filesLeft.map(({ path }) => path.split('/').at(-1)),
      ['.taskkey'],
    );
  });

  it('is not exported under a name that the agent keeps read-only, whatever the agent is set to', async () => {
    for (const readOnlyVariables of [false, true]) {
      const inputs = { azureReposConnection: 'pat', variableName: 'System.AccessToken' };
      const record = await runSteps(emulator, [validateStep(inputs)], { connections, readOnlyVariables });
      assert.equal(outputsOf(record).reason, 'inputInvalid');
    }
  });
});

describe('the outputs', () => {
  let emulator: Emulator;
  let connections: Connection[];

  before(async () => {
    emulator = await startEmulator();
    const { world } = emulator;
    const ann = world.user('ann@fabrikam.example', 'Ann Bee');
    const good = world.issuePat({ user: ann, in: world.organization('fabrikam') });
    const revoked = world.issuePat({ in: world.organization('fabrikam'), revokedAt: new Date(0) });
    connections = [
      connection('pat', 'https://dev.azure.com/fabrikam', { apitoken: good.secret }),
      connection('dead', 'https://dev.azure.com/fabrikam', { apitoken: revoked.secret }),
    ];
  });
  after(() => emulator.close());

  for (const [what, name, inputs] of [
    ['success', 'pat', {}],
    ['failure', 'dead', {}],
    ['wrong inputs', 'pat', { timeoutSeconds: 'soon' }],
  ] as const) {
    it(`are all set on ${what}, and none is secret`, async () => {
      const step = validateStep({ azureReposConnection: name, ...inputs });
      const record = await runSteps(emulator, [step], { connections });
      const { outputVariables } = stepOf(record);
      assert.deepEqual(Object.keys(outputVariables).sort(), OUTPUTS);
      assert.ok(Object.values(outputVariables).every(({ isSecret }) => !isSecret));
    });
  }

  it('can be read by a later step', async () => {
    const read: ScriptStep = {
      shell: 'bash',
      script: 'echo "$(check.status) $(check.identity)"',
      displayName: 'read',
    };
    const { log } = await runSteps(emulator, [validateStep({ azureReposConnection: 'pat' }), read], {
      connections,
    });
    assert.match(log, /^ok ann@fabrikam\.example$/m);
  });
});

describe('a PAT that was pasted wrongly', () => {
  const shapes: Record<string, (pat: string) => string> = {
    'in quotes': (pat) => `"${pat}"`,
    'inside a macro': (pat) => `$(${pat})`,
    'as base64': (pat) => Buffer.from(`:${pat}`).toString('base64'),
    'as a header': (pat) => `Basic ${Buffer.from(`:${pat}`).toString('base64')}`,
  };
  for (const [how, shape] of Object.entries(shapes)) {
    it(`${how} is told, and does not leak either`, async () => {
      const emulator = await startEmulator();
      try {
        const { secret } = emulator.world.issuePat({ in: emulator.world.organization('fabrikam') });
        const connections = [
          connection('pat', 'https://dev.azure.com/fabrikam', { apitoken: shape(secret) }),
        ];
        const step = validateStep({ azureReposConnection: 'pat' });
        const record = await runSteps(emulator, [step], { connections });
        assert.equal(outputsOf(record).reason, 'refused');
        assert.match(issuesOf(record), /A look at the secret: It/);
        assert.deepEqual(findLeaks(secret, record), []);
      } finally {
        await emulator.close();
      }
    });
  }
});

describe('a step with wrong inputs', () => {
  it('names all faults, and asks nothing of Azure DevOps', async () => {
    const emulator = await startEmulator();
    try {
      const { secret } = emulator.world.issuePat({ in: emulator.world.organization('fabrikam') });
      const connections = [connection('pat', 'https://dev.azure.com/fabrikam', { apitoken: secret })];
      const inputs = { azureReposConnection: 'pat', action: 'x', variableName: 'PATH', timeoutSeconds: '0' };
      const record = await runSteps(emulator, [validateStep(inputs)], { connections });
      assert.match(
        issuesOf(record),
        /3 things are wrong.*\(1\).*'action'.*\(2\).*'variableName'.*\(3\).*'timeoutSeconds'/,
      );
      assert.deepEqual(emulator.requests, []);
    } finally {
      await emulator.close();
    }
  });
});
