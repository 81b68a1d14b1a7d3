import { json } from '../message';
import { type Resource } from '../resource';
import { serviceDefinition } from './location-service-data';

export const serviceDefinitions: Resource = {
  id: 'd810a47d-f4f4-4a62-a03f-fa1860585c4c',
  area: 'Location',
  resourceName: 'ServiceDefinitions',
  routeTemplate: '_apis/{resource}/{serviceType}/{identifier}',
  resourceVersion: 1,
  minVersion: '1.0',
  releasedVersion: '1.0',
  scopes: 'any',
  anonymous: false,
  faces: ['main', 'identity', 'deployment'],
  get: (call) => json(200, serviceDefinition(call, call.route.identifier ?? '') ?? null),
};
