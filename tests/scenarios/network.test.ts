import assert from 'node:assert/strict';
import { startEmulator, type Emulator, type EmulatorOptions } from '../emulator/emulator.js';
import { type AgentSettings } from '../agent/settings.js';
import { type JobRecord } from '../agent/job-record.js';
import { connection, issuesOf, outputsOf, runSteps, validateStep } from './stage.js';

describe("the agent's network", () => {
  let emulator: Emulator;

  async function validateOn(
    options: EmulatorOptions,
    configure: (it: Emulator) => Partial<AgentSettings> & { url: string },
  ): Promise<JobRecord> {
    emulator = await startEmulator(options);
    const { world } = emulator;
    const { secret } = world.issuePat({ in: [world.organization('fabrikam'), world.collection('Main')] });
    const { url, ...settings } = configure(emulator);
    const connections = [connection('pat', url, { apitoken: secret })];
    const step = validateStep({ azureReposConnection: 'pat', timeoutSeconds: '5' });
    return runSteps(emulator, [step], { connections, ...settings });
  }

  afterEach(() => emulator.close());

  const FABRIKAM = 'https://dev.azure.com/fabrikam';
  const password = 'a proxy/password:with%25 signs';

  it('is used with the user name and password of the proxy', async () => {
    const record = await validateOn({ proxyAuth: `carol:${password}` }, (it) => ({
      url: FABRIKAM,
      proxy: { url: it.proxyUrl, username: 'carol', password },
    }));
    assert.equal(outputsOf(record).reason, 'valid', record.log);
  });

  it('tells a proxy that wants a password', async () => {
    const record = await validateOn({ proxyAuth: `carol:${password}` }, () => ({ url: FABRIKAM }));
    assert.equal(outputsOf(record).reason, 'proxyAuthentication');
    assert.match(issuesOf(record), new RegExp(emulator.proxyUrl));
  });

  it('tells a proxy that does not take the password', async () => {
    const record = await validateOn({ proxyAuth: `carol:${password}` }, (it) => ({
      url: FABRIKAM,
      proxy: { url: it.proxyUrl, username: 'carol', password: 'the-wrong-password' },
    }));
    assert.equal(outputsOf(record).reason, 'proxyAuthentication');
  });

  it('goes through the proxy to a Server without TLS, too', async () => {
    const record = await validateOn({}, (it) => ({
      url: `${it.serverUrl}/Main`,
      proxy: { url: it.proxyUrl },
    }));
    assert.equal(outputsOf(record).reason, 'valid', record.log);
  });

  it('goes around the proxy where the bypass list says so', async () => {
    const record = await validateOn({}, (it) => ({
      url: `${it.serverUrl}/Main`,
      proxy: { url: 'http://127.0.0.1:1', bypass: ['127\\.0\\.0\\.1'] },
    }));
    assert.equal(outputsOf(record).reason, 'valid', record.log);
  });

  it('sends nothing where the certificate is not trusted', async () => {
    const record = await validateOn({}, () => ({ url: FABRIKAM, certificates: {} }));
    assert.equal(outputsOf(record).reason, 'tlsNotTrusted', record.log);
    assert.deepEqual(emulator.requests, []);
  });

  it('validates certificates of Azure DevOps Services even if the agent is told not to', async () => {
    const record = await validateOn({}, () => ({
      url: FABRIKAM,
      certificates: { skipCertValidation: true },
    }));
    assert.equal(outputsOf(record).reason, 'tlsNotTrusted');
    assert.deepEqual(emulator.requests, []);
  });

  it('does not validate the certificate of a Server if the agent is told not to, with a warning', async () => {
    const record = await validateOn({}, (it) => ({
      url: `${it.secureServerUrl}/Main`,
      certificates: { skipCertValidation: true },
    }));
    assert.equal(outputsOf(record).reason, 'valid', record.log);
    assert.match(issuesOf(record), /not to validate certificates, so '127\.0\.0\.1:\d+' may be anyone/);
  });

  it('trusts a private authority for a Server', async () => {
    const record = await validateOn({}, (it) => ({ url: `${it.secureServerUrl}/Main` }));
    assert.equal(outputsOf(record).reason, 'valid', record.log);
  });

  it("adds the private authority to Node's own roots, and replaces none", async () => {
    const other = await startEmulator();
    try {
      const record = await validateOn({}, (it) => ({
        url: FABRIKAM,
        // Node takes this one into its own roots when it starts.
        taskEnvironment: { NODE_EXTRA_CA_CERTS: it.caFile },
        certificates: { caInfo: other.caFile },
      }));
      assert.equal(outputsOf(record).reason, 'valid', record.log);
    } finally {
      await other.close();
    }
  });

  it('shows the client certificate to a Server that wants one', async () => {
    const record = await validateOn({ requireClientCertificate: true }, (it) => ({
      url: `${it.secureServerUrl}/Main`,
      certificates: {
        caInfo: it.caFile,
        clientCert: it.clientCertificate.certFile,
        clientCertKey: it.clientCertificate.keyFile,
        // The agent is configured with all three or none; the task needs no archive where there is a certificate.
        clientCertArchive: '/no/such/archive.pfx',
      },
    }));
    assert.equal(outputsOf(record).reason, 'valid', record.log);
  });

  it('tells that a Server wants a client certificate', async () => {
    const record = await validateOn({ requireClientCertificate: true }, (it) => ({
      url: `${it.secureServerUrl}/Main`,
    }));
    assert.equal(outputsOf(record).reason, 'tlsFailed', record.log);
  });

  it('tells a client certificate that cannot be understood', async () => {
    const record = await validateOn({ requireClientCertificate: true }, (it) => ({
      url: `${it.secureServerUrl}/Main`,
      certificates: {
        caInfo: it.caFile,
        clientCert: __filename,
        clientCertKey: __filename,
        clientCertArchive: __filename,
      },
    }));
    assert.equal(outputsOf(record).reason, 'certificateUnreadable', record.log);
  });

  it('tells a certificate file that is not there', async () => {
    const record = await validateOn({}, () => ({
      url: FABRIKAM,
      certificates: { caInfo: '/no/such/file.pem' },
    }));
    assert.equal(outputsOf(record).reason, 'certificateUnreadable');
  });
});
