import { type Variable } from './variables';

const maxDepth = 50;

export interface Expansion {
  value: string;
  isSecret: boolean;
  warning?: string;
}

/**
 * Resolves `$(name)` in the value of a variable, and in what that brings in. A cycle, or a chain that
 * is too long, leaves the value as it was written.
 */
export function expandVariable(variable: Variable, find: (name: string) => Variable | undefined): Expansion {
  let { isSecret } = variable;

  const resolve = (name: string, value: string, path: string[]): string => {
    let result = value;
    let from = 0;
    for (;;) {
      const start = result.indexOf('$(', from);
      const end = start < 0 ? -1 : result.indexOf(')', start + 2);
      if (end < 0) return result;
      const nested = find(result.slice(start + 2, end));
      if (nested === undefined) {
        from = start + 1;
        continue;
      }
      const chain = [...path, name.toLowerCase()];
      if (chain.length === maxDepth) throw new DepthError();
      if (chain.includes(nested.name.toLowerCase())) throw new CycleError();
      isSecret ||= nested.isSecret;
      const inner = resolve(nested.name, nested.value, chain);
      result = result.slice(0, start) + inner + result.slice(end + 1);
      from = start + inner.length;
    }
  };

  try {
    return { value: resolve(variable.name, variable.value, []), isSecret };
  } catch (error) {
    const warning = explain(error, variable.name);
    if (warning === undefined) throw error;
    return { value: variable.value, isSecret: variable.isSecret, warning };
  }
}

class DepthError extends Error {}
class CycleError extends Error {}

function explain(error: unknown, name: string): string | undefined {
  if (error instanceof DepthError) {
    return `Unable to expand variable '${name}'. The max expansion depth (${maxDepth}) was exceeded.`;
  }
  if (error instanceof CycleError) {
    return `Unable to expand variable '${name}'. A cyclical reference was detected.`;
  }
  return undefined;
}
