import { type Project, type Repository } from '../../world/model';
import { wrapped } from '../errors';
import { json, type HttpResponse } from '../message';
import { type Call, type Resource } from '../resource';
import { isDenied, visibleProjects } from '../visibility';
import { findProject, projectNotFound, projectReference } from './projects';

export const repositories: Resource = {
  id: '225f7195-f9c7-4d14-ab28-a83f7ff77e1f',
  area: 'git',
  resourceName: 'repositories',
  routeTemplate: '{project}/_apis/{area}/{resource}/{repositoryId}',
  resourceVersion: 2,
  minVersion: '1.0',
  releasedVersion: '7.1',
  scopes: ['vso.code'],
  anonymous: true,
  faces: ['main'],
  get: answer,
};

const GIT = 'Microsoft.TeamFoundation.Git.Server';

function answer(call: Call): HttpResponse {
  const { host, caller, route, place } = call;
  const project = route.project === undefined ? undefined : findProject(host, caller, route.project);
  if (route.project !== undefined && !project) {
    return projectNotFound(route.project);
  }
  const known = (project ? [project] : visibleProjects(host, caller)).flatMap((owner) =>
    owner.repositories.map((repository) => ({ owner, repository })),
  );
  if (route.repositoryId !== undefined) {
    return one(call, known, route.repositoryId);
  }
  const readable = known.filter(({ repository }) => mayRead(call, repository));
  const value = readable.map(({ owner, repository }) => shape(owner, repository, place.baseUrl));
  return json(200, { value, count: value.length });
}

function one(
  call: Call,
  known: { owner: Project; repository: Repository }[],
  nameOrId: string,
): HttpResponse {
  const wanted = nameOrId.toLowerCase();
  const found = known.find(({ repository: { id, name } }) => id === wanted || name.toLowerCase() === wanted);
  if (!found) {
    return wrapped(404, {
      message: repositoryNotFound(nameOrId),
      typeName: `${GIT}.GitRepositoryNotFoundException, ${GIT}`,
    });
  }
  if (!mayRead(call, found.repository)) {
    return wrapped(403, {
      message: needsPermission('GenericRead', call.caller?.user.displayName ?? ''),
      typeName: `${GIT}.GitNeedsPermissionException, ${GIT}`,
    });
  }
  return json(200, shape(found.owner, found.repository, call.place.baseUrl));
}

export function repositoryNotFound(nameOrId: string): string {
  return (
    `TF401019: The Git repository with name or identifier ${nameOrId} does not exist or you do not have ` +
    'permissions for the operation you are attempting.'
  );
}

export function needsPermission(permission: string, identity: string): string {
  return (
    `TF401027: You need the Git '${permission}' permission to perform this action. ` +
    `Details: identity '${identity}', scope 'repository'.`
  );
}

function mayRead({ host, caller }: Call, repository: Repository): boolean {
  return !caller || !isDenied(host, caller.user, 'GenericRead', repository.id);
}

function shape(project: Project, repository: Repository, baseUrl: string): object {
  const web = `${baseUrl}${encodeURIComponent(project.name)}/_git/${encodeURIComponent(repository.name)}`;
  return {
    id: repository.id,
    name: repository.name,
    url: `${baseUrl}${project.id}/_apis/git/repositories/${repository.id}`,
    project: projectReference(project, baseUrl),
    defaultBranch: 'refs/heads/main',
    size: 728,
    remoteUrl: web,
    webUrl: web,
    isDisabled: false,
    isInMaintenance: false,
  };
}
