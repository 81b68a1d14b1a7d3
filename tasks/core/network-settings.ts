import { readSecretVariable, readVariable, type AgentEnvironment } from './agent-environment.js';
import { parseAddress } from './organization.js';
import { type Secret } from './secret.js';

/** The agent's own network configuration, which it hands to tasks as variables and nothing else (agent-contract 2.3). */
export interface NetworkSettings {
  proxy?: Proxy;
  /** Path of a PEM file with the certificate authorities to trust besides Node's own. */
  caFile?: string;
  clientCertificate?: ClientCertificate;
  skipCertificateValidation: boolean;
}

export interface Proxy {
  /** Without user name and password, with a trailing slash. */
  url: string;
  userName?: string;
  password?: Secret;
  /** Regular expressions over the whole URL of a request. */
  bypass: readonly string[];
}

/** Paths of files, as the agent was configured with: PEM certificate and key, or an archive (PFX). */
export interface ClientCertificate {
  certificateFile?: string;
  keyFile?: string;
  archiveFile?: string;
  password?: Secret;
}

export function readNetworkSettings(environment: AgentEnvironment): NetworkSettings {
  const caFile = readVariable(environment, 'agent.cainfo');
  const proxy = readProxy(environment);
  const clientCertificate = readClientCertificate(environment);
  return {
    ...(proxy && { proxy }),
    ...(caFile && { caFile }),
    ...(clientCertificate && { clientCertificate }),
    skipCertificateValidation: /^true$/i.test(readVariable(environment, 'agent.skipcertvalidation') ?? ''),
  };
}

/** Whether a request to this address goes around the proxy. */
export function bypassesProxy({ bypass }: Proxy, address: URL): boolean {
  return bypass.some((pattern) => {
    try {
      return new RegExp(pattern, 'i').test(address.href);
    } catch {
      // The agent skips a pattern that .NET cannot read; JavaScript reads fewer.
      return false;
    }
  });
}

/** A proxy that is configured and cannot be used: going around it would be a surprise. */
export function proxyFault(environment: AgentEnvironment): string | undefined {
  const isSet = readVariable(environment, 'agent.proxyurl') !== undefined;
  return isSet && !readProxy(environment)
    ? `The agent's proxy (config --proxyurl) is not an http or https address; the task can use no other kind.`
    : undefined;
}

function readProxy(environment: AgentEnvironment): Proxy | undefined {
  const text = readVariable(environment, 'agent.proxyurl');
  const address = text && parseAddress(text.includes('://') ? text : `http://${text}`);
  if (!address) return undefined;
  const userName = readVariable(environment, 'agent.proxyusername');
  const password = readSecretVariable(environment, 'agent.proxypassword');
  return {
    url: address.href,
    ...(userName && { userName }),
    ...(password && { password }),
    bypass: parseBypassList(readVariable(environment, 'agent.proxybypasslist')),
  };
}

function parseBypassList(text: string | undefined): string[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list)
      ? list.filter((entry): entry is string => typeof entry === 'string' && entry !== '')
      : [];
  } catch {
    return [];
  }
}

function readClientCertificate(environment: AgentEnvironment): ClientCertificate | undefined {
  const certificateFile = readVariable(environment, 'agent.clientcert');
  const keyFile = readVariable(environment, 'agent.clientcertkey');
  const archiveFile = readVariable(environment, 'agent.clientcertarchive');
  const password = readSecretVariable(environment, 'agent.clientcertpassword');
  if (!certificateFile && !archiveFile) return undefined;
  return {
    ...(certificateFile && { certificateFile }),
    ...(keyFile && { keyFile }),
    ...(archiveFile && { archiveFile }),
    ...(password && { password }),
  };
}
