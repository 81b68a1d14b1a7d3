import { type Condition, type FunctionName, functions } from './conditions';

/** Reads a condition of a step. What this agent does not know is refused by name. */
export function parseCondition(text: string): Condition {
  const tokens = tokenize(text);
  const condition = parseExpression(tokens, text);
  const [extra] = tokens;
  if (extra !== undefined) throw new ConditionError(`'${extra}' is not expected`, text);
  return condition;
}

export class ConditionError extends Error {
  override readonly name = 'ConditionError';

  constructor(what: string, condition: string) {
    super(`Condition '${condition}': ${what}.`);
  }
}

/** Strings, names with their property, numbers, and the signs between them. */
const token = /\s*('(?:[^']|'')*'|[A-Za-z_][\w]*(?:\.[A-Za-z_][\w.]*)?|-?\d+(?:\.\d+)?|[()[\],])\s*/y;

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let at = 0; at < text.length; at = token.lastIndex) {
    const match = token.exec(text);
    if (!match) throw new ConditionError(`cannot read '${text.slice(at)}'`, text);
    tokens.push(match[1]!);
  }
  return tokens;
}

function parseExpression(tokens: string[], text: string): Condition {
  const first = tokens.shift();
  if (first === undefined) throw new ConditionError('it ends too early', text);
  if (first.startsWith("'")) return { kind: 'value', value: first.slice(1, -1).replaceAll("''", "'") };
  if (/^-?\d/.test(first)) return { kind: 'value', value: Number(first) };
  const word = first.toLowerCase();
  if (word === 'true' || word === 'false') return { kind: 'value', value: word === 'true' };
  if (word.startsWith('variables.')) return { kind: 'variable', name: first.slice('variables.'.length) };
  if (word === 'variables') return parseIndex(tokens, text);
  if (tokens[0] === '(') return parseCall(first, tokens, text);
  throw new ConditionError(`'${first}' is not known to the local agent`, text);
}

function parseIndex(tokens: string[], text: string): Condition {
  expect('[', tokens, text);
  const name = parseExpression(tokens, text);
  expect(']', tokens, text);
  if (name.kind === 'value' && typeof name.value === 'string') return { kind: 'variable', name: name.value };
  throw new ConditionError("the name in 'variables[…]' must be a quoted text", text);
}

function parseCall(written: string, tokens: string[], text: string): Condition {
  const name = findFunction(written);
  if (!name) throw new ConditionError(`function '${written}' is not known to the local agent`, text);
  const parameters: Condition[] = [];
  expect('(', tokens, text);
  while (tokens[0] !== ')') {
    if (parameters.length > 0) expect(',', tokens, text);
    parameters.push(parseExpression(tokens, text));
  }
  expect(')', tokens, text);
  const [least, most] = functions[name];
  if (parameters.length < least || parameters.length > most) {
    throw new ConditionError(`'${name}' does not take ${parameters.length} arguments`, text);
  }
  return { kind: 'call', name, arguments: parameters };
}

function findFunction(written: string): FunctionName | undefined {
  const names = Object.keys(functions) as FunctionName[];
  return names.find((name) => name.toLowerCase() === written.toLowerCase());
}

function expect(sign: string, tokens: string[], text: string): void {
  const found = tokens.shift();
  if (found !== sign) throw new ConditionError(`expected '${sign}' but found '${found ?? 'the end'}'`, text);
}
