import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { endpoint } from '../fakes.js';
import { startEmulator, type Emulator } from '../emulator/emulator.js';
import { AT_HAND, RUNTIMES } from '../runtimes.js';
import { interleave, median, peakMemory, type Contender } from './measure.js';

const ROOT = resolve(__dirname, '..', '..', '..');
const ROUNDS = Number(process.env.ROUNDS ?? 15);
const CONNECTION = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** What a plain script would do in the task's place: one request, nothing else. */
const PLAIN_REQUEST = `require('node:http').get(process.env.TARGET, { headers: { authorization: process.env.HEADER } },
  (answer) => answer.resume().on('end', () => console.log(answer.statusCode)));`;

const TELL_MEMORY = `process.on('exit', () => require('node:fs').writeSync(3, String(process.resourceUsage().maxRSS)));`;

async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const emulator = await startEmulator();
  try {
    for (const { name, binary } of [AT_HAND, ...RUNTIMES.filter((runtime) => / 2[04]$/.test(runtime.name))]) {
      if (binary) await benchOn(name, binary, emulator, folder);
      else console.log(`\n${name}: skipped, no binary for this platform`);
    }
    printSizes();
  } finally {
    await emulator.close();
    rmSync(folder, { recursive: true });
  }
}

async function benchOn(name: string, node: string, emulator: Emulator, folder: string): Promise<void> {
  const contenders = contendersOn(emulator, folder);
  const runs = await interleave(node, contenders, ROUNDS);
  const [bare] = contenders;
  const unit = median(runs.get(bare!)?.map(({ total }) => total) ?? []);

  console.log(`\n${name}: medians of ${ROUNDS} interleaved runs; bare node is ${unit.toFixed(1)} ms\n`);
  console.log(row('', 'total', '× bare', 'first output', 'requests', 'memory'));
  for (const contender of contenders) {
    contender.before?.();
    emulator.requests.length = 0;
    const memory = await peakMemory(node, contender, join(folder, 'memory.js'));
    const own = runs.get(contender) ?? [];
    const total = median(own.map((run) => run.total));
    const first = median(own.map((run) => run.firstOutput));
    console.log(
      row(
        contender.name,
        `${total.toFixed(1)} ms`,
        (total / unit).toFixed(2),
        Number.isNaN(first) ? '-' : `${first.toFixed(1)} ms`,
        String(emulator.requests.length),
        `${memory.toFixed(0)} MiB`,
      ),
    );
  }
  emulator.latency(0);
}

function contendersOn(emulator: Emulator, folder: string): Contender[] {
  const { world, serverUrl, proxyUrl, caFile } = emulator;
  const { secret } = world.issuePat({ in: [world.organization('fabrikam'), world.collection('Main')] });
  const script = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  script('memory.js', TELL_MEMORY);
  const common = { PATH: process.env.PATH ?? '', AGENT_TEMPDIRECTORY: folder };
  const step = (url: string): Record<string, string> => ({
    ...common,
    INPUT_AZUREREPOSCONNECTION: CONNECTION,
    ...(endpoint(CONNECTION, url, { apitoken: secret }) as Record<string, string>),
  });
  const plain = step(`${serverUrl}/Main`);
  const proxied = {
    ...step('https://dev.azure.com/fabrikam'),
    AGENT_PROXYURL: proxyUrl,
    AGENT_CAINFO: caFile,
  };
  const built = (file: string): string => resolve(ROOT, 'dist/tasks/pat', file);
  const near = (): void => emulator.latency(0);
  const far = (): void => emulator.latency(50);

  return [
    { name: 'bare node, empty file', script: script('empty.js', ''), environment: common },
    {
      name: 'one request by node:http alone',
      script: script('request.js', PLAIN_REQUEST),
      environment: {
        ...common,
        TARGET: `${serverUrl}/Main/_apis/connectionData`,
        HEADER: `Basic ${Buffer.from(`:${secret}`).toString('base64')}`,
      },
      before: near,
    },
    {
      name: 'validate, unbundled, plain loopback',
      script: resolve(ROOT, 'build/tasks/pat/main.js'),
      environment: plain,
      before: near,
    },
    { name: 'validate, plain loopback', script: built('main.js'), environment: plain, before: near },
    { name: 'validate, plain, 50 ms away', script: built('main.js'), environment: plain, before: far },
    { name: 'validate, TLS through the proxy', script: built('main.js'), environment: proxied, before: near },
    { name: 'validate, TLS, proxy, 50 ms away', script: built('main.js'), environment: proxied, before: far },
    { name: 'post-job, nothing remembered', script: built('post.js'), environment: plain, before: near },
    {
      name: 'post-job, a variable to empty',
      script: built('post.js'),
      environment: { ...plain, VSTS_TASKVARIABLE_EXPORTED: 'secret AZURE_DEVOPS_EXT_PAT' },
      before: near,
    },
  ];
}

function printSizes(): void {
  console.log('\nSizes');
  for (const file of ['main.js', 'post.js', 'clean-up.js']) {
    console.log(`  ${file.padEnd(34)}${kilobytes(join(ROOT, 'dist/tasks/pat', file))}`);
  }
  const vsix = readdirSync(join(ROOT, 'build')).find((file) => file.endsWith('.vsix'));
  console.log(
    `  ${'the extension (VSIX)'.padEnd(34)}${vsix ? kilobytes(join(ROOT, 'build', vsix)) : 'not packed'}`,
  );
}

function kilobytes(file: string): string {
  return `${(statSync(file).size / 1024).toFixed(0)} KB`;
}

function row(name: string, ...cells: string[]): string {
  return `  ${name.padEnd(34)}${cells.map((cell) => cell.padStart(13)).join('')}`;
}

void bench();
