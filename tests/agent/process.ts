import { type ChildProcess, spawn } from 'node:child_process';
import os from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

import { OperationCanceledError, ProcessExitCodeError } from './faults';
import { type ChildRecord, type StreamName } from './job-record';
import { killTree } from './kill-tree';
import { createLineSplitter } from './lines';
import { type Delays } from './settings';

export interface Launch {
  file: string;
  args: string[];
  cwd: string;
  environment: Record<string, string>;
}

export interface Supervision {
  delays: Delays;
  /**
   * The agent empties the queue of stderr before that of stdout. 'stderrFirst' makes the worst of it: all
   * of stderr comes first.
   */
  order: 'asWritten' | 'stderrFirst';
  cancelled: AbortSignal;
  /** Stops the waiting, not the process. */
  abandoned: AbortSignal;
  onLine: (line: string) => void;
  /** Receives the end of a process that is left behind. */
  onLeftover: (end: () => void) => void;
}

/** Runs a process to its end. An exit code other than 0 throws, and so does a cancellation. */
export async function runProcess(
  launch: Launch,
  record: ChildRecord,
  supervision: Supervision,
): Promise<void> {
  const { cancelled, abandoned, delays } = supervision;
  if (isAborted(cancelled)) throw new OperationCanceledError();
  const child = spawn(launch.file, launch.args, {
    cwd: launch.cwd,
    env: launch.environment,
    stdio: 'pipe',
    detached: process.platform !== 'win32',
  });
  child.stdin.on('error', () => undefined).end();

  const finished = finish(child, delays);
  const deliver = readLines(child, record, supervision);
  const onCancel = (): void => void stop(child, record, finished, delays);
  cancelled.addEventListener('abort', onCancel);
  const left = await Promise.race([finished.then(() => false), whenAborted(abandoned).then(() => true)]);
  cancelled.removeEventListener('abort', onCancel);
  if (left) {
    supervision.onLeftover(() => killTree(child));
    return;
  }

  record.exitCode = await finished;
  deliver();
  if (isAborted(cancelled)) throw new OperationCanceledError();
  if (record.exitCode !== 0) {
    throw new ProcessExitCodeError(record.exitCode, launch.file, launch.args.map(quote).join(' '));
  }
}

/** Waits for the exit, and then a while for the output, which a grandchild may hold open. */
async function finish(child: ChildProcess, { streamGraceMs }: Delays): Promise<number> {
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal ?? 'SIGKILL']));
  });
  const grace = new AbortController();
  const expired = wait(streamGraceMs, 'expired', { signal: grace.signal }).catch(() => undefined);
  if ((await Promise.race([closed, expired])) === 'expired') {
    killTree(child);
    child.stdout?.destroy();
    child.stderr?.destroy();
  }
  grace.abort();
  return exitCode;
}

/** Hands lines on as they come, or keeps them all until the function it returns is called. */
function readLines(child: ChildProcess, record: ChildRecord, { order, onLine }: Supervision): () => void {
  const kept: Record<StreamName, string[]> = { stderr: [], stdout: [] };
  const splitters = (['stderr', 'stdout'] as const).map((stream) => {
    const splitter = createLineSplitter((text) => {
      record.raw.push({ stream, text });
      if (order === 'asWritten') onLine(text);
      else kept[stream].push(text);
    });
    child[stream]
      ?.setEncoding('utf8')
      .on('data', (text: string) => splitter.write(text))
      .once('end', () => splitter.end());
    return splitter;
  });
  return () => {
    splitters.forEach((splitter) => splitter.end());
    [...kept.stderr, ...kept.stdout].forEach(onLine);
  };
}

async function stop(
  child: ChildProcess,
  record: ChildRecord,
  finished: Promise<unknown>,
  { sigintMs, sigtermMs }: Delays,
): Promise<void> {
  for (const [signal, patienceMs] of [['SIGINT', sigintMs] as const, ['SIGTERM', sigtermMs] as const]) {
    record.signals.push(signal);
    child.kill(signal);
    const patience = new AbortController();
    const ended = finished.then(isTrue, isTrue).finally(() => patience.abort());
    const tired = wait(patienceMs, false, { signal: patience.signal }).catch(isTrue);
    if (await Promise.race([ended, tired])) return;
  }
  record.signals.push('SIGKILL');
  killTree(child);
}

const isTrue = (): boolean => true;

/** By a call, since the compiler takes the property for a constant. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function quote(argument: string): string {
  return `"${argument.replaceAll('"', '\\"')}"`;
}
