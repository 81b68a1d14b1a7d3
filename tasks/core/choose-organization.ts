import { readInput, readVariable, type AgentEnvironment } from './agent-environment.js';
import { readNetworkSettings } from './network-settings.js';
import {
  isServicesHost,
  organizationNamed,
  parseAddress,
  serverCollection,
  servicesOrganization,
  type Organization,
} from './organization.js';
import { harmless, quoted } from './safe-text.js';
import { type ServiceConnection } from './service-connection.js';

type Choice = { organization: Organization; notices: string[]; warnings: string[] } | { fault: string };

/**
 * The organization to ask: input `organization`, else what the connection's URL names, else the pipeline's own. A
 * Server is accepted only if it is the connection's or the pipeline's own host: no input adds a host (design 1.1).
 */
export function chooseOrganization(environment: AgentEnvironment, connection: ServiceConnection): Choice {
  const input = readInput(environment, 'organization');
  const choice =
    input === undefined ? byConnection(environment, connection) : byInput(environment, connection.url, input);
  if ('fault' in choice) return choice;
  const { organization, notice } = choice;
  return {
    organization,
    notices: notice ? [notice] : [],
    warnings: transportWarnings(environment, organization),
  };
}

/** What is wrong with input `organization` whatever the connection: its host can be judged only beside one. */
export function organizationFault(environment: AgentEnvironment): string | undefined {
  const input = readInput(environment, 'organization');
  const choice = input === undefined ? undefined : byInput(environment, input, input);
  return choice && 'fault' in choice ? choice.fault : undefined;
}

type Found = { organization: Organization; notice?: string } | { fault: string };

function byInput(environment: AgentEnvironment, connectionUrl: string, input: string): Found {
  const expected = `expected the name of an organization, or the URL of an organization or Server collection.`;
  const address = parseAddress(input);
  if (!address) {
    const organization = organizationNamed(input);
    return organization
      ? { organization }
      : { fault: `Input 'organization' is ${quoted(input)}; ${expected}` };
  }
  if (isServicesHost(address)) {
    const organization = servicesOrganization(address);
    return organization
      ? { organization }
      : { fault: `Input 'organization' names no organization; ${expected}` };
  }
  const ownHosts = [connectionUrl, readVariable(environment, 'System.CollectionUri') ?? ''].map(
    (url) => parseAddress(url)?.origin,
  );
  if (!ownHosts.includes(address.origin)) {
    return {
      fault:
        `Input 'organization' is on the host '${harmless(address.host)}', which is neither the connection's nor this ` +
        `pipeline's own; a credential is not sent there. Use a service connection whose URL is on that host.`,
    };
  }
  const organization = serverCollection(address);
  return organization ? { organization } : { fault: `Input 'organization' names no collection; ${expected}` };
}

function byConnection(environment: AgentEnvironment, { type, url }: ServiceConnection): Found {
  const address = parseAddress(url);
  const named =
    address && (isServicesHost(address) ? servicesOrganization(address) : serverCollection(address));
  const pipeline = pipelineOrganization(environment);
  if (named?.kind === 'services' || (named && type.purpose !== 'feed' && type.purpose !== 'marketplace')) {
    return { organization: named };
  }
  if (address && type.purpose === 'feed' && !isServicesHost(address)) {
    const own = pipeline?.kind === 'server' && new URL(pipeline.url).origin === address.origin;
    if (own && named) return { organization: named };
    // Most such connections hold credentials of other registries, which must not go to Azure DevOps unasked.
    return {
      fault:
        `The service connection of input '${type.input}' is for '${harmless(address.host)}', which is not Azure ` +
        `DevOps. If it does hold a PAT, say of which organization by input 'organization'.`,
    };
  }
  if (!pipeline) {
    return {
      fault:
        `The URL of the service connection of input '${type.input}' names no organization, and this pipeline's own ` +
        `is not known; set input 'organization'.`,
    };
  }
  return {
    organization: pipeline,
    notice: `The URL of the service connection names no organization; asking this pipeline's own, ${pipeline.url}.`,
  };
}

function transportWarnings(environment: AgentEnvironment, { kind, url }: Organization): string[] {
  const { protocol, hostname, host } = new URL(url);
  if (protocol === 'http:') {
    const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
    return loopback
      ? []
      : [
          `The connection to '${host}' is not encrypted: anyone on the way can read the credential. Use https.`,
        ];
  }
  if (!readNetworkSettings(environment).skipCertificateValidation) return [];
  return [
    `The agent is configured not to validate certificates${
      kind === 'server'
        ? `, so '${host}' may be anyone. Configure it with --sslcacert instead.`
        : '; towards Azure DevOps Services the task validates them all the same.'
    }`,
  ];
}

function pipelineOrganization(environment: AgentEnvironment): Organization | undefined {
  const address = parseAddress(readVariable(environment, 'System.CollectionUri') ?? '');
  return address && (isServicesHost(address) ? servicesOrganization(address) : serverCollection(address));
}
