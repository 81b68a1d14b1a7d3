import { type World } from '../world/world';
import { wrapped } from './errors';
import { html, type HttpResponse } from './message';
import { type Place } from './place';

/** An organization or collection that does not exist. */
export function missing(world: World, place: Extract<Place, { kind: 'missing' }>): HttpResponse {
  if (place.deployment === 'hosted' && world.missingOrganization === 'json404') {
    const name = 'Microsoft.TeamFoundation.Framework.Server';
    return wrapped(404, {
      message: `The organization '${place.name}' does not exist.`,
      typeName: `${name}.HostDoesNotExistException, ${name}`,
    });
  }
  return notFoundPage();
}

export function notFoundPage(): HttpResponse {
  return html(
    404,
    '<!DOCTYPE html>\r\n<html><head><title>404 - The resource cannot be found.</title></head>\r\n' +
      '<body><h1>404</h1><p>The resource cannot be found.</p></body></html>\r\n',
  );
}

export function noSuchPath({ pathname }: URL): HttpResponse {
  return wrapped(404, {
    message: `The controller for path '${pathname}' was not found or does not implement IController.`,
    typeName: 'System.Web.HttpException, System.Web',
    eventId: 0,
  });
}
