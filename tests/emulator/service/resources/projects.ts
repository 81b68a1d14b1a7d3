import { type Host, type Project } from '../../world/model';
import { wrapped } from '../errors';
import { json, type HttpResponse } from '../message';
import { type Call, type Resource } from '../resource';
import { visibleProjects } from '../visibility';

export const projects: Resource = {
  id: '603fe2ac-9723-48b9-88ad-09305aa6c6e1',
  area: 'core',
  resourceName: 'projects',
  routeTemplate: '_apis/{resource}/{*projectId}',
  resourceVersion: 4,
  minVersion: '1.0',
  releasedVersion: '7.1',
  scopes: ['vso.project'],
  anonymous: true,
  faces: ['main'],
  get: (call) => (call.route.projectId === undefined ? list(call) : one(call, call.route.projectId)),
};

const CORE = 'Microsoft.TeamFoundation.Core.WebApi';
const PAGE = 100;

/** The answer to a project that is not there or that the caller may not see: the two cannot be told apart. */
export function projectNotFound(nameOrId: string): HttpResponse {
  if (/^[0-9a-f-]{36}$/i.test(nameOrId)) {
    const uri = `vstfs:///Classification/TeamProject/${nameOrId}`;
    return wrapped(404, {
      message: `VS800075: The project with id '${uri}' does not exist, or you do not have permission to access it.`,
      typeName: `${CORE}.ProjectDoesNotExistException, ${CORE}`,
    });
  }
  return wrapped(404, {
    message:
      `TF200016: The following project does not exist: ${nameOrId}. Verify that the name of the project is correct ` +
      'and that the project exists on the specified Azure DevOps Server.',
    typeName: `${CORE}.ProjectDoesNotExistWithNameException, ${CORE}`,
  });
}

export function projectReference(project: Project, baseUrl: string): object {
  return {
    id: project.id,
    name: project.name,
    url: `${baseUrl}_apis/projects/${project.id}`,
    state: 'wellFormed',
    revision: 11,
    visibility: project.visibility,
    lastUpdateTime: '2026-01-05T09:00:00.000Z',
  };
}

function list({ host, caller, request, place }: Call): HttpResponse {
  const query = request.url.searchParams;
  const all = visibleProjects(host, caller);
  const from = Number(query.get('continuationToken') ?? query.get('$skip') ?? 0);
  const until = from + Number(query.get('$top') ?? PAGE);
  const page = all.slice(from, until);
  const headers = until < all.length ? { 'X-MS-ContinuationToken': String(until) } : {};
  return json(
    200,
    { count: page.length, value: page.map((project) => projectReference(project, place.baseUrl)) },
    headers,
  );
}

function one({ host, caller, place }: Call, nameOrId: string): HttpResponse {
  const project = findProject(host, caller, nameOrId);
  if (!project) {
    return projectNotFound(nameOrId);
  }
  const url = `${place.baseUrl}_apis/projects/${project.id}`;
  return json(200, {
    ...projectReference(project, place.baseUrl),
    _links: { self: { href: url }, web: { href: `${place.baseUrl}${encodeURIComponent(project.name)}` } },
    defaultTeam: { id: project.id, name: `${project.name} Team`, url: `${url}/teams/${project.id}` },
  });
}

export function findProject(
  host: Host | undefined,
  caller: Call['caller'],
  nameOrId: string,
): Project | undefined {
  const wanted = nameOrId.toLowerCase();
  return visibleProjects(host, caller).find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
}
