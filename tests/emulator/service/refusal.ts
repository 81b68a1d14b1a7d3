import { type Host } from '../world/model';
import { type Door, type Reason } from './authenticate';
import { serviceErrorHeader, wrapped, wrappedWithMark } from './errors';
import { empty, json, type HttpRequest, type HttpResponse } from './message';
import { redirectToSignIn, signInPage } from './sign-in-page';

const FRAMEWORK = 'Microsoft.TeamFoundation.Framework.Server';
const BASIC = 'Basic realm="https://tfsprodcus14.visualstudio.com/"';
const ANONYMOUS_ID = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa';
const EXPIRED = 'Access Denied: The Personal Access Token used has expired.';

/** The answer to a credential that is no good, as token-api.md 2.4 has it, row by row. */
export function refusal(door: Door, request: HttpRequest, reason: Reason): HttpResponse {
  if (door === 'services') {
    // At deployment level a PAT of one organization gets a bare 401 (reported for profiles/me).
    return reason === 'absent' ? redirectToSignIn(request.url) : emptyRefusal();
  }
  const onPremises = door === 'server' || door.deployment === 'onPremises';
  return onPremises ? serverRefusal(request.url) : hostedRefusal(door, request, reason);
}

/** Expired, revoked and lacking a scope: byte for byte the same. */
export function emptyRefusal(): HttpResponse {
  return empty(401, { 'WWW-Authenticate': BASIC });
}

/** An anonymous caller asked for something that is not public. */
export function anonymousRefusal(): HttpResponse {
  return wrapped(401, {
    message: 'TF400813: Resource not available for anonymous access. Client authentication required.',
    typeName: `${FRAMEWORK}.UnauthorizedRequestException, ${FRAMEWORK}`,
  });
}

/** How a client may sign in: by Entra, whose tenant is named here (token-api.md 1.4), or by a password. */
export function challengeOf(host: Host): string[] {
  return [
    `Bearer authorization_uri=https://login.microsoftonline.com/${host.tenantId}`,
    BASIC,
    'TFS-Federated',
  ];
}

export function serverRefusal(url: URL): HttpResponse {
  return empty(401, { 'WWW-Authenticate': serverChallenge(url), 'Lfs-Authenticate': 'NTLM' });
}

export function serverChallenge(url: URL): string[] {
  const root = /^\/tfs(?=\/|$)/i.exec(url.pathname)?.[0] ?? '';
  return ['Bearer', `Basic realm="${url.origin}${root}"`, 'Negotiate', 'NTLM'];
}

function hostedRefusal(host: Host, request: HttpRequest, reason: Reason): HttpResponse {
  const suppressed = request.headers['x-tfs-fedauthredirect']?.toLowerCase() === 'suppress';
  switch (reason) {
    case 'absent':
      return suppressed
        ? empty(401, { 'WWW-Authenticate': challengeOf(host) })
        : unattended(request, host.switches.absentCredential);
    case 'malformed':
    case 'unknown':
    case 'otherOrganization':
      return suppressed
        ? host.switches.unknownPatSuppressed === 'empty401'
          ? emptyRefusal()
          : signInPage()
        : unattended(request, host.switches.unknownPat);
    case 'expired':
      return host.switches.expiredPat === 'verbose401' ? expired() : emptyRefusal();
    case 'notCanonical':
    case 'revoked':
      return emptyRefusal();
    case 'bearerRefused':
      return suppressed ? bearerRefused() : redirectToSignIn(request.url);
    case 'wrongTenant':
      return host.switches.wrongTenant === 'throttled429' ? wrongTenant() : bearerRefused();
    case 'conditionalAccess':
      return wrapped(401, {
        message: `TF400813: The user '${ANONYMOUS_ID}' is not authorized to access this resource.`,
        typeName: `${FRAMEWORK}.UnauthorizedRequestException, ${FRAMEWORK}`,
      });
  }
}

function unattended(request: HttpRequest, how: 'redirect' | 'signInPage'): HttpResponse {
  return how === 'redirect' ? redirectToSignIn(request.url) : signInPage();
}

function expired(): HttpResponse {
  const nothing = '00000000-0000-0000-0000-000000000000';
  const error = {
    message: EXPIRED,
    typeName:
      'Microsoft.VisualStudio.Services.Security.AccessCheckException, Microsoft.VisualStudio.Services.WebApi',
    customProperties: {
      Descriptor: null,
      IdentityDisplayName: null,
      Token: null,
      RequestedPermissions: 0,
      NamespaceId: nothing,
    },
  };
  return wrapped(401, error, { 'WWW-Authenticate': BASIC, ...serviceErrorHeader(EXPIRED) });
}

function bearerRefused(): HttpResponse {
  const message = `TF400813: The user '${ANONYMOUS_ID}' is not authorized to access this resource.`;
  const error = { message, typeName: `${FRAMEWORK}.InvalidIdentityException, ${FRAMEWORK}` };
  return wrappedWithMark(401, error, { 'WWW-Authenticate': 'Bearer', ...serviceErrorHeader(message) });
}

/** Reported once: the service counts such a call against the caller instead of refusing it. */
function wrongTenant(): HttpResponse {
  return json(429, { message: 'Too many requests.' }, { 'X-RateLimit-Remaining': '0', 'Retry-After': '619' });
}
