import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getPersonalAccessTokenHandler, WebApi } from 'azure-devops-node-api';
import { startEmulator, type Emulator } from './emulator';
import { run, type Run } from './run';
import { type Pat } from './world/model';

describe('real clients with the emulator', function () {
  this.timeout(20_000);
  let emulator: Emulator;
  let pat: Pat;
  let home: string;

  before(async () => {
    emulator = await startEmulator();
    pat = emulator.world.issuePat();
    emulator.world.organization('fabrikam');
    emulator.world.collection('DefaultCollection');
    home = mkdtempSync(join(tmpdir(), 'emulator-client-'));
  });
  after(async () => {
    await emulator.close();
    rmSync(home, { recursive: true, force: true });
  });

  const baseUrls = {
    'the new host name': () => 'https://dev.azure.com/fabrikam',
    'the old host name': () => 'https://fabrikam.visualstudio.com/DefaultCollection',
    'a Server collection': () => `${emulator.serverUrl}/DefaultCollection`,
  };

  for (const [where, baseUrl] of Object.entries(baseUrls)) {
    it(`azure-devops-node-api connects, and reads projects and repositories, at ${where}`, async () => {
      const api = new WebApi(baseUrl(), getPersonalAccessTokenHandler(pat.secret), {
        proxy: { proxyUrl: emulator.proxyUrl },
        cert: { caFile: emulator.caFile },
      });

      const connection = await api.connect();
      const projects = await (await api.getCoreApi()).getProjects();
      const repositories = await (await api.getGitApi()).getRepositories();

      assert.equal(connection.authenticatedUser?.id, pat.user.id);
      assert.deepEqual(
        projects.map(({ name }) => name),
        ['Web'],
      );
      assert.deepEqual(
        repositories.map(({ name }) => name),
        ['Web'],
      );
    });

    it(`tfx logs in and lists build tasks at ${where}`, async () => {
      const login = await tfx('login', '--service-url', baseUrl(), '--token', pat.secret);
      const list = await tfx('build', 'tasks', 'list', '--service-url', baseUrl(), '--token', pat.secret);

      assert.match(login.output, /Logged in successfully/);
      assert.match(list.output, /CmdLine/);
    });
  }

  it('tfx does not log in with a PAT that nobody issued', async () => {
    const { code, output } = await tfx(
      'login',
      '--service-url',
      'https://dev.azure.com/fabrikam',
      '--token',
      'x',
    );

    assert.notEqual(code, 0);
    assert.match(output, /Invalid credentials/);
  });

  it('curl reads connection data through the proxy', async function () {
    const { code, output } = await run(
      'curl',
      [
        '--silent',
        '--fail',
        '--user',
        `:${pat.secret}`,
        'https://dev.azure.com/fabrikam/_apis/connectionData',
      ],
      { HTTPS_PROXY: emulator.proxyUrl, CURL_CA_BUNDLE: emulator.caFile },
    ).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') this.skip();
      throw error;
    });

    assert.equal(code, 0, output);
    assert.match(output, /"deploymentType":"hosted"/);
  });

  /** It has no option for a proxy to an HTTPS host, but its HTTP library reads the variable. */
  function tfx(...args: string[]): Promise<Run> {
    const program = require.resolve('tfx-cli/_build/tfx-cli.js');
    return run(process.execPath, [program, ...args, '--no-color', '--no-prompt'], {
      HOME: home,
      HTTPS_PROXY: emulator.proxyUrl,
      NODE_EXTRA_CA_CERTS: emulator.caFile,
    });
  }
});
