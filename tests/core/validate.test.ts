import assert from 'node:assert/strict';
import sinon from 'sinon';
import { finding } from '../../tasks/core/finding.js';
import { type Outcome } from '../../tasks/core/outcome.js';
import { type Reason } from '../../tasks/core/reasons.js';
import { run } from '../../tasks/core/run.js';
import { Secret } from '../../tasks/core/secret.js';
import {
  CONNECTION_ID,
  PAT,
  azureDevOpsThatFinds,
  endpoint,
  environmentWith,
  fakePorts,
  jwt,
} from '../fakes.js';

const ANN = {
  id: 'c91b1c1a-90c6-4a40-8a3e-1f3e3b0d2f01',
  name: 'ann@fabrikam.example',
  displayName: 'Ann Bee',
};

async function runWith(reason: Reason, more = {}): Promise<{ outcome: Outcome; done: string[] }> {
  const found = finding(
    reason,
    { target: 'https://dev.azure.com/fabrikam' },
    reason === 'valid' ? ANN : undefined,
  );
  const ports = fakePorts(azureDevOpsThatFinds(found));
  return { outcome: await run(environmentWith(more), ports), done: ports.pipeline.done };
}

describe('validate', () => {
  it('exports a good credential as a secret variable, and tells how to map it', async () => {
    const { outcome, done } = await runWith('valid');
    assert.equal(outcome.status, 'ok');
    assert.ok(done.includes(`export AZURE_DEVOPS_EXT_PAT secret ${PAT}`));
    assert.equal(done.at(-1), 'info     env:\n      AZURE_DEVOPS_EXT_PAT: $(AZURE_DEVOPS_EXT_PAT)');
  });

  it('masks before anything else is said, asked or exported', async () => {
    const ports = fakePorts(azureDevOpsThatFinds(finding('valid', {}, ANN)));
    const { pipeline, azureDevOps } = ports;
    const order = [
      sinon.spy(pipeline, 'mask'),
      sinon.spy(azureDevOps, 'whoami'),
      sinon.spy(pipeline, 'info'),
      sinon.spy(pipeline, 'remember'),
      sinon.spy(pipeline, 'exportCredential'),
    ];
    await run(environmentWith(), ports);
    sinon.assert.callOrder(...order);
    assert.equal(order[0]?.firstCall.args[0] instanceof Secret, true);
  });

  it('masks before it reports that inputs are wrong', async () => {
    const { outcome, done } = await runWith('valid', { INPUT_VARIABLENAME: 'PATH' });
    assert.equal(outcome.reason, 'inputInvalid');
    assert.deepEqual(done, [`mask ${PAT} for `]);
  });

  it('masks the secrets of all connections that are named, and of the proxy', async () => {
    const other = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
    const { done } = await runWith('valid', {
      INPUT_GENERICCONNECTION: other,
      ...endpoint(other, 'https://x.example', { username: 'bob', password: 'the-other-secret' }),
      AGENT_PROXYURL: 'http://proxy:8080',
      AGENT_PROXYUSERNAME: 'carol',
      SECRET_AGENT_PROXYPASSWORD: 'the-proxy-secret',
    });
    assert.deepEqual(done, [
      `mask ${PAT} for `,
      'mask the-other-secret for bob',
      'mask the-proxy-secret for carol',
    ]);
  });

  it('exports into the environment on request, under the name that later steps see', async () => {
    const { done } = await runWith('valid', { INPUT_EXPORTAS: 'environment', INPUT_VARIABLENAME: 'my.pat' });
    assert.ok(done.includes(`export my.pat environment ${PAT}`));
    assert.match(done.at(-1) ?? '', /MY_PAT/);
  });

  it('exports nothing on request', async () => {
    const { outcome, done } = await runWith('valid', { INPUT_EXPORTAS: 'none' });
    assert.equal(outcome.status, 'ok');
    assert.ok(!done.some((line) => /^(export|remember)/.test(line)));
  });

  it('exports a good credential that lacks a permission, with a warning', async () => {
    const { outcome, done } = await runWith('permissionMissing');
    assert.equal(outcome.status, 'warning');
    const warned = done.findIndex((line) => line.startsWith('warn The credential is good'));
    assert.ok(warned > 0 && warned < done.indexOf(`export AZURE_DEVOPS_EXT_PAT secret ${PAT}`));
    assert.match(done.at(-1) ?? '', /env:/);
  });

  for (const reason of ['anonymous', 'expired', 'refused', 'throttled', 'dnsFailed', 'notJson'] as const) {
    it(`exports nothing when the end is '${reason}', and still tells the outputs`, async () => {
      const { outcome, done } = await runWith(reason);
      assert.ok(!done.some((line) => /^(export|remember)/.test(line)));
      assert.equal(outcome.reason, reason);
      assert.equal(outcome.outputs.organization, 'https://dev.azure.com/fabrikam');
      assert.equal(outcome.outputs.fingerprint, 'lyYDMU0D4G5Mns34J0OM');
      assert.equal(outcome.outputs.identity, '');
    });
  }

  it('tells whose the credential is by outputs, and the same as JSON', async () => {
    const { outcome } = await runWith('valid');
    const { identity, identityId, tokenKind, results } = outcome.outputs;
    assert.deepEqual(
      { identity, identityId, tokenKind },
      { identity: ANN.name, identityId: ANN.id, tokenKind: 'pat' },
    );
    const [result = {}] = JSON.parse(results ?? '[]') as Record<string, unknown>[];
    assert.equal(result.identity, ANN.name);
    assert.equal(result.reason, 'valid');
    assert.equal(result.input, 'azureReposConnection');
  });

  it('tells the end and scope of a token that holds them', async () => {
    const token = jwt({ exp: Date.parse('2026-12-01T00:00:00Z') / 1000, scp: 'vso.code' });
    const { outcome } = await runWith(
      'valid',
      endpoint(CONNECTION_ID, 'https://dev.azure.com/fabrikam', { apitoken: token }),
    );
    const { tokenKind, validTo, daysLeft, scope } = outcome.outputs;
    assert.deepEqual(
      { tokenKind, validTo, daysLeft, scope },
      { tokenKind: 'jwt', validTo: '2026-12-01T00:00:00.000Z', daysLeft: '6', scope: 'vso.code' },
    );
  });

  it("gives no fingerprint of a person's password", async () => {
    const { outcome } = await runWith(
      'valid',
      endpoint(CONNECTION_ID, 'https://dev.azure.com/fabrikam', {
        username: 'ann',
        password: 'correct horse battery',
      }),
    );
    assert.equal(outcome.outputs.fingerprint, '');
  });

  it('turns a fault of its own into a result that does not quote it', async () => {
    const ports = fakePorts({ whoami: () => Promise.reject(new TypeError(`cannot read ${PAT}`)) });
    const outcome = await run(environmentWith(), ports);
    assert.equal(outcome.reason, 'internalError');
    assert.ok(!JSON.stringify(outcome).includes(PAT));
  });

  it('hands the credential to Azure DevOps as a secret', async () => {
    let given: unknown;
    const whoami = (_: unknown, credential: { secret: unknown }): Promise<ReturnType<typeof finding>> => {
      given = credential.secret;
      return Promise.resolve(finding('refused', {}));
    };
    await run(environmentWith(), fakePorts({ whoami }));
    assert.ok(given instanceof Secret);
  });
});
