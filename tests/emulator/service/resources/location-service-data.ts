import { serverVersion, type Call } from '../resource';
import { resourcesOn } from './all';
import { RESOURCE_AREAS, SPS } from './areas';

const HOSTED_OWNER = '00025394-6065-48ca-87d9-7f5672854ef7';
const SERVER_OWNER = '87966eaa-cb2a-443f-be3c-47bd3b5bf3cb';
const MAPPING = 'PublicAccessMapping';
/** The location service's own version; a client that has seen it already is told nothing new. */
const LAST_CHANGE_ID = 62_693_399;

/** Where what is; the long form only for `connectOptions=1`, which Microsoft's .NET client asks first. */
export function locationServiceData(call: Call): object {
  const data = {
    serviceOwner: ownerOf(call),
    defaultAccessMappingMoniker: MAPPING,
    lastChangeId: LAST_CHANGE_ID,
    lastChangeId64: LAST_CHANGE_ID,
  };
  if (!asksForServices(call)) {
    return data;
  }
  const seen = Number(call.request.url.searchParams.get('lastChangeId64') ?? -1);
  return {
    ...data,
    clientCacheFresh: seen >= LAST_CHANGE_ID,
    clientCacheTimeToLive: 3600,
    ...(seen < LAST_CHANGE_ID && {
      accessMappings: accessMappings(call),
      serviceDefinitions: services(call),
    }),
  };
}

/** The definition that says where an area, or the identity service, is found. */
export function serviceDefinition(call: Call, identifier: string): object | undefined {
  const area = RESOURCE_AREAS.find(({ id }) => id === identifier.toLowerCase());
  if (!area || call.host?.deployment !== 'hosted') {
    return undefined;
  }
  return {
    serviceType: 'LocationService2',
    identifier: area.id,
    displayName: area.id === SPS ? 'SPS Location Service' : area.name,
    relativeToSetting: 'fullyQualified',
    serviceOwner: ownerOf(call),
    locationMappings: [{ accessMappingMoniker: MAPPING, location: area.locationUrl(call.host.name) }],
    toolId: 'Framework',
    status: 'active',
    inheritLevel: 'none',
  };
}

function asksForServices({ request }: Call): boolean {
  const options = request.url.searchParams.get('connectOptions') ?? '';
  return /includeservices/i.test(options) || (Number(options) & 1) === 1;
}

function ownerOf({ host, place }: Call): string {
  if (host?.deployment === 'onPremises' || place.service === 'server') {
    return SERVER_OWNER;
  }
  return place.service === 'identity' ? SPS : HOSTED_OWNER;
}

function accessMappings(call: Call): object[] {
  return [
    {
      displayName: 'Public Access Mapping',
      moniker: MAPPING,
      accessPoint: call.place.baseUrl,
      serviceOwner: ownerOf(call),
      virtualDirectory: '',
    },
  ];
}

/** Where the other services are, then each resource of this one. */
function services(call: Call): object[] {
  const elsewhere = RESOURCE_AREAS.flatMap(({ id }) => serviceDefinition(call, id) ?? []);
  const here = resourcesOn(call.place).map((resource) => ({
    serviceType: resource.area,
    identifier: resource.id,
    displayName: resource.resourceName,
    relativeToSetting: 'context',
    relativePath: `/${resource.routeTemplate}`,
    serviceOwner: ownerOf(call),
    toolId: resource.area,
    resourceVersion: resource.resourceVersion,
    minVersion: resource.minVersion,
    maxVersion: serverVersion(call.place),
    releasedVersion: resource.releasedVersion,
  }));
  return [...elsewhere, ...here];
}
