import { type Finding } from '../tasks/core/finding.js';
import { type AzureDevOps, type Pipeline, type Ports } from '../tasks/core/ports.js';
import { Secret } from '../tasks/core/secret.js';
import { type Credential } from '../tasks/core/service-connection.js';
import { type AgentEnvironment } from '../tasks/core/agent-environment.js';

export const NOON = new Date('2026-11-24T12:00:00Z');

/** A synthetic PAT of the old format whose checksum is right (made of the bytes 00 to 1b). */
export const PAT = 'aaatoaqdaqc3cyiga4eascqlbqgq4dyqcejhaeyuculbogazdinq';

export const CONNECTION_ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** One line for each thing that was done to the pipeline, in order: `mask …`, `export …`. */
export interface FakePipeline extends Pipeline {
  done: string[];
}

export function fakePipeline(): FakePipeline {
  const done: string[] = [];
  return {
    done,
    info: (message) => done.push(`info ${message}`),
    warn: (message) => done.push(`warn ${message}`),
    mask: (secret, userNames = []) => done.push(`mask ${secret.reveal()} for ${userNames.join()}`),
    exportCredential: (variable, value, as) => done.push(`export ${variable} ${as} ${value.reveal()}`),
    remember: (key, value) => done.push(`remember ${key} ${value}`),
  };
}

/** Azure DevOps that has one answer for every credential. */
export function azureDevOpsThatFinds(finding: Finding): AzureDevOps {
  return { whoami: () => Promise.resolve(finding) };
}

export function fakePorts(azureDevOps: AzureDevOps): Ports & { pipeline: FakePipeline } {
  return { pipeline: fakePipeline(), azureDevOps, clock: () => NOON };
}

export function pat(secret = PAT): Credential {
  return { kind: 'pat', secret: new Secret(secret), userName: '', looksLike: 'pat' };
}

/** An unsigned token with these claims: only its shape matters here. */
export function jwt(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.${part({ signature: 'none' })}`;
}

/** What the agent sets for a step that names one Azure Repos connection, and whatever else is given. */
export function environmentWith(more: AgentEnvironment = {}): AgentEnvironment {
  return {
    INPUT_ACTION: 'validate',
    INPUT_AZUREREPOSCONNECTION: CONNECTION_ID,
    ...endpoint(CONNECTION_ID, 'https://dev.azure.com/fabrikam', { apitoken: PAT }),
    SYSTEM_COLLECTIONURI: 'https://dev.azure.com/contoso/',
    ...more,
  };
}

export function endpoint(id: string, url: string, parameters: object, scheme = 'Token'): AgentEnvironment {
  return { [`ENDPOINT_URL_${id}`]: url, [`ENDPOINT_AUTH_${id}`]: JSON.stringify({ parameters, scheme }) };
}
