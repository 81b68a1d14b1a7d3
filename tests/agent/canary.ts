import { parseCommand } from './command';
import { type ChildRecord, type JobRecord, type StepRecord } from './job-record';
import { spellings } from './spellings';

export interface Leak {
  /** Where it stands: 'log line 12', 'step AzureDevOpsPat1 (post): stdout line 3'. */
  place: string;
  /** Which spelling, or 'substring'. */
  form: string;
}

export interface CanaryOptions {
  /** Public variables that are meant to hold the secret, since a step exports it to the environment. */
  exported?: string[];
}

/**
 * Finds every place where a secret survived the job, in any spelling or in pieces. The environment of the
 * task itself is not searched: there the agent puts it. So is, in raw output, the data of the commands
 * that hand a secret to the agent.
 */
export function findLeaks(secret: string, record: JobRecord, { exported = [] }: CanaryOptions = {}): Leak[] {
  const find = createFinder(secret);
  const isMeant = (name: string): boolean => exported.some((meant) => isSame(meant, name));
  const places: [place: string, text: string][] = [
    ...lines('log', record.log),
    ...lines('debug log', record.debugLog),
    ...record.steps.flatMap((step) => placesOfStep(step, isMeant)),
    ...Object.entries(record.variables)
      .filter(([name, { isSecret }]) => !isSecret && !isMeant(name))
      .map(([name, { value }]): [string, string] => [`variable ${name}`, value]),
    ...record.filesLeft.map(({ path, content }): [string, string] => [`file ${path}`, `${path}\n${content}`]),
  ];
  return places.flatMap(([place, text]) => find(text).map((form) => ({ place, form })));
}

const pieceLength = 12;

function createFinder(secret: string): (text: string) => string[] {
  const forms = spellings(secret);
  const pieces = new Set<string>();
  for (let at = 0; at + pieceLength <= secret.length; at += 1) pieces.add(secret.slice(at, at + pieceLength));
  return (text) => {
    const found = [...forms].filter(([, form]) => text.includes(form)).map(([name]) => name);
    if (found.length > 0) return found;
    return [...pieces].some((piece) => text.includes(piece)) ? ['substring'] : [];
  };
}

function lines(name: string, text: string): [string, string][] {
  return text.split('\n').map((line, index) => [`${name} line ${index + 1}`, line]);
}

function placesOfStep(step: StepRecord, isMeant: (name: string) => boolean): [string, string][] {
  const prefix = `step ${step.name} (${step.phase})`;
  return [
    ...step.issues.map((issue): [string, string] => [
      `${prefix}: issue`,
      [issue.message, ...Object.values(issue.data)].join('\n'),
    ]),
    ...step.progress.texts.map((text): [string, string] => [`${prefix}: progress`, text]),
    ...step.details.map((text): [string, string] => [`${prefix}: detail`, text]),
    ...step.serverCommands.map((text): [string, string] => [`${prefix}: server command`, text]),
    ...step.attachments.map(({ name, path, content }): [string, string] => [
      `${prefix}: attachment`,
      `${name}\n${path}\n${content}`,
    ]),
    ...Object.entries(step.outputVariables)
      .filter(([, { isSecret }]) => !isSecret)
      .map(([name, { value }]): [string, string] => [`${prefix}: output variable ${name}`, value]),
    ...step.children.flatMap((child) => placesOfChild(prefix, child, isMeant)),
  ];
}

function placesOfChild(
  prefix: string,
  { argv, raw }: ChildRecord,
  isMeant: (name: string) => boolean,
): [string, string][] {
  return [
    [`${prefix}: argv`, argv.join('\n')],
    ...raw.map(({ stream, text }, index): [string, string] => [
      `${prefix}: ${stream} line ${index + 1}`,
      withoutHandedSecrets(text, isMeant),
    ]),
  ];
}

/** Only these may carry the secret, and only as their data. */
function withoutHandedSecrets(line: string, isMeant: (name: string) => boolean): string {
  const command = parseCommand(line, true);
  if (!command || command.area.toLowerCase() !== 'task') return line;
  const event = command.event.toLowerCase();
  const isSecret = command.properties.get('issecret')?.toLowerCase() === 'true';
  const isExport = isSecret || isMeant(command.properties.get('variable') ?? '');
  const hands =
    event === 'setsecret' ||
    (event === 'setvariable' && isExport) ||
    (event === 'settaskvariable' && isSecret);
  return hands ? line.slice(0, line.indexOf(']', line.indexOf('##vso[')) + 1) : line;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
