import { readInput, type AgentEnvironment } from './agent-environment.js';
import { CONNECTION_TYPES, type ConnectionType } from './connection-types.js';
import { TaskError } from './errors.js';
import { proxyFault } from './network-settings.js';
import { type Organization } from './organization.js';
import { chooseOrganization, organizationFault } from './choose-organization.js';
import { quoted } from './safe-text.js';
import { type NamedConnection, type ServiceConnection } from './service-connection.js';
import { variableNameFault } from './variable-name.js';

/** How later steps get the credential. */
export type Export = { as: 'none' } | { as: 'secret' | 'environment'; variable: string };

/** What the user asked for: complete and valid. */
export interface ValidateRequest {
  action: 'validate';
  connection: ServiceConnection;
  organization: Organization;
  /** What the user should know of how the inputs were understood. */
  notices: readonly string[];
  /** What weakens the way to the organization. */
  warnings: readonly string[];
  export: Export;
}

const ACTIONS = ['validate'];
const EXPORTS = ['secret', 'environment', 'none'];

/**
 * The request that the inputs make. The agent enforces nothing (agent-contract 1.1), so everything is checked here.
 * Throws `inputInvalid` with all faults at once.
 */
export function parseRequest(
  environment: AgentEnvironment,
  named: readonly NamedConnection[],
): ValidateRequest {
  const faults: string[] = [];
  oneOf(environment, 'action', ACTIONS, faults);
  const connection = chooseConnection(environment, named, faults);
  const chosen = connection && chooseOrganization(environment, connection);
  const organizationIsWrong = chosen ? 'fault' in chosen && chosen.fault : organizationFault(environment);
  if (organizationIsWrong) faults.push(organizationIsWrong);
  const exported = parseExport(environment, faults);
  if (connection && exported.as !== 'none' && /[\r\n]/.test(connection.credential.secret.reveal())) {
    faults.push(
      `The service connection of input '${connection.type.input}' holds a secret with a line break, which the agent ` +
        `cannot keep in a variable. Store the PAT again without it, or set 'exportAs' to 'none'.`,
    );
  }
  parseTimeout(environment, faults);
  const proxyIsWrong = proxyFault(environment);
  if (proxyIsWrong) faults.push(proxyIsWrong);
  if (faults.length > 0 || !connection || !chosen || 'fault' in chosen)
    throw new TaskError('inputInvalid', { faults });
  return { action: 'validate', connection, ...chosen, export: exported };
}

/** Seconds that the whole step may take; the default where the input is absent or, as `parseRequest` says, wrong. */
export function timeoutSeconds(environment: AgentEnvironment): number {
  return parseTimeout(environment, []);
}

function chooseConnection(
  environment: AgentEnvironment,
  named: readonly NamedConnection[],
  faults: string[],
): ServiceConnection | undefined {
  const keys = CONNECTION_TYPES.map(({ key }) => key);
  const key = readInput(environment, 'connectionType');
  const type = CONNECTION_TYPES.find((candidate) => candidate.key.toLowerCase() === key?.toLowerCase());
  if (key !== undefined && !type) faults.push(notOneOf('connectionType', key, keys));
  const [only, ...others] = type ? named.filter((candidate) => candidate.type === type) : named;
  if (only === undefined) {
    if (key === undefined || type) faults.push(noConnection(type));
    return undefined;
  }
  if (others.length > 0) {
    const inputs = [only, ...others].map((candidate) => `'${candidate.type.input}'`).join(', ');
    faults.push(`Inputs ${inputs} are set together; set one, or say which by 'connectionType'.`);
    return undefined;
  }
  if ('connection' in only) return only.connection;
  faults.push(only.fault);
  return undefined;
}

function noConnection(type: ConnectionType | undefined): string {
  if (type) return `Input 'connectionType' is '${type.key}', but input '${type.input}' is empty.`;
  const inputs = CONNECTION_TYPES.map(({ input }) => `'${input}'`).join(', ');
  return `No service connection is named; set one of the inputs ${inputs}.`;
}

function parseExport(environment: AgentEnvironment, faults: string[]): Export {
  const as = oneOf(environment, 'exportAs', EXPORTS, faults) as Export['as'];
  if (as === 'none') return { as };
  const variable = readInput(environment, 'variableName') ?? 'AZURE_DEVOPS_EXT_PAT';
  const fault = variableNameFault(variable);
  if (fault) faults.push(`Input 'variableName' is ${quoted(variable)}; ${fault}.`);
  return { as, variable };
}

function parseTimeout(environment: AgentEnvironment, faults: string[]): number {
  const text = readInput(environment, 'timeoutSeconds') ?? '60';
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (seconds >= 1 && seconds <= 3600) return seconds;
  faults.push(
    `Input 'timeoutSeconds' is ${quoted(text)}; expected a whole number of seconds from 1 to 3600.`,
  );
  return 60;
}

/** The value of a pick list, in its own spelling; the first is the default. */
function oneOf(
  environment: AgentEnvironment,
  input: string,
  values: readonly string[],
  faults: string[],
): string {
  const [fallback = ''] = values;
  const text = readInput(environment, input) ?? fallback;
  const value = values.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
  if (value === undefined) faults.push(notOneOf(input, text, values));
  return value ?? fallback;
}

function notOneOf(input: string, value: string, values: readonly string[]): string {
  return `Input '${input}' is ${quoted(value)}; expected ${values.map((text) => `'${text}'`).join(', ')}.`;
}
