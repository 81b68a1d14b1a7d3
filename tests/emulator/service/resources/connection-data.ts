import { type Caller } from '../authenticate';
import { json, type HttpResponse } from '../message';
import { type Call, type Resource } from '../resource';
import { anonymousIdentity, identityOf } from './identity';
import { locationServiceData } from './location-service-data';

export const connectionData: Resource = {
  id: '00d9565f-ed9c-4a06-9a50-00e7896ccab4',
  area: 'Location',
  resourceName: 'ConnectionData',
  routeTemplate: '_apis/{resource}',
  resourceVersion: 1,
  minVersion: '1.0',
  releasedVersion: '0.0',
  scopes: 'any',
  anonymous: true,
  faces: ['main', 'identity', 'deployment'],
  get: answer,
};

/** The ids of the deployments themselves; of no meaning to a client but to be the same each time. */
const HOSTED_DEPLOYMENT = '1f18445b-609a-43c1-8ae2-521b74b4c11d';
const SERVER_DEPLOYMENT = '2b0c7f6e-58d4-4f5b-9c3e-0d9a4f1b6c77';

function answer(call: Call): HttpResponse {
  const onPremises = isOnPremises(call);
  const deploymentId = onPremises ? SERVER_DEPLOYMENT : HOSTED_DEPLOYMENT;
  const identity = userOf(call.caller, onPremises);
  return json(200, {
    authenticatedUser: identity,
    authorizedUser: identity,
    instanceId: call.host?.id ?? deploymentId,
    deploymentId,
    deploymentType: onPremises ? 'onPremises' : 'hosted',
    locationServiceData: locationServiceData(call),
  });
}

function isOnPremises({ host, place }: Call): boolean {
  return host?.deployment === 'onPremises' || place.service === 'server';
}

function userOf(caller: Caller | undefined, onPremises: boolean): object {
  return caller ? identityOf(caller.user, onPremises) : anonymousIdentity();
}
