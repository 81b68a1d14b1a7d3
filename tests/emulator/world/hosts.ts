import { randomUUID } from 'node:crypto';
import { DEFAULT_TENANT, type Host, type Project } from './model';
import { DEFAULT_SWITCHES, type Switches } from './switches';

/** The host of that name in a list, added with a project `Web` if it is not there. */
export function hostIn(
  hosts: Host[],
  deployment: Host['deployment'],
  name: string,
  switches: Partial<Switches>,
): Host {
  const known = hosts.find((host) => host.name.toLowerCase() === name.toLowerCase());
  const found = known ?? newHost(deployment, name);
  Object.assign(found.switches, switches);
  if (!known) {
    hosts.push(found);
  }
  return found;
}

/** A project with one repository of its name, or with the repositories named. */
export function addProject(
  host: Host,
  name: string,
  visibility: Project['visibility'] = 'private',
  repositories: string[] = [name],
): Project {
  const project: Project = {
    id: randomUUID(),
    name,
    visibility,
    repositories: repositories.map((repository) => ({ id: randomUUID(), name: repository })),
  };
  host.projects.push(project);
  return project;
}

function newHost(deployment: Host['deployment'], name: string): Host {
  const host: Host = {
    deployment,
    id: randomUUID(),
    name,
    tenantId: DEFAULT_TENANT,
    projects: [],
    denials: [],
    switches: { ...DEFAULT_SWITCHES },
  };
  addProject(host, 'Web');
  return host;
}
