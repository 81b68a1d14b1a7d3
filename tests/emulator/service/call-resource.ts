import { allows } from '../world/scopes';
import { versionFault } from './api-version';
import { type Authentication } from './authenticate';
import { improper } from './errors';
import { type HttpResponse } from './message';
import { doorOf, serverVersion, type Call, type Resource } from './resource';
import { anonymousRefusal, emptyRefusal, refusal, serverRefusal } from './refusal';

type BareCall = Omit<Call, 'caller' | 'host'>;

/** Credential, scope, version and method are looked at in this order before a resource is asked. */
export function callResource(call: BareCall, resource: Resource, who: Authentication): HttpResponse {
  const { place, request } = call;
  const host = place.kind === 'host' ? place.host : undefined;
  if (who.kind === 'refused') {
    return refusal(doorOf(place), request, who.reason);
  }
  if (who.kind === 'anonymous' && !resource.anonymous) {
    return anonymousRefusal();
  }
  const caller = who.kind === 'caller' ? who : undefined;
  const scopes = scopesOf(resource, host?.switches.connectionDataScope ?? 'any');
  if (caller && scopes !== 'any' && !allows(caller.scope, scopes)) {
    // Measured: lacking a scope reads exactly as revoked does.
    return host?.deployment === 'onPremises' ? serverRefusal(request.url) : emptyRefusal();
  }
  const isLenient =
    resource.resourceName === 'ConnectionData' && host?.switches.plainConnectionDataVersion === 'accepted';
  const fault = isLenient ? undefined : versionFault(request, resource, serverVersion(place));
  if (fault) {
    return fault;
  }
  if (!['GET', 'HEAD'].includes(request.method)) {
    return improper(405, `The requested resource does not support http method '${request.method}'.`);
  }
  return resource.get({ ...call, caller, host });
}

function scopesOf(resource: Resource, connectionDataScope: 'any' | 'vso.profile'): Resource['scopes'] {
  const narrowed = resource.resourceName === 'ConnectionData' && connectionDataScope === 'vso.profile';
  return narrowed ? ['vso.profile'] : resource.scopes;
}
