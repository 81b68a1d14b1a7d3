import { type AgentEnvironment } from './agent-environment.js';

/** Empties what the main phase exported. An agent cannot unset a variable, so empty is as gone as it gets. */
export function cleanUp(
  environment: AgentEnvironment,
  emptyVariable: (name: string, secret: boolean) => void,
): void {
  const [as, variable] = (environment.VSTS_TASKVARIABLE_EXPORTED ?? '').split(' ');
  if (variable) emptyVariable(variable, as === 'secret');
}
