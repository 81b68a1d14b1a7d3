import minimatch from 'minimatch';

/** From a task's task.json, or from `target:` of its step. */
export interface Restrictions {
  mode?: 'any' | 'restricted' | undefined;
  settableVariables?: string[] | undefined;
}

const allowedWhenRestricted = new Set([
  'task.logdetail',
  'task.logissue',
  'task.issue',
  'task.complete',
  'task.setprogress',
  'task.setsecret',
  'task.setvariable',
  'task.debug',
  'task.settaskvariable',
  'task.prependpath',
  'telemetry.publish',
]);

/** All restrictions of a step must agree. */
export function isCommandAllowed(restrictions: Restrictions[], area: string, event: string): boolean {
  const name = `${area}.${event}`.toLowerCase();
  return restrictions.every(({ mode }) => mode !== 'restricted' || allowedWhenRestricted.has(name));
}

/** No list allows every name, an empty list none. */
export function isVariableAllowed(restrictions: Restrictions[], name: string): boolean {
  return restrictions.every(
    ({ settableVariables }) =>
      settableVariables === undefined ||
      settableVariables.some((pattern) => minimatch(name, pattern, { nocase: true })),
  );
}
