/**
 * Where a credential is asked about: an organization of Azure DevOps Services, or a collection of an Azure DevOps
 * Server. `url` has no trailing slash; it is the base of every request (token-api 1.1).
 */
export type Organization =
  { kind: 'services'; name: string; url: string } | { kind: 'server'; name: string; url: string };

/** A DNS label: checked before a name reaches a URL. */
const ORGANIZATION_NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** The organization of Azure DevOps Services of that name, if it can be one. */
export function organizationNamed(name: string): Organization | undefined {
  return ORGANIZATION_NAME.test(name)
    ? { kind: 'services', name, url: `https://dev.azure.com/${name}` }
    : undefined;
}

/**
 * The organization that an address of Azure DevOps Services belongs to, on any of its hosts: `dev.azure.com/x`,
 * `vssps.dev.azure.com/x`, `pkgs.dev.azure.com/x/_packaging/…`, `x.visualstudio.com`, `x.pkgs.visualstudio.com/…`.
 * Of addresses of the old form the old host is kept: a firewall may allow no other.
 */
export function servicesOrganization(address: URL): Organization | undefined {
  const host = address.hostname.toLowerCase();
  if (host === 'dev.azure.com' || host.endsWith('.dev.azure.com')) {
    return organizationNamed(decoded(address.pathname.split('/')[1] ?? ''));
  }
  const [, name = '', service] = /^([a-z0-9-]+)(?:\.([a-z0-9-]+))?\.visualstudio\.com$/.exec(host) ?? [];
  const isService = [name, service ?? ''].some((label) => NOT_ORGANIZATIONS.test(label));
  const isOrganization =
    service === undefined ? !isService && !SERVICES.includes(name) : SERVICES.includes(service);
  return ORGANIZATION_NAME.test(name) && isOrganization && !isService
    ? { kind: 'services', name, url: `https://${name}.visualstudio.com` }
    : undefined;
}

/** Whether an address is on a host of Azure DevOps Services, with or without an organization in it. */
export function isServicesHost(address: URL): boolean {
  const host = address.hostname.toLowerCase();
  return ['dev.azure.com', 'visualstudio.com'].some(
    (domain) => host === domain || host.endsWith(`.${domain}`),
  );
}

/** Services that organizations have below their old names: `fabrikam.pkgs.visualstudio.com`. */
const SERVICES = ['feeds', 'pkgs', 'vsrm', 'vssps', 'vsblob', 'artifacts', 'almsearch', 'extmgmt'];

/** First labels below visualstudio.com that belong to the service, not to an organization. */
const NOT_ORGANIZATIONS = /^(app|marketplace|management|status|www|(sps|tfs)prod\w*)$/;

/**
 * The Server collection at an address: everything up to a part that is the server's own (`_apis`, `_packaging`,
 * `_git`). Undefined where nothing is left that could name a collection.
 */
export function serverCollection(address: URL): Organization | undefined {
  const parts = address.pathname.split('/').filter(Boolean);
  const own = parts.findIndex((part) => part.startsWith('_'));
  const path = own === -1 ? parts : parts.slice(0, own);
  const name = path.at(-1);
  // The URL ends up in messages and in an output, where a `$(macro)` would be expanded by a later step.
  return name === undefined || !path.every((part) => /^[\w.~%+-]+$/.test(part))
    ? undefined
    : { kind: 'server', name: decoded(name), url: `${address.origin}/${path.join('/')}` };
}

/** An absolute http(s) address, without what a user name and password in it would give away. */
export function parseAddress(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const address = new URL(text);
  address.username = '';
  address.password = '';
  return address;
}

/**
 * The hosts that may receive a credential which is meant for this organization; nothing that a server answers or an
 * input says adds to them (token-api 0.5, finding 9).
 */
export function isOwnAddress(organization: Organization, address: URL): boolean {
  if (organization.kind === 'server') return address.origin === new URL(organization.url).origin;
  return (
    address.protocol === 'https:' &&
    address.port === '' &&
    ['dev.azure.com', 'vssps.dev.azure.com', `${organization.name.toLowerCase()}.visualstudio.com`].includes(
      address.hostname,
    )
  );
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
