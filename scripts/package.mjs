// Packs dist/ into build/*.vsix. What tfx only warns of is an error here: the service would refuse it on upload.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

const LARGEST = 250 * 1024;
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const vsix = `build/azure-devops-pat-${version}.vsix`;

const tfx = ['node_modules/tfx-cli/_build/tfx-cli.js', 'extension', 'create', '--no-prompt', '--no-color'];
const options = ['--root', 'dist', '--manifest-globs', 'vss-extension.json', '--output-path', vsix];
const { status, stdout, stderr } = spawnSync(process.execPath, [...tfx, ...options], { encoding: 'utf8' });
const output = `${stdout}${stderr}`;
if (status !== 0 || /\bwarning\b/i.test(output)) {
  console.error(output);
  process.exit(1);
}
const { size } = statSync(vsix);
if (size > LARGEST) {
  console.error(`${vsix} has ${size} bytes; every job downloads it, so at most ${LARGEST} are allowed.`);
  process.exit(1);
}
if (!process.argv.includes('--quiet')) console.log(`${vsix}: ${(size / 1024).toFixed(0)} KB`);
