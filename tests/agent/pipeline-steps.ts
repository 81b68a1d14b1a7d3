import { isMap, isScalar, type Node } from 'yaml';

import { parseCondition } from './condition-parser';
import { type StepDefinition, type StepOptions, type StepTarget } from './job-definition';
import { readFlag, readList, readMap, readNumber, type Reader, readText, readTexts } from './yaml-reader';

const options = [
  'name',
  'displayName',
  'condition',
  'continueOnError',
  'enabled',
  'retryCountOnTaskFailure',
  'timeoutInMinutes',
  'env',
  'target',
] as const;

export function readSteps(node: Node | undefined, reader: Reader): StepDefinition[] {
  return readList(node, 'steps', reader).flatMap((step) => readStep(step, reader) ?? []);
}

function readStep(node: Node, reader: Reader): StepDefinition | undefined {
  if (!isMap(node)) {
    reader.refuse('a step must be a map', node);
    return undefined;
  }
  if (node.has('task')) {
    const fields = readMap(node, 'A step', reader, { known: [...options, 'task', 'inputs'] });
    const task = readText(fields.task, 'task', reader) ?? '';
    if (!/^[^@]+@\d+$/.test(task)) reader.refuse(`'${task}' must be a task with its version`, fields.task);
    return { ...readOptions(fields, reader), task, inputs: readTexts(fields.inputs, 'inputs', reader) };
  }
  for (const shell of ['script', 'bash'] as const) {
    if (!node.has(shell)) continue;
    const fields = readMap(node, 'A step', reader, { known: [...options, shell] });
    return { ...readOptions(fields, reader), shell, script: readText(fields[shell], shell, reader) ?? '' };
  }
  const [first] = node.items;
  const kind = isScalar(first?.key) ? String(first.key.value) : '';
  reader.refuse(`a step '${kind}' is not known to the local agent`, node);
  return undefined;
}

function readOptions(fields: Partial<Record<(typeof options)[number], Node>>, reader: Reader): StepOptions {
  const name = readText(fields.name, 'name', reader);
  if (name !== undefined && !/^\w+$/.test(name)) {
    reader.refuse(`the name '${name}' may hold only letters, digits and '_'`, fields.name);
  }
  return {
    name,
    displayName: readText(fields.displayName, 'displayName', reader),
    condition: readCondition(fields.condition, reader),
    continueOnError: readFlag(fields.continueOnError, 'continueOnError', reader),
    enabled: readFlag(fields.enabled, 'enabled', reader),
    retryCountOnTaskFailure: readNumber(fields.retryCountOnTaskFailure, 'retryCountOnTaskFailure', reader),
    timeoutInMinutes: readNumber(fields.timeoutInMinutes, 'timeoutInMinutes', reader),
    env: readTexts(fields.env, 'env', reader),
    target: readTarget(fields.target, reader),
  };
}

function readCondition(node: Node | undefined, reader: Reader): string | undefined {
  const text = readText(node, 'condition', reader);
  if (text === undefined) return undefined;
  try {
    parseCondition(text);
  } catch (fault) {
    reader.refuse((fault as Error).message.replace(/\.$/, ''), node);
  }
  return text;
}

function readTarget(node: Node | undefined, reader: Reader): StepTarget | undefined {
  if (node === undefined) return undefined;
  const fields = readMap(node, "'target'", reader, { known: ['commands', 'settableVariables'] });
  const commands = readText(fields.commands, 'commands', reader);
  if (commands !== undefined && commands !== 'any' && commands !== 'restricted') {
    reader.refuse(`'${commands}' must be 'any' or 'restricted'`, fields.commands);
    return undefined;
  }
  return { commands, settableVariables: readSettable(fields.settableVariables, reader) };
}

/** `none`, or the list of names. */
function readSettable(node: Node | undefined, reader: Reader): string[] | undefined {
  if (node === undefined) return undefined;
  if (isScalar(node) && node.value === 'none') return [];
  const items = readList(node, 'settableVariables', reader);
  return items.map((item) => readText(item, 'settableVariables', reader) ?? '');
}
