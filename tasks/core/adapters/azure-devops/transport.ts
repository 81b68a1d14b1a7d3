import { readFileSync } from 'node:fs';
import { type Agent, type RequestOptions } from 'node:http';
import { type SecureContextOptions } from 'node:tls';
import { TaskError } from '../../errors.js';
import { bypassesProxy, type NetworkSettings, type Proxy } from '../../network-settings.js';
import { type Organization } from '../../organization.js';

/** How requests to one address travel. */
export interface Transport {
  /** URL of the proxy that is used, if one is. */
  proxy?: string;
  options: RequestOptions & SecureContextOptions & { rejectUnauthorized?: boolean };
}

/** `signal` closes connections that a proxy leaves hanging, which destroying the request does not reach. */
export async function openTransport(
  address: URL,
  organization: Organization,
  settings: NetworkSettings,
  signal: AbortSignal,
): Promise<Transport> {
  const tls = address.protocol === 'https:' ? await tlsOptions(organization, settings) : {};
  const { proxy } = settings;
  if (!proxy || bypassesProxy(proxy, address)) return { options: tls };
  return { proxy: proxy.url, options: { ...tls, agent: await proxyAgent(address, proxy, tls, signal) } };
}

/**
 * Trust as the agent was configured. Certificate validation is skipped only towards a Server, the one place where an
 * administrator may have no certificate that can be validated; Azure DevOps Services has one.
 */
async function tlsOptions(
  organization: Organization,
  settings: NetworkSettings,
): Promise<Transport['options']> {
  const { caFile, clientCertificate: client, skipCertificateValidation } = settings;
  const passphrase = client?.password?.reveal();
  return {
    ...(caFile && { ca: await trustedWith(caFile) }),
    ...(client?.certificateFile && { cert: readCertificate(client.certificateFile, 'client certificate') }),
    ...(client?.keyFile && { key: readCertificate(client.keyFile, 'client certificate key') }),
    ...(client?.archiveFile &&
      !client.certificateFile && { pfx: readFile(client.archiveFile, 'client certificate archive') }),
    ...(passphrase && { passphrase }),
    ...(skipCertificateValidation && organization.kind === 'server' && { rejectUnauthorized: false }),
  };
}

// Loaded only where the agent has a proxy: most have none, and a job pays for what is loaded.
async function proxyAgent(
  address: URL,
  { url, userName, password }: Proxy,
  { ca }: SecureContextOptions,
  signal: AbortSignal,
): Promise<Agent> {
  // In a header and not in the URL: the agents print their URL when DEBUG is set.
  const headers: Record<string, string> = userName
    ? { 'Proxy-Authorization': `Basic ${base64(`${userName}:${password?.reveal() ?? ''}`)}` }
    : {};
  const options = { headers, signal, ...(ca && { ca }) };
  if (address.protocol === 'https:') {
    const { HttpsProxyAgent } = await import('https-proxy-agent');
    return new HttpsProxyAgent(url, options);
  }
  const { HttpProxyAgent } = await import('http-proxy-agent');
  return new HttpProxyAgent(url, options);
}

/** Node's own roots and those of the file. Node has no way to add to its roots but naming them all. */
async function trustedWith(caFile: string): Promise<string[]> {
  const own = readCertificate(caFile, 'certificate authority file');
  const { rootCertificates } = await import('node:tls');
  return [...rootCertificates, own];
}

function readCertificate(file: string, what: string): string {
  return readFile(file, what).toString('utf8');
}

function readFile(file: string, what: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    throw new TaskError('certificateUnreadable', { phase: what, code }, { cause });
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
