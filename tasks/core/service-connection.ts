import { readEndpoint, readInput, type AgentEnvironment, type Endpoint } from './agent-environment.js';
import { CONNECTION_TYPES, type ConnectionType } from './connection-types.js';
import { tokenKind, type TokenKind } from './pat-format.js';
import { harmless, quoted } from './safe-text.js';
import { type Secret } from './secret.js';
import { SHORTEST_MASKED } from './spellings.js';

/** What authenticates a request. `userName` goes with it in the Basic header; Azure DevOps ignores it for a PAT. */
export interface Credential {
  kind: 'pat';
  secret: Secret;
  userName: string;
  looksLike: TokenKind;
}

export interface ServiceConnection {
  type: ConnectionType;
  id: string;
  /** As stored; may be anything. */
  url: string;
  credential: Credential;
}

/** A connection that an input names: readable, or what is wrong with it. */
export type NamedConnection =
  { type: ConnectionType; connection: ServiceConnection } | { type: ConnectionType; fault: string };

/** All connections that the step names, in the order of the inputs. Says nothing and registers nothing. */
export function namedConnections(environment: AgentEnvironment): NamedConnection[] {
  return CONNECTION_TYPES.flatMap((type) => {
    const id = readInput(environment, type.input);
    return id === undefined ? [] : [readConnection(environment, type, id)];
  });
}

function readConnection(environment: AgentEnvironment, type: ConnectionType, id: string): NamedConnection {
  if (id.includes(','))
    return { type, fault: `Input '${type.input}' names several service connections; give one.` };
  const endpoint = readEndpoint(environment, id.toLowerCase()) ?? readEndpoint(environment, id);
  if (endpoint === undefined) {
    return {
      type,
      fault:
        `Input '${type.input}' is ${quoted(id)}, and the agent handed over no service connection for it. Give the ` +
        `name of a connection of type '${type.endpointType}' that this pipeline may use.`,
    };
  }
  if (endpoint === 'unreadable') {
    return {
      type,
      fault: `The service connection of input '${type.input}' came in a form that cannot be read.`,
    };
  }
  const credential = findCredential(endpoint);
  return typeof credential === 'string'
    ? { type, fault: `The service connection of input '${type.input}' ${credential}` }
    : { type, connection: { type, id, url: endpoint.url, credential } };
}

/** The credential of a connection, or what is wrong, as the rest of a sentence. */
function findCredential({ scheme, parameters }: Endpoint): Credential | string {
  if ('nugetkey' in parameters)
    return 'holds a NuGet API key, which is no Azure DevOps credential. Store a PAT in it.';
  const secret = parameters.apitoken ?? parameters.password;
  if (secret === undefined) {
    return `uses the scheme '${harmless(scheme)}', which holds no PAT. Use one with a token, or with user name and password.`;
  }
  if (secret.reveal().trim() === '') return 'holds no secret. Store a PAT in it.';
  if (secret.reveal().trim().length < SHORTEST_MASKED) {
    return (
      `holds a secret of fewer than ${SHORTEST_MASKED} characters. No Azure DevOps credential is that short, and ` +
      `the agent could not mask it without blanking out the log.`
    );
  }
  const userName = parameters.apitoken ? '' : (parameters.username?.reveal() ?? '');
  return { kind: 'pat', secret, userName, looksLike: tokenKind(secret.reveal().trim()) };
}
