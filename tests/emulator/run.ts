import { spawn } from 'node:child_process';

export interface Run {
  code: number | null;
  /** Both streams, as they came. */
  output: string;
}

/**
 * Runs a program beside the emulator, with the path and whatever else is given, but no setting of this
 * machine.
 */
export async function run(
  command: string,
  args: string[],
  env: Record<string, string>,
  cwd?: string,
): Promise<Run> {
  const child = spawn(command, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...env },
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((done, failed) => {
    child.once('error', failed);
    child.once('close', done);
  });
  return { code, output: Buffer.concat(chunks).toString() };
}
