import { type TaskResult } from './results';

export type Condition =
  | { kind: 'value'; value: ConditionValue }
  | { kind: 'variable'; name: string }
  | { kind: 'call'; name: FunctionName; arguments: Condition[] };

export type ConditionValue = string | number | boolean | null;

/** With the least and the most arguments each takes. */
export const functions = {
  succeeded: [0, 0],
  failed: [0, 0],
  always: [0, 0],
  canceled: [0, 0],
  succeededOrFailed: [0, 0],
  and: [2, Infinity],
  or: [2, Infinity],
  not: [1, 1],
  eq: [2, 2],
  ne: [2, 2],
} as const;

export type FunctionName = keyof typeof functions;

export interface ConditionContext {
  jobStatus: TaskResult;
  variable: (name: string) => string | undefined;
}

export function isMet(condition: Condition, context: ConditionContext): boolean {
  return toBoolean(evaluate(condition, context));
}

function evaluate(condition: Condition, context: ConditionContext): ConditionValue {
  switch (condition.kind) {
    case 'value':
      return condition.value;
    case 'variable':
      return context.variable(condition.name) ?? null;
    case 'call':
      return call(condition.name, condition.arguments, context);
  }
}

function call(name: FunctionName, parameters: Condition[], context: ConditionContext): boolean {
  const { jobStatus } = context;
  const value = (index: number): ConditionValue => evaluate(parameters[index]!, context);
  switch (name) {
    case 'always':
      return true;
    case 'canceled':
      return jobStatus === 'Canceled';
    case 'failed':
      return jobStatus === 'Failed';
    case 'succeeded':
      return isGood(jobStatus);
    case 'succeededOrFailed':
      return isGood(jobStatus) || jobStatus === 'Failed';
    case 'and':
      return parameters.every((parameter) => isMet(parameter, context));
    case 'or':
      return parameters.some((parameter) => isMet(parameter, context));
    case 'not':
      return !toBoolean(value(0));
    case 'eq':
      return isEqual(value(0), value(1));
    case 'ne':
      return !isEqual(value(0), value(1));
  }
}

function isGood(status: TaskResult): boolean {
  return status === 'Succeeded' || status === 'SucceededWithIssues';
}

/** An empty string is false, and any other is true: 'false' as well. */
function toBoolean(value: ConditionValue): boolean {
  return Boolean(value);
}

/** The right side takes the type of the left; text is compared ignoring case. */
function isEqual(left: ConditionValue, right: ConditionValue): boolean {
  if (left === null) return right === null || right === '';
  if (typeof left === 'boolean') return left === toBoolean(right);
  if (typeof left === 'number') return left === Number(right);
  return left.toLowerCase() === toText(right).toLowerCase();
}

function toText(value: ConditionValue): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return value === null ? '' : String(value);
}
