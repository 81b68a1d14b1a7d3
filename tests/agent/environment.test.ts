import assert from 'node:assert/strict';
import path from 'node:path';

import { accessToken, type FixtureJob, runFixture } from './fixture-task';
import { type ChildRecord } from './job-record';
import { type Connection } from './settings';

const connection: Connection = {
  id: 'AAAAAAAA-0000-4000-8000-000000000001',
  name: 'fabrikam-pat',
  type: 'externaltfs',
  url: 'https://dev.azure.com/fabrikam',
  scheme: 'Token',
  parameters: { apitoken: 's3cretValue', 'some.key': 'x' },
  data: { tenantId: 't' },
};
const other: Connection = { ...connection, id: 'aaaaaaaa-0000-4000-8000-000000000002', name: 'other' };
const id = 'aaaaaaaa-0000-4000-8000-000000000001';
const inputs = [{ name: 'connection', type: 'connectedService:externaltfs' }];

async function environmentOf(
  job: FixtureJob,
  json: Record<string, unknown> = {},
): Promise<Record<string, string>> {
  return (await childOf(job, json)).environment;
}

async function childOf(job: FixtureJob, json: Record<string, unknown> = {}): Promise<ChildRecord> {
  const record = await runFixture({ main: '', json }, job);
  return record.steps[0]!.children[0]!;
}

describe('the environment of a task', () => {
  it('holds public variables, secret variables and their names', async () => {
    const environment = await environmentOf({
      variables: [{ name: 'My.own var', value: 'x' }],
      settings: { variables: { pat: { value: 's3cretValue', isSecret: true } } },
    });
    assert.equal(environment['MY_OWN_VAR'], 'x');
    assert.equal(environment['SECRET_PAT'], 's3cretValue');
    assert.equal(environment['PAT'], undefined);
    assert.equal(environment['SECRET_SYSTEM_ACCESSTOKEN'], accessToken);
    assert.ok((JSON.parse(environment['VSTS_PUBLIC_VARIABLES'] ?? '') as string[]).includes('My.own var'));
    assert.deepEqual(JSON.parse(environment['VSTS_SECRET_VARIABLES'] ?? ''), ['system.accessToken', 'pat']);
    assert.equal(environment['TF_BUILD'], 'True');
    assert.equal(environment['AGENT_JOBSTATUS'], 'Succeeded');
    assert.equal(environment['agent.jobstatus'], 'Succeeded');
    assert.equal(environment['TASK_DISPLAYNAME'], 'Fixture');
    assert.equal(environment['SYSTEM_TASKINSTANCENAME'], 'pat');
  });

  it('holds the connections that an input refers to, by lower-case id, and the system’s own', async () => {
    const environment = await environmentOf(
      { step: { inputs: { connection: 'fabrikam-pat' } }, settings: { connections: [connection, other] } },
      { inputs },
    );
    const endpoints = Object.fromEntries(
      Object.entries(environment).filter(([name]) => name.startsWith('ENDPOINT')),
    );
    assert.deepEqual(endpoints, {
      [`ENDPOINT_URL_${id}`]: 'https://dev.azure.com/fabrikam',
      [`ENDPOINT_AUTH_${id}`]: '{"parameters":{"apitoken":"s3cretValue","some.key":"x"},"scheme":"Token"}',
      [`ENDPOINT_AUTH_SCHEME_${id}`]: 'Token',
      [`ENDPOINT_AUTH_PARAMETER_${id}_APITOKEN`]: 's3cretValue',
      [`ENDPOINT_AUTH_PARAMETER_${id}_SOME_KEY`]: 'x',
      [`ENDPOINT_DATA_${id}`]: '{"tenantId":"t"}',
      [`ENDPOINT_DATA_${id}_TENANTID`]: 't',
      ENDPOINT_URL_SYSTEMVSSCONNECTION: 'https://dev.azure.com/fabrikam',
      ENDPOINT_AUTH_SYSTEMVSSCONNECTION: `{"parameters":{"AccessToken":"${accessToken}"},"scheme":"OAuth"}`,
      ENDPOINT_AUTH_SCHEME_SYSTEMVSSCONNECTION: 'OAuth',
      ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN: accessToken,
    });
    assert.equal(environment['INPUT_CONNECTION'], connection.id);
  });

  it('holds several connections of one input', async () => {
    const environment = await environmentOf(
      {
        step: { inputs: { connection: 'fabrikam-pat, other' } },
        settings: { connections: [connection, other] },
      },
      { inputs },
    );
    assert.equal(environment[`ENDPOINT_URL_${id}`], connection.url);
    assert.equal(environment[`ENDPOINT_URL_${other.id}`], connection.url);
  });

  it('lets a job variable win over `env:` of the step, and expands the latter', async () => {
    const environment = await environmentOf({
      step: { env: { OWN: ' $(v) $(pat) ', CLASH: 'step' } },
      variables: [
        { name: 'v', value: '1' },
        { name: 'clash', value: 'job' },
      ],
      settings: { variables: { pat: { value: 's3cretValue', isSecret: true } } },
    });
    assert.equal(environment['OWN'], '1 s3cretValue');
    assert.equal(environment['CLASH'], 'job');
  });

  it('tells the proxy and the certificates by variables of the agent, not by HTTP_PROXY', async () => {
    const environment = await environmentOf({
      settings: {
        proxy: { url: 'http://proxy:1', username: 'u', password: 's3cretProxy', bypass: ['\\.local$'] },
        certificates: { caInfo: '/ca.pem', skipCertValidation: true, clientCert: '/only-one.pem' },
        network: { HTTPS_PROXY: 'http://proxy:1' },
      },
    });
    assert.equal(environment['AGENT_PROXYURL'], 'http://proxy:1');
    assert.equal(environment['AGENT_PROXYUSERNAME'], 'u');
    assert.equal(environment['SECRET_AGENT_PROXYPASSWORD'], 's3cretProxy');
    assert.equal(environment['AGENT_PROXYBYPASSLIST'], '["\\\\.local$"]');
    assert.equal(environment['AGENT_CAINFO'], '/ca.pem');
    assert.equal(environment['AGENT_SKIPCERTVALIDATION'], 'True');
    assert.equal(environment['AGENT_CLIENTCERT'], undefined);
    assert.equal(environment['HTTPS_PROXY'], undefined);
  });

  it('keeps the case of a variable that asked for it', async () => {
    const record = await runFixture(
      { main: "command('task.setvariable variable=Feed_Source;preservecase=true', 'x')" },
      { then: [{ task: 'Fixture@1' }] },
    );
    const environment = record.steps[1]?.children[0]?.environment ?? {};
    assert.equal(environment['Feed_Source'], 'x');
    assert.equal(environment['FEED_SOURCE'], undefined);
  });

  it('begins with the paths that earlier steps prepended, the last one first', async () => {
    const record = await runFixture(
      { main: "command('task.prependpath', '/one'); command('task.prependpath', '/two')" },
      { then: [{ script: 'echo "$PATH"', shell: 'bash' }] },
    );
    const expected = ['/two', '/one', ''].join(path.delimiter);
    assert.ok(record.steps[1]?.children[0]?.environment['PATH']?.startsWith(expected));
    assert.match(record.log, /^\/two.\/one./m);
  });

  it('holds nothing of the environment in which the tests run', async () => {
    process.env['LEAKED_INTO_JOB'] = 'x';
    const environment = await environmentOf({ settings: { taskEnvironment: { EXTRA: 'y' } } });
    delete process.env['LEAKED_INTO_JOB'];
    assert.equal(environment['LEAKED_INTO_JOB'], undefined);
    assert.equal(environment['EXTRA'], 'y');
  });
});
