import { parseSwitch } from './booleans';
import { type Command } from './command';
import { type CommandHandler } from './commands';
import { ArgumentError, ArgumentNullError } from './faults';
import { parseResult } from './results';
import { addIssue, addResult, debug, reportProgress, warning } from './step-state';

const logIssue: CommandHandler = (step, command) => {
  const type = command.properties.get('type');
  if (type === undefined) {
    warning(step, "Can't create TaskIssue from logging event.");
    return;
  }
  const issueType = type.toLowerCase();
  if (issueType !== 'error' && issueType !== 'warning') {
    throw new ArgumentError(`issue type ${type} is not an expected issue type.`);
  }
  addIssue(step, { type: issueType, message: issueMessage(command), data: issueData(command) });
};

export const reportCommands: Record<string, CommandHandler> = {
  logissue: logIssue,
  issue: logIssue,

  complete(step, { properties, data }) {
    const result = parseResult(properties.get('result') ?? '');
    if (result === undefined) throw new ArgumentError("Command doesn't have valid result value.");
    addResult(step, result);
    reportProgress(step, 100, data);
    if (parseSwitch(properties.get('done'), false)) step.onDone();
  },

  debug: (step, { data }) => debug(step, data),

  setprogress(step, { properties, data }) {
    reportProgress(step, percent(properties.get('value')), data);
  },

  logdetail({ record, detailIds }, { properties, data }) {
    const id = properties.get('id')?.toLowerCase();
    if (id === undefined) {
      throw new ArgumentNullError("Can't update timeline record, timeline record id is not provided.");
    }
    const name = properties.get('name');
    if (!detailIds.has(id)) {
      if (name === undefined) throw new ArgumentNullError('Name is required for this new timeline record.');
      if (!properties.has('type')) {
        throw new ArgumentNullError('Type is required for this new timeline record.');
      }
    }
    detailIds.add(id);
    record.details.push([id, name, data].filter(Boolean).join(' '));
  },
};

function issueMessage({ properties, data }: Command): string {
  const path = properties.get('sourcepath');
  if (path === undefined) return data;
  const [line, column] = [properties.get('linenumber') ?? '', properties.get('columnnumber') ?? ''];
  return `${path}(${line},${column}): ${properties.get('type') ?? ''} ${properties.get('code') ?? ''}: ${data}`;
}

function issueData({ properties, propertyNames }: Command): Record<string, string> {
  return Object.fromEntries([...properties].map(([key, value]) => [propertyNames.get(key) ?? key, value]));
}

function percent(text: string | undefined): number {
  const number = /^\s*[+-]?\d+\s*$/.test(text ?? '') ? Number(text) : 0;
  return Math.min(Math.max(number, 0), 100);
}
