import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type World } from '../world/world';
import { type HttpRequest, type HttpResponse } from '../service/message';
import { gitRefusal } from './admit';
import { gitBackend } from './backend';
import { GIT_ENVIRONMENT } from './environment';
import { type GitRequest } from './place';

export type AnswerGit = (git: GitRequest, request: HttpRequest) => Promise<HttpResponse>;

/** The bare repositories of the emulator, in a folder; each is made when git first asks for it. */
export function createRepositories(world: World, root: string): AnswerGit {
  const made = new Map<string, Promise<void>>();
  return async (git, request) => {
    const refusal = gitRefusal(world, git, request);
    if (refusal || !git.repository) {
      return refusal ?? { status: 404, headers: {}, body: Buffer.alloc(0) };
    }
    const folder = `${git.repository.id}.git`;
    const ready = made.get(folder) ?? initialize(join(root, folder));
    made.set(folder, ready);
    await ready;
    return gitBackend(root, folder, git.action, request);
  };
}

const FIRST_COMMIT = [
  'commit refs/heads/main',
  'committer Jamal Hartnett <jamal@fabrikam.example> 1767603600 +0000',
  'data 12',
  'First commit',
  'M 644 inline README.md',
  'data 6',
  '# Web',
  '',
].join('\n');

async function initialize(folder: string): Promise<void> {
  const options = { env: GIT_ENVIRONMENT };
  await promisify(execFile)('git', ['init', '--quiet', '--bare', '--initial-branch=main', folder], options);
  await promisify(execFile)('git', ['-C', folder, 'config', 'http.receivepack', 'true'], options);
  const fastImport = spawn('git', ['-C', folder, 'fast-import', '--quiet'], {
    ...options,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  fastImport.stdin.end(FIRST_COMMIT);
  await once(fastImport, 'close');
}
