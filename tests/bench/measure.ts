import { spawn } from 'node:child_process';

export interface Run {
  /** Milliseconds from the start of the process to its end, and to its first output. */
  total: number;
  firstOutput: number;
}

/** One way to spend a process: what is run, and with which environment. */
export interface Contender {
  name: string;
  script: string;
  environment: Record<string, string>;
  /** Called before and after each run, not timed. */
  before?: () => void;
}

/** Runs a script in a process of its own, as the agent does: stdin closed, output read. */
export async function time(
  node: string,
  { script, environment }: Contender,
  flags: string[] = [],
): Promise<Run> {
  const begin = performance.now();
  let firstOutput = Number.NaN;
  const child = spawn(node, [...flags, script], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', () => {
    if (Number.isNaN(firstOutput)) firstOutput = performance.now() - begin;
  });
  await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  return { total: performance.now() - begin, firstOutput };
}

/** Largest resident memory of a run, in MiB. Told by the process itself at its end, so not timed together. */
export async function peakMemory(node: string, contender: Contender, preload: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, ['--require', preload, contender.script], {
      env: contender.environment,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    let text = '';
    child.stdio[3]?.on('data', (data: Buffer) => (text += data.toString()));
    child.on('close', () => resolve(Number(text) / 1024)).on('error', reject);
  });
}

/** Runs all contenders in turn, `rounds` times: what disturbs the machine disturbs them alike. */
export async function interleave(
  node: string,
  contenders: Contender[],
  rounds: number,
): Promise<Map<Contender, Run[]>> {
  const runs = new Map(contenders.map((contender): [Contender, Run[]] => [contender, []]));
  for (let round = -1; round < rounds; round++) {
    for (const contender of contenders) {
      contender.before?.();
      const run = await time(node, contender);
      // The first round warms the file cache.
      if (round >= 0) runs.get(contender)?.push(run);
    }
  }
  return runs;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
