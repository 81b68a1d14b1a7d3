import { type World } from '../world/world';
import { authenticate, type Authentication } from './authenticate';
import { callResource } from './call-resource';
import { credentialOf } from './credential';
import { withServiceHeaders } from './headers';
import { html, type HttpRequest, type HttpResponse } from './message';
import { missing, noSuchPath, notFoundPage } from './missing';
import { placeOf } from './place';
import { refusal } from './refusal';
import { doorOf, type ServedPlace } from './resource';
import { resourceLocations } from './resource-locations';
import { resourcesOn } from './resources/all';
import { matchRoute } from './route';
import { isSignIn, signInPage } from './sign-in-page';

/** What the service says to a request. Pure: the sockets, the faults and git are around it. */
export function answer(world: World, request: HttpRequest): HttpResponse {
  if (isSignIn(request.url)) {
    return withServiceHeaders(signInPage(), request, undefined, undefined);
  }
  const place = placeOf(world, request.url);
  if (place.kind === 'missing') {
    return withServiceHeaders(missing(world, place), request, undefined, undefined);
  }
  const host = place.kind === 'host' ? place.host : undefined;
  const who = authenticate(world, doorOf(place), credentialOf(request.headers.authorization));
  const caller = who.kind === 'caller' ? who : undefined;
  return withServiceHeaders(answerAt(world, place, request, who), request, host, caller);
}

function answerAt(world: World, place: ServedPlace, request: HttpRequest, who: Authentication): HttpResponse {
  if (place.path === '' && place.service === 'identity') {
    // The identity service has no page of its own; clients want the headers of this answer (token-api.md 1.4).
    return notFoundPage();
  }
  const isListing = request.method === 'OPTIONS' && /^_apis(\/\w+)?\/?$/i.test(place.path);
  if (isListing && place.kind === 'host' && place.host.switches.resourceLocations === 'anonymous') {
    return resourceLocations(place);
  }
  const found = resourcesOn(place)
    .map((resource) => ({ resource, route: matchRoute(resource, place.path) }))
    .find(({ route }) => route !== undefined);
  if (found?.route && !isListing) {
    return callResource({ world, place, request, route: found.route }, found.resource, who);
  }
  if (who.kind === 'refused') {
    return refusal(doorOf(place), request, who.reason);
  }
  if (isListing) {
    return resourceLocations(place);
  }
  return place.path === ''
    ? html(200, '<!DOCTYPE html><title>Projects - Home</title>')
    : noSuchPath(request.url);
}
