import { type Agent } from 'node:http';
import { type RequestOptions } from 'node:https';
import { type SecureContext } from 'node:tls';
import { bypassesProxy, type NetworkSettings, type Proxy } from '../../network-settings.js';
import { type Organization } from '../../organization.js';
import { createContext, type Trust } from './secure-context.js';

/** How requests to one address travel. */
export interface Transport {
  /** URL of the proxy that is used, if one is. */
  proxy?: string;
  options: RequestOptions & { secureContext?: SecureContext };
}

/** `signal` closes connections that a proxy leaves hanging, which destroying the request does not reach. */
export async function openTransport(
  address: URL,
  organization: Organization,
  settings: NetworkSettings,
  trust: Trust,
  signal: AbortSignal,
): Promise<Transport> {
  const tls = address.protocol === 'https:' ? await tlsOptions(organization, settings, trust) : {};
  const { proxy } = settings;
  if (!proxy || bypassesProxy(proxy, address)) return { options: tls };
  return { proxy: proxy.url, options: { ...tls, agent: await proxyAgent(address, proxy, settings, signal) } };
}

/**
 * Certificate validation is skipped only towards a Server, the one place where an administrator may have no
 * certificate that can be validated; Azure DevOps Services has one.
 */
async function tlsOptions(
  { kind }: Organization,
  settings: NetworkSettings,
  trust: Trust,
): Promise<Transport['options']> {
  return {
    secureContext: await createContext(settings, trust),
    // Always said: left out, a job that sets NODE_TLS_REJECT_UNAUTHORIZED decides.
    rejectUnauthorized: !(settings.skipCertificateValidation && kind === 'server'),
  };
}

// Loaded only where the agent has a proxy: most have none, and a job pays for what is loaded.
async function proxyAgent(
  address: URL,
  { url, userName, password }: Proxy,
  settings: NetworkSettings,
  signal: AbortSignal,
): Promise<Agent> {
  // In a header and not in the URL: the agents print their URL when DEBUG is set.
  const headers: Record<string, string> = userName
    ? { 'Proxy-Authorization': `Basic ${base64(`${userName}:${password?.reveal() ?? ''}`)}` }
    : {};
  const secure = url.startsWith('https:') && {
    secureContext: await createContext(settings, 'both'),
    rejectUnauthorized: true,
  };
  const options = { headers, signal, ...secure };
  if (address.protocol === 'https:') {
    const { HttpsProxyAgent } = await import('https-proxy-agent');
    return new HttpsProxyAgent(url, options);
  }
  const { HttpProxyAgent } = await import('http-proxy-agent');
  return new HttpProxyAgent(url, options);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
