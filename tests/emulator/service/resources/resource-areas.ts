import { json, type HttpResponse } from '../message';
import { type Call, type Resource } from '../resource';
import { RESOURCE_AREAS, SPS, type ResourceArea } from './areas';

export const resourceAreas: Resource = {
  id: 'e81700f7-3be2-46de-8624-2eb35882fcaa',
  area: 'Location',
  resourceName: 'ResourceAreas',
  routeTemplate: '_apis/{resource}/{areaId}',
  resourceVersion: 1,
  minVersion: '3.2',
  releasedVersion: '0.0',
  scopes: 'any',
  anonymous: true,
  faces: ['main', 'identity', 'deployment'],
  get: answer,
};

function answer({ host, route }: Call): HttpResponse {
  const served = host?.deployment === 'hosted' ? RESOURCE_AREAS.filter(({ id }) => id !== SPS) : [];
  const shown = served.map((area) => shape(area, host?.name ?? ''));
  if (route.areaId !== undefined) {
    return json(200, shown.find(({ id }) => id === route.areaId?.toLowerCase()) ?? null);
  }
  // A Server has none, and says so with a null where clients expect a list (token-api.md 1.2).
  return json(200, shown.length === 0 ? { count: 0, value: null } : { count: shown.length, value: shown });
}

function shape(area: ResourceArea, organization: string): { id: string; name: string; locationUrl: string } {
  return { id: area.id, name: area.name, locationUrl: area.locationUrl(organization) };
}
