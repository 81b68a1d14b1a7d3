import { wrapped } from '../errors';
import { json, type HttpResponse } from '../message';
import { type Call, type Resource } from '../resource';

/** At deployment level only a token for all organizations is good: the classic probe for one. */
export const profiles: Resource = {
  id: 'f83735dc-483f-4238-a291-d45f6080a9af',
  area: 'Profile',
  resourceName: 'Profiles',
  routeTemplate: '_apis/{area}/{resource}/{id}',
  resourceVersion: 3,
  minVersion: '1.0',
  releasedVersion: '7.1',
  scopes: ['vso.profile'],
  anonymous: false,
  faces: ['identity', 'deployment'],
  get: answer,
};

const PROFILE = 'Microsoft.VisualStudio.Services.Profile';

function answer({ caller, route }: Call): HttpResponse {
  const isOwn = caller && ['me', caller.user.id].includes(route.id?.toLowerCase() ?? '');
  if (!isOwn) {
    return wrapped(404, {
      message: `The requested profile '${route.id ?? ''}' does not exist.`,
      typeName: `${PROFILE}.ProfileDoesNotExistException, ${PROFILE}`,
    });
  }
  const { id, displayName, account } = caller.user;
  return json(200, {
    displayName,
    publicAlias: id,
    emailAddress: account,
    coreRevision: 1,
    timeStamp: '2026-01-05T09:00:00.0000000+00:00',
    id,
    revision: 1,
  });
}
