import { type Host } from '../world/model';
import { type World } from '../world/world';

/** Which face of the service a URL belongs to. `path` is what follows the base, without a leading slash. */
export type Place =
  | { kind: 'host'; host: Host; service: 'main' | 'identity'; baseUrl: string; path: string }
  | { kind: 'deployment'; service: 'main' | 'identity' | 'server'; baseUrl: string; path: string }
  | { kind: 'missing'; deployment: Host['deployment']; service: 'main' | 'identity'; name: string };

type Service = 'main' | 'identity';

/** The hosts of Azure DevOps Services that the emulator answers for (token-api.md 1.1). */
export function isHostedName(hostname: string): boolean {
  return (
    hostname === 'dev.azure.com' ||
    hostname === 'vssps.dev.azure.com' ||
    /^[\w-]+(\.vssps)?\.visualstudio\.com$/.test(hostname)
  );
}

export function placeOf(world: World, url: URL): Place {
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const hostname = url.hostname.toLowerCase();
  if (!isHostedName(hostname)) {
    return serverPlace(world, url.origin, segments);
  }
  if (hostname === 'dev.azure.com' || hostname === 'vssps.dev.azure.com') {
    return organizationInPath(
      world,
      url.origin,
      hostname === 'dev.azure.com' ? 'main' : 'identity',
      segments,
    );
  }
  return organizationInName(world, url.origin, hostname, segments);
}

function organizationInPath(world: World, origin: string, service: Service, segments: string[]): Place {
  const [name, ...rest] = segments;
  if (name === undefined || name.startsWith('_')) {
    return { kind: 'deployment', service, baseUrl: `${origin}/`, path: segments.join('/') };
  }
  return hostedPlace(world, service, name, `${origin}/${name}/`, rest);
}

/**
 * `{org}.visualstudio.com`, `{org}.vssps.visualstudio.com`, and `app.vssps.visualstudio.com` of no
 * organization.
 */
function organizationInName(world: World, origin: string, hostname: string, segments: string[]): Place {
  const [name = '', second] = hostname.split('.');
  const service = second === 'vssps' ? 'identity' : 'main';
  if (name === 'app' && service === 'identity') {
    return { kind: 'deployment', service, baseUrl: `${origin}/`, path: segments.join('/') };
  }
  const inCollection = segments[0]?.toLowerCase() === 'defaultcollection';
  const rest = inCollection ? segments.slice(1) : segments;
  return hostedPlace(world, service, name, `${origin}/${inCollection ? 'DefaultCollection/' : ''}`, rest);
}

function hostedPlace(world: World, service: Service, name: string, baseUrl: string, rest: string[]): Place {
  const host = named(world.organizations, name);
  return host
    ? { kind: 'host', host, service, baseUrl, path: rest.join('/') }
    : { kind: 'missing', deployment: 'hosted', service, name };
}

/** `/tfs/{collection}` and `/{collection}`; above the collections is the server's own application level. */
function serverPlace(world: World, origin: string, segments: string[]): Place {
  const root = segments[0]?.toLowerCase() === 'tfs' ? `${origin}/tfs/` : `${origin}/`;
  const [name, ...rest] = root === `${origin}/` ? segments : segments.slice(1);
  if (name === undefined || name.startsWith('_')) {
    return { kind: 'deployment', service: 'server', baseUrl: root, path: [name, ...rest].join('/') };
  }
  const host = named(world.collections, name);
  return host
    ? { kind: 'host', host, service: 'main', baseUrl: `${root}${name}/`, path: rest.join('/') }
    : { kind: 'missing', deployment: 'onPremises', service: 'main', name };
}

function named(hosts: Host[], name: string): Host | undefined {
  return hosts.find((host) => host.name.toLowerCase() === decodeURIComponent(name).toLowerCase());
}
