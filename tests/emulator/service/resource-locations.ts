import { json, type HttpResponse } from './message';
import { serverVersion, type ServedPlace } from './resource';
import { resourcesOn } from './resources/all';

/**
 * `OPTIONS _apis` and `OPTIONS _apis/{area}`, from which clients learn routes and versions (token-api.md
 * 1.5).
 */
export function resourceLocations(place: ServedPlace): HttpResponse {
  const area = /^_apis\/(\w+)/i.exec(place.path)?.[1]?.toLowerCase();
  const value = resourcesOn(place)
    .filter((resource) => area === undefined || resource.area.toLowerCase() === area)
    .map((resource) => ({
      id: resource.id,
      area: resource.area,
      resourceName: resource.resourceName,
      routeTemplate: resource.routeTemplate,
      resourceVersion: resource.resourceVersion,
      minVersion: resource.minVersion,
      maxVersion: serverVersion(place),
      releasedVersion: resource.releasedVersion,
    }));
  return json(200, { value, count: value.length });
}
