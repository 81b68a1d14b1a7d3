import { type AgentSettings, type Connection } from './settings';
import { type InputDefinition } from './task-folder';

/** A service connection as the job holds it: `task.setendpoint` may change it. */
export interface Endpoint {
  readonly id: string;
  readonly name: string;
  readonly scheme: string;
  url: string;
  parameters: Record<string, string>;
  data: Record<string, string>;
}

export const systemEndpointId = '00000000-0000-0000-0000-000000000000';

const guid = /^\{?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\}?$/;

/** The job's own connection, which every task receives. */
export function systemEndpoint({ url, accessToken }: AgentSettings['systemConnection']): Endpoint {
  return {
    id: systemEndpointId,
    name: 'SystemVssConnection',
    scheme: 'OAuth',
    url,
    parameters: { AccessToken: accessToken },
    data: {},
  };
}

export function connectionEndpoint(connection: Connection): Endpoint {
  return {
    id: connection.id.toLowerCase(),
    name: connection.name,
    scheme: connection.scheme,
    url: connection.url,
    parameters: { ...connection.parameters },
    data: { ...connection.data },
  };
}

export function isConnectionInput({ type }: InputDefinition): boolean {
  return type.toLowerCase().startsWith('connectedservice:');
}

/** The connections that the inputs of a task name by id, then the system's own. What is no id is ignored. */
export function endpointsOfTask(
  all: Endpoint[],
  definitions: InputDefinition[],
  inputs: Map<string, string>,
): Endpoint[] {
  const ids = definitions
    .filter(isConnectionInput)
    .flatMap(({ name }) => (inputs.get(name.toLowerCase()) ?? '').split(','))
    .flatMap((text) => guid.exec(text.trim().toLowerCase())?.[1] ?? [])
    .filter((id) => id !== systemEndpointId);
  return [
    ...all.filter(({ id }) => ids.includes(id)),
    ...all.filter(({ id }) => id === systemEndpointId).slice(0, 1),
  ];
}

/** The system's connection has no data. */
export function endpointEnvironment(endpoint: Endpoint): [name: string, value: string][] {
  const isSystem = endpoint.id === systemEndpointId;
  const key = isSystem ? 'SYSTEMVSSCONNECTION' : endpoint.id;
  const { scheme, parameters, data } = endpoint;
  const own: [string, string][] = [
    [`ENDPOINT_URL_${key}`, URL.canParse(endpoint.url) ? new URL(endpoint.url).href : endpoint.url],
    [`ENDPOINT_AUTH_${key}`, JSON.stringify({ parameters, scheme })],
    [`ENDPOINT_AUTH_SCHEME_${key}`, scheme],
    ...suffixed(`ENDPOINT_AUTH_PARAMETER_${key}`, parameters),
  ];
  if (isSystem) return own;
  return [...own, [`ENDPOINT_DATA_${key}`, JSON.stringify(data)], ...suffixed(`ENDPOINT_DATA_${key}`, data)];
}

function suffixed(prefix: string, values: Record<string, string>): [string, string][] {
  return Object.entries(values).map(([name, value]) => [`${prefix}_${environmentName(name)}`, value]);
}

export function environmentName(name: string, preserveCase = false): string {
  const underscored = name.replaceAll(/[. ]/g, '_');
  return preserveCase ? underscored : underscored.toUpperCase();
}
