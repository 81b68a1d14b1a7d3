import assert from 'node:assert/strict';
import { startEmulator, type Emulator } from '../emulator/emulator.js';
import { type HttpResponse } from '../emulator/service/message.js';
import { connection, issuesOf, outputsOf, runSteps, stepOf, validateStep } from './stage.js';

const FABRIKAM = 'https://dev.azure.com/fabrikam';

describe('a hostile surrounding', () => {
  let emulator: Emulator;
  let secret: string;

  beforeEach(async () => {
    emulator = await startEmulator();
    const hosts = [emulator.world.organization('fabrikam'), emulator.world.collection('Main')];
    secret = emulator.world.issuePat({ in: hosts }).secret;
  });
  afterEach(() => emulator.close());

  const answering = (response: HttpResponse): void =>
    emulator.faults.add({ when: { path: '/_apis/connectionData' }, do: { kind: 'respond', response } });
  const step = validateStep({ azureReposConnection: 'pat', timeoutSeconds: '5' });
  const connectionsAt = (url: string) => [connection('pat', url, { apitoken: secret })];

  it('gets no request printed by NODE_DEBUG or DEBUG', async () => {
    for (const url of [FABRIKAM, `${emulator.serverUrl}/Main`]) {
      const taskEnvironment = { NODE_DEBUG: 'http,https,net,tls', DEBUG: '*' };
      const record = await runSteps(emulator, [step], { connections: connectionsAt(url), taskEnvironment });
      assert.equal(outputsOf(record).reason, 'valid');
      const lines = stepOf(record).children.flatMap(({ raw }) => raw.map(({ stream }) => stream));
      assert.ok(!lines.includes('stderr'), 'something is printed to stderr');
    }
  });

  it('cannot switch off the validation of certificates by NODE_TLS_REJECT_UNAUTHORIZED', async () => {
    for (const url of [FABRIKAM, `${emulator.secureServerUrl}/Main`]) {
      const settings = { taskEnvironment: { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, certificates: {} };
      const record = await runSteps(emulator, [step], { connections: connectionsAt(url), ...settings });
      assert.equal(outputsOf(record).reason, 'tlsNotTrusted', record.log);
    }
    assert.deepEqual(emulator.requests, []);
  });

  it('cannot end the step without a result, by a change of protocol', async () => {
    emulator.faults.add({
      when: { path: '/_apis/connectionData' },
      do: {
        kind: 'respond',
        response: { status: 101, headers: { Connection: 'Upgrade', Upgrade: 'x' }, body: Buffer.alloc(0) },
      },
    });
    const connections = connectionsAt(`${emulator.serverUrl}/Main`);
    const record = await runSteps(emulator, [step], { connections });
    assert.equal(stepOf(record).result, 'Failed', record.log);
    assert.equal(outputsOf(record).status, 'unreachable');
  });

  it('cannot echo the credential into a name that is cut', async () => {
    const id = 'c91b1c1a-90c6-4a40-8a3e-1f3e3b0d2f01';
    for (const name of [`${'x'.repeat(60)}${secret}`, secret, `$(${secret}`]) {
      emulator.faults.clear();
      const body = Buffer.from(JSON.stringify({ authenticatedUser: { id, providerDisplayName: name } }));
      answering({
        status: 200,
        headers: { 'Content-Type': 'application/json', 'X-VSS-UserData': name },
        body,
      });
      const record = await runSteps(emulator, [step], { connections: connectionsAt(FABRIKAM) });
      assert.equal(outputsOf(record).reason, 'valid', issuesOf(record));
    }
  });

  it('cannot keep it busy with a secret of brackets', async () => {
    secret = `$${'('.repeat(3000)}${')'.repeat(3000)}x`;
    const record = await runSteps(emulator, [step], { connections: connectionsAt(FABRIKAM) });
    assert.equal(outputsOf(record).reason, 'refused', record.log);
  });
});
