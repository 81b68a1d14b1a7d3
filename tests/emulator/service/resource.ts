import { type Host } from '../world/model';
import { type World } from '../world/world';
import { type Caller, type Door } from './authenticate';
import { type HttpRequest, type HttpResponse } from './message';
import { type Place } from './place';

/** A place that is served; one that is missing is answered before any resource is looked for. */
export type ServedPlace = Exclude<Place, { kind: 'missing' }>;

/** One call of a resource, by somebody who may make it. */
export interface Call {
  world: World;
  place: ServedPlace;
  /** Undefined at deployment level. */
  host: Host | undefined;
  request: HttpRequest;
  /** Undefined: anonymous, where a project is public. */
  caller: Caller | undefined;
  /** What the route template captured, decoded. */
  route: Partial<Record<string, string>>;
}

/** A resource of the REST API, as `OPTIONS _apis` lists it and as it is answered. */
export interface Resource {
  id: string;
  area: string;
  resourceName: string;
  routeTemplate: string;
  resourceVersion: number;
  minVersion: string;
  /** `0.0` for one that never left preview. */
  releasedVersion: string;
  /** Scopes of which a token needs one; `any`: every valid token will do. */
  scopes: 'any' | readonly string[];
  /** Whether a caller without a good credential is let in where a project is public. */
  anonymous: boolean;
  /** Which faces of the service have it. */
  faces: readonly Face[];
  get(call: Call): HttpResponse;
}

export type Face = 'main' | 'identity' | 'deployment';

export function doorOf(place: ServedPlace): Door {
  if (place.kind === 'host') {
    return place.host;
  }
  return place.service === 'server' ? 'server' : 'services';
}

/** The newest API version of a deployment: Services is ahead of Server. */
export function serverVersion(place: ServedPlace): string {
  const onPremises =
    place.kind === 'host' ? place.host.deployment === 'onPremises' : place.service === 'server';
  return onPremises ? '7.1' : '7.2';
}

export function faceOf(place: ServedPlace): Face {
  return place.kind === 'deployment' ? 'deployment' : place.service;
}
