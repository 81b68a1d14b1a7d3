import { faceOf, type Resource, type ServedPlace } from '../resource';
import { connectionData } from './connection-data';
import { profiles } from './profiles';
import { projects } from './projects';
import { repositories } from './repositories';
import { resourceAreas } from './resource-areas';
import { serviceDefinitions } from './service-definitions';
import { tasks } from './tasks';

/** What a face of the service offers. A function, as these modules know one another. */
export function resourcesOn(place: ServedPlace): Resource[] {
  const all = [connectionData, resourceAreas, serviceDefinitions, projects, repositories, tasks, profiles];
  return all.filter((resource) => resource.faces.includes(faceOf(place)));
}
