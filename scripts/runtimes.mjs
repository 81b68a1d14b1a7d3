// Installs the Node versions on which the tests also run the built task (tests/runtimes). Never fails an
// install: where a binary is not to be had, the tests that need it skip by name.
import { spawnSync } from 'node:child_process';

const folder = new URL('../tests/runtimes/', import.meta.url);
const { status } = spawnSync('npm ci --no-audit --no-fund --silent', {
  cwd: folder,
  shell: true,
  stdio: 'ignore',
});
if (status !== 0)
  console.log('Node 20, 22 and 24 could not be installed for the tests; those tests will skip.');
