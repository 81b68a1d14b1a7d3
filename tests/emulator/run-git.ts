import { type Emulator } from './emulator';
import { run, type Run } from './run';

/** git in a folder of its own, with the emulator's proxy and authority and nobody's settings. */
export function runGit({ caFile, proxyUrl }: Emulator, folder: string, args: string[]): Promise<Run> {
  const env = {
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    HTTPS_PROXY: proxyUrl,
    GIT_AUTHOR_NAME: 'Jamal',
    GIT_AUTHOR_EMAIL: 'jamal@fabrikam.example',
    GIT_COMMITTER_NAME: 'Jamal',
    GIT_COMMITTER_EMAIL: 'jamal@fabrikam.example',
  };
  return run('git', ['-c', `http.sslCAInfo=${caFile}`, ...args], env, folder);
}
