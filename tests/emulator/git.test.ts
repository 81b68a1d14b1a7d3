import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { basic } from './ask';
import { startEmulator, type Emulator } from './emulator';
import { type Run } from './run';
import { runGit } from './run-git';
import { type Pat } from './world/model';

describe('git with the emulator', function () {
  this.timeout(20_000);
  let emulator: Emulator;
  let folder: string;

  before(async () => (emulator = await startEmulator()));
  after(() => emulator.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'emulator-git-'));
    emulator.requests.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const git = (...args: string[]): Promise<Run> => runGit(emulator, folder, args);
  const withHeader = (authorization: string): string[] => [
    '-c',
    `http.extraheader=Authorization: ${authorization}`,
  ];
  const withPat = (pat: Pat): string[] => withHeader(basic(pat.secret).Authorization ?? '');
  const fabrikamPat = (scope: string): Pat =>
    emulator.world.issuePat({ in: emulator.world.organization('fabrikam'), scope });

  for (const url of [
    'https://dev.azure.com/fabrikam/Web/_git/Web',
    'https://fabrikam@dev.azure.com/fabrikam/_git/Web',
    'https://fabrikam.visualstudio.com/DefaultCollection/Web/_git/Web',
  ]) {
    it(`clones ${url}`, async () => {
      const { code, output } = await git(...withPat(fabrikamPat('vso.code')), 'clone', url, 'clone');

      assert.equal(code, 0, output);
      assert.equal(readFileSync(join(folder, 'clone', 'README.md'), 'utf8'), '# Web\n');
    });
  }

  it('clones with a bearer token', async () => {
    const token = emulator.world.issueEntraToken({ memberOf: emulator.world.organization('fabrikam') });

    const { code, output } = await git(
      ...withHeader(`Bearer ${token.secret}`),
      'clone',
      'https://dev.azure.com/fabrikam/Web/_git/Web',
    );

    assert.equal(code, 0, output);
  });

  it('clones from a Server and pushes to it, with the PAT in the URL', async () => {
    const pat = emulator.world.issuePat({
      in: emulator.world.collection('DefaultCollection'),
      scope: 'vso.code_write',
    });
    const url = `${emulator.serverUrl.replace('//', `//:${pat.secret}@`)}/DefaultCollection/Web/_git/Web`;

    await git('clone', url, 'clone');
    writeFileSync(join(folder, 'clone', 'more.txt'), 'more');
    await git('-C', 'clone', 'add', '.');
    await git('-C', 'clone', 'commit', '--message', 'More');
    const pushed = await git('-C', 'clone', 'push');
    await git('clone', url, 'again');

    assert.equal(pushed.code, 0, pushed.output);
    assert.equal(readFileSync(join(folder, 'again', 'more.txt'), 'utf8'), 'more');
  });

  for (const [position, code] of [
    ['basic', 0],
    ['windows', 128],
  ] as const) {
    it(`serverGitChallenge '${position}': ends with ${code} for a PAT in the URL, with 0 in a header`, async () => {
      const collection = emulator.world.collection('Guarded', { serverGitChallenge: position });
      const pat = emulator.world.issuePat({ in: collection });
      const url = `${emulator.serverUrl}/Guarded/Web/_git/Web`;

      const byUrl = await git('clone', url.replace('//', `//jamal:${pat.secret}@`), 'by-url');
      const byHeader = await git(...withPat(pat), 'clone', url, 'by-header');

      assert.deepEqual([byUrl.code, byHeader.code], [code, 0], byUrl.output);
    });
  }

  it('may not push with a PAT that may only read', async () => {
    const pat = fabrikamPat('vso.code');
    await git(...withPat(pat), 'clone', 'https://dev.azure.com/fabrikam/Web/_git/Web', 'clone');

    const { code, output } = await git(
      '-C',
      'clone',
      ...withPat(pat),
      'push',
      'origin',
      'HEAD:refs/heads/topic',
    );

    assert.notEqual(code, 0);
    assert.match(output, /Authentication failed|could not read Username/);
  });

  it('is told which permission is missing', async () => {
    const pat = fabrikamPat('vso.code_write');
    const fabrikam = emulator.world.organization('fabrikam');
    const repository = fabrikam.projects[0]!.repositories[0]!;
    fabrikam.denials.push({ user: pat.user, permission: 'GenericContribute', id: repository.id });
    await git(...withPat(pat), 'clone', 'https://dev.azure.com/fabrikam/Web/_git/Web', 'clone');

    const { output } = await git('-C', 'clone', ...withPat(pat), 'push', 'origin', 'HEAD:refs/heads/topic');
    fabrikam.denials = [];

    assert.match(output, /remote: TF401027: You need the Git 'GenericContribute' permission/);
  });

  it('is told of a repository that is not there', async () => {
    const { output } = await git(
      ...withPat(fabrikamPat('vso.code')),
      'clone',
      'https://dev.azure.com/fabrikam/Web/_git/Nope',
    );

    assert.match(output, /remote: TF401019: The Git repository with name or identifier Nope does not exist/);
  });

  it('fails to authenticate with a revoked PAT', async () => {
    const pat = fabrikamPat('vso.code');
    emulator.world.revoke(pat);
    const url = `https://:${pat.secret}@dev.azure.com/fabrikam/Web/_git/Web`;

    const { code, output } = await git('clone', url);

    assert.notEqual(code, 0);
    assert.match(output, /Authentication failed/);
    assert.deepEqual([...new Set(emulator.requests.map(({ status }) => status))], [401]);
  });

  it('reads a public project without a credential', async () => {
    const contoso = emulator.world.organization('contoso', { publicProjects: true });
    contoso.projects[0]!.visibility = 'public';

    const { code, output } = await git('clone', 'https://dev.azure.com/contoso/Web/_git/Web');

    assert.equal(code, 0, output);
  });
});
