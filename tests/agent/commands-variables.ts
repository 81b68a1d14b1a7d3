import { parseBoolean } from './booleans';
import { type Command, escapeText, unescapeText } from './command';
import { type CommandHandler } from './commands';
import { ArgumentNullError, InvalidOperationError } from './faults';
import { allowsMultilineSecrets, decodesPercents, protectsReadOnly } from './knobs';
import { isVariableAllowed } from './restrictions';
import { type StepState, warning } from './step-state';
import { type VariableFlags } from './variables';

/** In each, the order of the checks is the agent's: some fail before the value is masked. */
export const variableCommands: Record<string, CommandHandler> = {
  setsecret: (step, { data }) => addSecret(step, data),

  setvariable(step, command) {
    const name = variableName(command, 'setvariable');
    const { job, record } = step;
    refuseReadOnly(step, job.variables.isReadOnly(name), 'variable', name);
    const flags = readFlags(command);
    if (flags.isSecret === true) {
      refuseMultiline(step, command.data);
      addSecret(step, escapeText(command.data, decodesPercents(job)));
    }
    if (!maySet(step, name)) return;

    const isOutput = isTrue(command, 'isoutput');
    if (isOutput || step.outputNames.has(name.toLowerCase())) {
      record.outputVariables[name] = { value: command.data, isSecret: flags.isSecret === true };
      const isReadOnly = isOutput || flags.isReadOnly === true;
      job.variables.set(`${record.name}.${name}`, command.data, { ...flags, isReadOnly });
    } else {
      job.variables.set(name, command.data, flags);
    }
  },

  settaskvariable(step, command) {
    const name = variableName(command, 'settaskvariable');
    refuseReadOnly(step, step.taskVariables.isReadOnly(name), 'task variable', name);
    const flags = readFlags(command);
    if (flags.isSecret === true) refuseMultiline(step, command.data);
    step.taskVariables.set(name, command.data, flags);
  },

  prependpath(step, { data }) {
    if (!maySet(step, 'PATH')) return;
    if (data === '') throw new ArgumentNullError('prependpath');
    const { prependedPaths } = step.job;
    const before = prependedPaths.indexOf(data);
    if (before >= 0) prependedPaths.splice(before, 1);
    prependedPaths.push(data);
  },
};

function addSecret({ job }: StepState, value: string): void {
  if (value === '') return;
  job.masker.add(value);
  if (!decodesPercents(job)) job.masker.add(unescapeText(value, true));
}

function variableName({ properties }: Command, event: string): string {
  const name = properties.get('variable');
  if (name === undefined) {
    throw new ArgumentNullError(`Required field 'variable' is missing in ##vso[task.${event}] command.`);
  }
  return name;
}

function readFlags(command: Command): VariableFlags {
  return {
    isSecret: isTrue(command, 'issecret'),
    isReadOnly: isTrue(command, 'isreadonly'),
    preserveCase: isTrue(command, 'preservecase'),
  };
}

function isTrue({ properties }: Command, property: string): boolean {
  return parseBoolean(properties.get(property)) ?? false;
}

function refuseReadOnly(step: StepState, isReadOnly: boolean, what: string, name: string): void {
  if (!isReadOnly) return;
  const rules = 'https://github.com/microsoft/azure-pipelines-yaml/blob/master/design/readonly-variables.md';
  if (protectsReadOnly(step.job)) {
    throw new InvalidOperationError(
      `Overwriting readonly ${what} '${name}' is not permitted. See ${rules} for details.`,
    );
  }
  warning(
    step,
    `Overwriting readonly ${what} '${name}'. This behavior will be disabled in the future. ` +
      `See ${rules} for details.`,
  );
}

/** The agent looks for the line end of its own system, so that a bare `\n` passes on Windows. */
function refuseMultiline({ job }: StepState, value: string): void {
  const lineEnd = process.platform === 'win32' ? '\r\n' : '\n';
  if (value.includes(lineEnd) && !allowsMultilineSecrets(job)) {
    throw new InvalidOperationError('Secrets cannot contain multiple lines');
  }
}

function maySet(step: StepState, name: string): boolean {
  const allowed = isVariableAllowed([...step.restrictions], name);
  if (!allowed) {
    warning(step, `Setting variable '${name}' has been disabled by the task or build definition.`);
  }
  return allowed;
}
