import { type Host, type Project, type Repository } from '../world/model';
import { type World } from '../world/world';
import { placeOf } from '../service/place';

/** A request of git's smart HTTP protocol. */
export interface GitRequest {
  host: Host;
  project: Project | undefined;
  repository: Repository | undefined;
  /** As the URL spells it. */
  repositoryName: string;
  /** What git asks of the repository, such as `/info/refs`. */
  action: string;
  push: boolean;
}

const PATH = /^(?:([^/]+)\/)?_git\/([^/]+)(\/info\/refs|\/git-upload-pack|\/git-receive-pack)$/i;

/**
 * The git request of a URL; undefined if it is something else. Without a project, the repository's name is
 * its own.
 */
export function gitRequestOf(world: World, url: URL): GitRequest | undefined {
  const place = placeOf(world, url);
  const [matched, projectName, repositoryName = '', action = ''] =
    place.kind === 'host' ? (PATH.exec(place.path) ?? []) : [];
  if (matched === undefined || place.kind !== 'host') {
    return undefined;
  }
  const name = decodeURIComponent(repositoryName);
  const project = named(place.host.projects, decodeURIComponent(projectName ?? repositoryName));
  return {
    host: place.host,
    project,
    repository: project && named(project.repositories, name),
    repositoryName: name,
    action,
    push: action.endsWith('receive-pack') || url.searchParams.get('service') === 'git-receive-pack',
  };
}

function named<T extends { id: string; name: string }>(all: T[], nameOrId: string): T | undefined {
  const wanted = nameOrId.toLowerCase();
  return all.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
}
