import { type World } from '../world/world';
import { credentialOf } from '../service/credential';
import { type HttpRequest } from '../service/message';

/** A request as it came in; never with a secret in it. */
export interface RequestRecord {
  method: string;
  host: string;
  path: string;
  credential: 'none' | 'pat' | 'bearer' | 'malformed';
  /** Of the PAT that was used, if there is such a PAT. */
  authorizationId: string | undefined;
  /** Undefined while there is no answer, and for ever if a fault took it. */
  status: number | undefined;
}

export function recordOf(world: World, { method, url, headers }: HttpRequest): RequestRecord {
  const credential = credentialOf(headers.authorization);
  return {
    method,
    host: url.host,
    path: url.pathname,
    credential: credential.kind === 'notCanonical' ? 'malformed' : credential.kind,
    authorizationId:
      credential.kind === 'pat' ? world.pats.get(credential.secret)?.authorizationId : undefined,
    status: undefined,
  };
}
