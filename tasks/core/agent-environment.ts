import { Secret } from './secret.js';

/** The environment variables that the agent started the task with (agent-contract 2.2). */
export type AgentEnvironment = Readonly<Record<string, string | undefined>>;

/** A service connection as the agent hands it over: the parameter names are in lower case. */
export interface Endpoint {
  url: string;
  scheme: string;
  parameters: Readonly<Record<string, Secret>>;
}

/** Value of an input, without surrounding blanks; undefined where it is empty. */
export function readInput(environment: AgentEnvironment, name: string): string | undefined {
  return environment[`INPUT_${environmentName(name)}`]?.trim() || undefined;
}

/** A public variable of the job, e.g. `System.CollectionUri`. */
export function readVariable(environment: AgentEnvironment, name: string): string | undefined {
  return environment[environmentName(name)]?.trim() || undefined;
}

/** A secret variable of the job, e.g. `agent.proxypassword`. Not trimmed: a blank may belong to it. */
export function readSecretVariable(environment: AgentEnvironment, name: string): Secret | undefined {
  const value = environment[`SECRET_${environmentName(name)}`];
  return value ? new Secret(value) : undefined;
}

/** Undefined where the agent gave no connection of that id, 'unreadable' where what it gave cannot be understood. */
export function readEndpoint(environment: AgentEnvironment, id: string): Endpoint | 'unreadable' | undefined {
  const authorization = environment[`ENDPOINT_AUTH_${id}`];
  if (authorization === undefined) return undefined;
  const parsed = parseAuthorization(authorization);
  return parsed === 'unreadable'
    ? parsed
    : { url: environment[`ENDPOINT_URL_${id}`]?.trim() ?? '', ...parsed };
}

function parseAuthorization(text: string): Omit<Endpoint, 'url'> | 'unreadable' {
  try {
    // No message of JSON.parse may travel further: it quotes the text, which holds the secret.
    const { scheme, parameters } = JSON.parse(text) as { scheme?: unknown; parameters?: unknown };
    const pairs = Object.entries((parameters ?? {}) as Record<string, unknown>).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key.toLowerCase(), new Secret(value)] as const] : [],
    );
    return { scheme: typeof scheme === 'string' ? scheme : '', parameters: Object.fromEntries(pairs) };
  } catch {
    return 'unreadable';
  }
}

function environmentName(name: string): string {
  return name.replaceAll('.', '_').replaceAll(' ', '_').toUpperCase();
}
