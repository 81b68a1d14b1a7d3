import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** A Node on which an agent may run the task; `binary` is undefined where this machine has none of that version. */
export interface Runtime {
  name: string;
  binary: string | undefined;
}

/** The Node that runs the tests. */
export const AT_HAND: Runtime = { name: `Node ${process.versions.node} at hand`, binary: process.execPath };

/** Installed from the package registry by scripts/runtimes.mjs, for the platforms that it has them for. */
export const RUNTIMES: readonly Runtime[] = ['20', '22', '24'].map((major) => {
  const binary = resolve(__dirname, '../../tests/runtimes/node_modules', `node-${major}/bin/node`);
  return { name: `Node ${major}`, binary: existsSync(binary) ? binary : undefined };
});
