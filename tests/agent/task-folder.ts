import { readFileSync } from 'node:fs';
import path from 'node:path';

import { type Phase } from './job-record';
import { type Restrictions } from './restrictions';

export interface InputDefinition {
  name: string;
  type: string;
  defaultValue: string;
  aliases: string[];
}

export interface Handler {
  name: string;
  target: string;
  workingDirectory: string | undefined;
}

/** What the agent reads of a task.json. Nothing else in it has any effect while the job runs. */
export interface TaskDefinition {
  id: string;
  name: string;
  version: string;
  friendlyName: string;
  description: string;
  author: string;
  help: string;
  inputs: InputDefinition[];
  outputVariables: string[];
  restrictions: Restrictions | undefined;
  /** By phase; a phase that task.json does not have is left out. */
  handlers: Partial<Record<Phase, Handler[]>>;
}

/** Lower wins. A handler that is not listed is dropped without a word, as by an old agent. */
const priorities = ['Node24', 'Node20_1', 'Node16', 'Node10', 'Node', 'PowerShell3', 'PowerShell'];

export function loadTask(folder: string): TaskDefinition {
  const text = readFileSync(path.join(folder, 'task.json'), 'utf8').replace(/^\uFEFF/, '');
  const task = lowerKeys(JSON.parse(text)) as Json;
  const version = section(task['version']);
  return {
    id: textOf(task['id']).toLowerCase(),
    name: textOf(task['name']),
    version: [version['major'], version['minor'], version['patch']].map(textOf).join('.'),
    friendlyName: textOf(task['friendlyname']),
    description: textOf(task['description']),
    author: textOf(task['author']),
    help: textOf(task['helpurl'] ?? task['helpmarkdown']),
    inputs: list(task['inputs']).map(readInput),
    outputVariables: list(task['outputvariables']).map(({ name }) => textOf(name)),
    restrictions: readRestrictions(task['restrictions']),
    handlers: {
      ...readHandlers('pre', task['prejobexecution']),
      ...readHandlers('main', task['execution']),
      ...readHandlers('post', task['postjobexecution']),
    },
  };
}

/** Chosen for each phase by itself. */
export function chooseHandler({ handlers }: TaskDefinition, phase: Phase): Handler | undefined {
  const rank = ({ name }: Handler): number => priorities.findIndex((known) => sameName(known, name));
  return handlers[phase]?.filter((handler) => rank(handler) >= 0).sort((a, b) => rank(a) - rank(b))[0];
}

export function isNodeHandler({ name }: Handler): boolean {
  return name.toLowerCase().startsWith('node');
}

type Json = Record<string, unknown>;

/** Names of handlers are values here, so they keep their case only for messages. */
function lowerKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.toLowerCase(), lowerKeys(inner)]),
  );
}

function section(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(section) : [];
}

/** Newtonsoft turns numbers and booleans into text, the latter as `True` and `False`. */
function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function readInput(input: Json): InputDefinition {
  return {
    name: textOf(input['name']).trim(),
    type: textOf(input['type']),
    defaultValue: textOf(input['defaultvalue']),
    aliases: Array.isArray(input['aliases']) ? input['aliases'].map(textOf) : [],
  };
}

function readRestrictions(value: unknown): Restrictions | undefined {
  if (value === undefined) return undefined;
  const { commands, settablevariables } = section(value);
  const { allowed } = section(settablevariables);
  return {
    mode: sameName(textOf(section(commands)['mode']), 'restricted') ? 'restricted' : 'any',
    settableVariables: Array.isArray(allowed) ? allowed.map(textOf) : undefined,
  };
}

function readHandlers(phase: Phase, value: unknown): TaskDefinition['handlers'] {
  if (value === undefined) return {};
  const handlers = Object.entries(section(value)).map(([name, data]) => ({
    name,
    target: textOf(section(data)['target']),
    workingDirectory: textOf(section(data)['workingdirectory']) || undefined,
  }));
  return { [phase]: handlers };
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
