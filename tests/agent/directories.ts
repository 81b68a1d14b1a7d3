import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { type JobRecord } from './job-record';
import { type TaskDefinition } from './task-folder';

/** The folders of one job, fresh for each. The job works in `sources`, never in the folder of a task. */
export interface Directories {
  root: string;
  work: string;
  tasks: string;
  temp: string;
  tools: string;
  build: string;
  sources: string;
  artifacts: string;
  binaries: string;
  home: string;
  systemTemp: string;
}

export function createDirectories(): Directories {
  const root = mkdtempSync(path.join(os.tmpdir(), 'agent-'));
  const work = path.join(root, '_work');
  const build = path.join(work, '1');
  const directories: Directories = {
    root,
    work,
    tasks: path.join(work, '_tasks'),
    temp: path.join(work, '_temp'),
    tools: path.join(work, '_tool'),
    build,
    sources: path.join(build, 's'),
    artifacts: path.join(build, 'a'),
    binaries: path.join(build, 'b'),
    home: path.join(root, 'home'),
    systemTemp: path.join(root, 'tmp'),
  };
  for (const directory of Object.values(directories) as string[]) mkdirSync(directory, { recursive: true });
  return directories;
}

/** Copies a built task to where the agent would unpack it, and makes the copy read-only. */
export function installTask({ tasks }: Directories, task: TaskDefinition, folder: string): string {
  const installed = path.join(tasks, `${task.name}_${task.id}`, task.version);
  cpSync(folder, installed, { recursive: true, dereference: true });
  setWritable(installed, false);
  return installed;
}

/** What the job left behind: files in the work, temp and home folders, and new ones in those of the tasks. */
export function findFiles({ root, tasks }: Directories, known: Set<string>): JobRecord['filesLeft'] {
  return listFiles(root)
    .filter((file) => !file.startsWith(tasks + path.sep) || !known.has(file))
    .map((file) => ({ path: path.relative(root, file), content: readFileSync(file, 'utf8') }));
}

export function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(full);
    return entry.isFile() ? [full] : [];
  });
}

export function removeDirectories({ root, tasks }: Directories): void {
  setWritable(tasks, true);
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
}

function setWritable(folder: string, writable: boolean): void {
  chmodSync(folder, writable ? 0o755 : 0o555);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) setWritable(full, writable);
    else chmodSync(full, writable ? 0o644 : 0o444);
  }
}
