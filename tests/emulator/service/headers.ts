import { randomUUID } from 'node:crypto';
import { type Host } from '../world/model';
import { type Caller } from './authenticate';
import { type HttpRequest, type HttpResponse } from './message';

/** The headers that every answer of the service carries (token-api.md 2.5). */
export function withServiceHeaders(
  response: HttpResponse,
  request: HttpRequest,
  host: Host | undefined,
  caller: Caller | undefined,
): HttpResponse {
  const activityId = randomUUID();
  return {
    ...response,
    headers: {
      'Cache-Control': 'no-cache, no-store, must-revalidate',
      Pragma: 'no-cache',
      'X-TFS-ProcessId': '6f1d3a52-33b6-4a47-8f6d-1a7d3b0c9e21',
      ActivityId: activityId,
      'X-TFS-Session': request.headers['x-tfs-session'] ?? randomUUID(),
      'X-VSS-E2EID': activityId,
      'X-FRAME-OPTIONS': 'SAMEORIGIN',
      'X-Content-Type-Options': 'nosniff',
      ...(host?.deployment === 'onPremises' ? {} : hostedHeaders(request, host)),
      ...userData(response, request, caller),
      ...response.headers,
    },
  };
}

/** What tells Services from Server (token-api.md 1.3). */
function hostedHeaders(request: HttpRequest, host: Host | undefined): HttpResponse['headers'] {
  return {
    'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
    P3P: 'CP="CAO DSP COR ADMa DEV CONo TELo CUR PSA PSD TAI IVDo OUR SAMi BUS DEM NAV STA UNI COM INT PHY ONL"',
    'Set-Cookie': `VstsSession=${randomUUID()}; domain=.${request.url.hostname}; path=/; secure; HttpOnly`,
    'X-TFS-FedAuthRealm': `https%3A%2F%2F${request.url.hostname}%2F`,
    'X-TFS-FedAuthIssuer': `https%3A%2F%2F${request.url.hostname}%2F`,
    ...(host && {
      'X-VSS-ResourceTenant': host.tenantId,
      'X-VSS-AuthorizationEndpoint':
        host.switches.authorizationEndpoint ?? `https://vssps.dev.azure.com/${host.name}/`,
    }),
  };
}

/** Names the owner of a good credential: when asked for, and always when it may not do what it asks. */
function userData(
  response: HttpResponse,
  request: HttpRequest,
  caller: Caller | undefined,
): HttpResponse['headers'] {
  const due = [403, 404].includes(response.status) || request.headers['x-vss-userdata'] !== undefined;
  return caller && due ? { 'X-VSS-UserData': `${caller.user.id}:${caller.user.account}` } : {};
}
