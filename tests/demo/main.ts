import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { runJob } from '../agent/job.js';
import { networkShim } from '../agent/network-shim.js';
import { parsePipeline } from '../agent/pipeline-yaml.js';
import { startEmulator } from '../emulator/emulator.js';
import { demoConnections } from './world.js';

const ROOT = resolve(__dirname, '..', '..', '..');

/** Runs a pipeline through the local agent against the emulator, and prints the job log as its user sees it. */
async function demo(file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(
      `Cannot read '${file}' in ${process.cwd()}. Usage: npm start [-- FILE], a pipeline in YAML.`,
    );
  });
  const job = parsePipeline(text, file);
  const emulator = await startEmulator();
  try {
    const connections = demoConnections(emulator);
    console.log(
      `${file}, by the local agent, against an emulated Azure DevOps on this machine. Nothing leaves it.\n`,
    );
    const { result } = await runJob(job, {
      tasks: { 'AzureDevOpsPat@1': resolve(ROOT, 'dist/tasks/pat') },
      connections,
      systemConnection: { url: 'https://dev.azure.com/fabrikam/', accessToken: 'the-token-of-the-demo-job' },
      variables: {
        'System.CollectionUri': 'https://dev.azure.com/fabrikam/',
        'System.TeamProject': 'Web',
        examplesFolder: resolve(ROOT, 'examples'),
      },
      proxy: { url: emulator.proxyUrl, bypass: ['^http://127\\.0\\.0\\.1'] },
      certificates: { caInfo: emulator.caFile },
      network: networkShim(emulator),
      onLine: (line) => console.log(line),
    });
    console.log(`\nThe job ended as ${result}.`);
    if (result === 'Failed' || result === 'Canceled') process.exitCode = 1;
  } finally {
    await emulator.close();
  }
}

demo(process.argv[2] ?? 'examples/validate.yml').catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
