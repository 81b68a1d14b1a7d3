import { type Answer } from '../../tasks/core/answer.js';
import { organizationNamed, type Organization } from '../../tasks/core/organization.js';
import { Secret } from '../../tasks/core/secret.js';
import { type Credential } from '../../tasks/core/service-connection.js';
import { jwt, pat } from '../fakes.js';

export const FABRIKAM = organizationNamed('fabrikam')!;
export const SERVER: Organization = { kind: 'server', name: 'Main', url: 'http://tfs:8080/tfs/Main' };
export const ANN = 'c91b1c1a-90c6-4a40-8a3e-1f3e3b0d2f01';
export const ANONYMOUS = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa';
export const TENANT = '1d8e5f40-7b1b-4f0e-9a53-0d5e1f2a3b4c';
export const OTHER_TENANT = '9f0c2b7d-1111-4222-8333-abcdefabcdef';
export const ACTIVITY = '5b8fd3a1-2f4e-4c0b-9d6a-7e8f90a1b2c3';
export const BOM = '\ufeff';

export function answer(status: number, body: unknown = '', headers: Answer['headers'] = {}): Answer {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** The service's error envelope (token-api 2.4). */
export function wrapped(typeKey: string, message: string): object {
  return {
    $id: '1',
    innerException: null,
    message,
    typeName: `Microsoft.X.${typeKey}`,
    typeKey,
    errorCode: 0,
    eventId: 3000,
  };
}

export function user(id: string, more: object = {}): object {
  const account = { Account: { $type: 'System.String', $value: 'ann@fabrikam.example' } };
  return { authenticatedUser: { id, providerDisplayName: 'Ann Bee', properties: account, ...more } };
}

export function bearer(tenant: string): Credential {
  return { ...pat(), secret: new Secret(jwt({ tid: tenant })), looksLike: 'jwt' };
}

export const expired = 'Access Denied: The Personal Access Token used has expired.';
export const html = { 'content-type': 'text/html; charset=utf-8' };
export const page = '<!DOCTYPE html><html><title>Azure DevOps Services | Sign In</title></html>';
export const notAuthorized = `TF400813: The user '${ANONYMOUS}' is not authorized to access this resource.`;
export const limits = {
  'retry-after': '30',
  'x-ratelimit-resource': 'Concurrency',
  'x-ratelimit-remaining': '12',
};
export const blocked =
  'TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource x.';

export interface Row {
  answer: Answer;
  organization?: Organization;
  credential?: Credential;
  /** As written down from token-api 2.3, 2.4 and 11, and the issue; not from the code. */
  status: string;
  reason: string;
  says?: RegExp;
}

// Each row of token-api 2.3, 2.4 and 11.
export const ROWS: Record<string, Row> = {
  'the owner of a good PAT': {
    answer: answer(200, user(ANN)),
    status: 'ok',
    reason: 'valid',
    says: /Ann Bee.*ann@fabrikam/,
  },
  'an anonymous 200, by the id': { answer: answer(200, user(ANONYMOUS)), status: 'bad', reason: 'anonymous' },
  'an anonymous 200, by the descriptor': {
    answer: answer(200, user(ANN, { descriptor: `System:PublicAccess;${ANONYMOUS}` })),
    status: 'bad',
    reason: 'anonymous',
  },
  'a 200 for nobody at all': {
    answer: answer(200, user('00000000-0000-0000-0000-000000000000')),
    status: 'bad',
    reason: 'anonymous',
  },
  'a 203 with the sign-in page': { answer: answer(203, page, html), status: 'bad', reason: 'signInPage' },
  'a 302 to the sign-in page': {
    answer: answer(302, '', {
      location: 'https://spsprodweu1.vssps.visualstudio.com/_signin?realm=dev.azure.com',
    }),
    status: 'bad',
    reason: 'signInRedirect',
  },
  'a 302 that names its realm': {
    answer: answer(302, '', { location: 'https://x.example/', 'x-tfs-fedauthrealm': 'https://x/' }),
    status: 'bad',
    reason: 'signInRedirect',
  },
  'a redirect to anywhere else': {
    answer: answer(301, '', { location: 'https://evil.example/' }),
    status: 'unreachable',
    reason: 'redirected',
  },
  'an empty 401': {
    answer: answer(401, '', { 'www-authenticate': 'Basic realm="https://tfsprodcus14.visualstudio.com/"' }),
    status: 'refused',
    reason: 'refused',
    says: /expired, was revoked, is of another organization or lacks the scope/,
  },
  'an expired PAT, said in JSON': {
    answer: answer(401, wrapped('AccessCheckException', expired)),
    status: 'bad',
    reason: 'expired',
  },
  'an expired PAT, said in the header, percent-encoded': {
    answer: answer(401, '', { 'x-tfs-serviceerror': encodeURIComponent(expired) }),
    status: 'bad',
    reason: 'expired',
  },
  'an expired PAT, said in the header, as it is': {
    answer: answer(401, '', { 'x-tfs-serviceerror': `${expired} 100%` }),
    status: 'bad',
    reason: 'expired',
  },
  'an expired PAT, said on a page': {
    answer: answer(401, `<p>${expired}</p>`, html),
    status: 'bad',
    reason: 'expired',
  },
  'an expired PAT, said in the form of other controllers': {
    answer: answer(401, { count: 1, value: { Message: expired } }),
    status: 'bad',
    reason: 'expired',
  },
  'an expired PAT, said with 200': {
    answer: answer(200, wrapped('AccessCheckException', expired)),
    status: 'bad',
    reason: 'expired',
  },
  'a page that talks of expired tokens, with 404': {
    answer: answer(404, '<p>How to tell whether the personal access token used has expired</p>', html),
    status: 'refused',
    reason: 'organizationNotFound',
  },
  'a page that talks of expired tokens, with 200': {
    answer: answer(200, `<p>${expired}</p>`, html),
    status: 'unreachable',
    reason: 'notJson',
  },
  'an anonymous 200, by a descriptor in another case': {
    answer: answer(200, user(ANN, { descriptor: `system:publicaccess;${ANONYMOUS}` })),
    status: 'bad',
    reason: 'anonymous',
  },
  'a 407 of the service itself': {
    answer: answer(407, ''),
    status: 'unreachable',
    reason: 'unexpectedAnswer',
  },
  'a change of protocol': { answer: answer(101, ''), status: 'unreachable', reason: 'notJson' },
  'an Entra token of nobody in the organization, behind a byte-order mark': {
    answer: answer(
      401,
      BOM + JSON.stringify(wrapped('InvalidIdentityException', "TF400813: The user 'x' is not authorized.")),
      { 'www-authenticate': 'Bearer', 'x-tfs-serviceerror': 'TF400813%3A%20x' },
    ),
    credential: bearer(TENANT),
    status: 'bad',
    reason: 'notInOrganization',
    says: /TF400813/,
  },
  'an Entra token of another tenant, where the tenant is named': {
    answer: answer(401, '', { 'x-vss-resourcetenant': OTHER_TENANT }),
    credential: bearer(TENANT),
    status: 'bad',
    reason: 'wrongTenant',
    says: new RegExp(`${TENANT}.*${OTHER_TENANT}`),
  },
  'an Entra token throttled with nothing remaining': {
    answer: answer(429, '', { 'x-ratelimit-remaining': '0', 'retry-after': '619' }),
    credential: bearer(TENANT),
    status: 'refused',
    reason: 'throttledOrWrongTenant',
    says: /619 s/,
  },
  'conditional access': {
    answer: answer(401, wrapped('UnauthorizedRequestException', notAuthorized)),
    status: 'refused',
    reason: 'conditionalAccess',
    says: /Conditional Access/,
  },
  'a request that arrived without credential': {
    answer: answer(
      401,
      'TF400813: Resource not available for anonymous access. Client authentication required.',
    ),
    status: 'refused',
    reason: 'notAuthenticated',
  },
  'a good credential without the permission, 403': {
    answer: answer(403, wrapped('AccessCheckException', 'VS403: x'), {
      'x-vss-userdata': `${ANN}:ann@fabrikam.example`,
    }),
    status: 'warning',
    reason: 'permissionMissing',
    says: /'ann@fabrikam.example'/,
  },
  'a good credential without the permission, 404': {
    answer: answer(404, wrapped('ProjectDoesNotExistException', 'VS800075: x'), {
      'x-vss-userdata': `${ANN}:ann@fabrikam.example`,
    }),
    status: 'warning',
    reason: 'permissionMissing',
  },
  'a 403 for the anonymous user': {
    answer: answer(403, '', { 'x-vss-userdata': `${ANONYMOUS}:Anonymous` }),
    status: 'refused',
    reason: 'forbidden',
  },
  'a good credential without the permission, said by the header alone': {
    answer: answer(404, '', { 'x-vss-userdata': `${ANN}:ann@fabrikam.example` }),
    status: 'warning',
    reason: 'permissionMissing',
  },
  'a policy, whoever the header names': {
    answer: answer(403, wrapped('AccessCheckException', 'VS403463: x'), { 'x-vss-userdata': `${ANN}:bob` }),
    status: 'refused',
    reason: 'conditionalAccess',
  },
  'a 401 that says who is not authorized, whatever a header says': {
    answer: answer(401, wrapped('UnauthorizedRequestException', notAuthorized), {
      'x-vss-userdata': `${ANN}:bob`,
    }),
    status: 'refused',
    reason: 'conditionalAccess',
  },
  'a 403 without owner': { answer: answer(403, ''), status: 'refused', reason: 'forbidden' },
  'no such organization, HTML': {
    answer: answer(404, '<html>', html),
    status: 'refused',
    reason: 'organizationNotFound',
  },
  'no such organization, JSON': {
    answer: answer(404, wrapped('HostNotFoundException', 'x')),
    status: 'refused',
    reason: 'organizationNotFound',
  },
  'an on-premises 401': {
    answer: answer(401, '', {
      'www-authenticate': 'Bearer, Basic realm="http://tfs:8080/tfs", Negotiate, NTLM',
    }),
    organization: SERVER,
    status: 'refused',
    reason: 'refusedByServer',
  },
  'a version that is not a preview': {
    answer: answer(400, wrapped('VssInvalidPreviewVersionException', 'x')),
    status: 'unreachable',
    reason: 'apiVersionRefused',
  },
  'a version that the server does not have yet': {
    answer: answer(400, wrapped('VssVersionOutOfRangeException', 'x')),
    organization: SERVER,
    status: 'unreachable',
    reason: 'apiVersionRefused',
  },
  'throttling in JSON': {
    answer: answer(429, wrapped('RequestBlockedException', blocked), limits),
    status: 'unreachable',
    reason: 'throttled',
    says: /'Concurrency'.*30 s/,
  },
  'throttling in HTML': {
    answer: answer(429, '<html>', { ...html, ...limits }),
    status: 'unreachable',
    reason: 'throttled',
  },
  'throttling of a PAT with nothing remaining': {
    answer: answer(429, '', { 'x-ratelimit-remaining': '0', 'retry-after': '619' }),
    status: 'unreachable',
    reason: 'throttled',
  },
  'a good PAT that is being slowed down': {
    answer: answer(200, user(ANN), limits),
    status: 'warning',
    reason: 'validThrottled',
    says: /Ann Bee.*'Concurrency'.*30 s/,
  },
  'an internal error': {
    answer: answer(500, '<html>', html),
    status: 'unreachable',
    reason: 'serviceError',
    says: /500/,
  },
  'an unavailable service': {
    answer: answer(503, '', { 'retry-after': '5' }),
    status: 'unreachable',
    reason: 'serviceError',
  },
  'an organization that is offline': {
    answer: answer(503, '', { 'x-vss-hostofflineerror': 'true' }),
    status: 'unreachable',
    reason: 'organizationOffline',
  },
  'JSON that breaks off': {
    answer: answer(200, '{"authenticatedUser":{"id":"c91b'),
    status: 'unreachable',
    reason: 'truncatedJson',
  },
  'JSON that breaks off between two values': {
    answer: answer(200, '{"authenticatedUser":{"id":"c91b"}'),
    status: 'unreachable',
    reason: 'truncatedJson',
  },
  'JSON with a mistake in it': { answer: answer(200, '{not json'), status: 'unreachable', reason: 'notJson' },
  'a page instead of JSON': {
    answer: answer(200, '<html>Wi-Fi', html),
    status: 'unreachable',
    reason: 'notJson',
  },
  'nothing at all': { answer: answer(200, ''), status: 'unreachable', reason: 'notJson' },
  'JSON of something else': {
    answer: answer(200, { value: [] }),
    status: 'unreachable',
    reason: 'unexpectedAnswer',
  },
  'JSON that is no object': {
    answer: answer(200, 'null'),
    status: 'unreachable',
    reason: 'unexpectedAnswer',
  },
  'a user without an id': {
    answer: answer(200, user('x')),
    status: 'unreachable',
    reason: 'unexpectedAnswer',
  },
  'a status of no meaning': { answer: answer(418, ''), status: 'unreachable', reason: 'unexpectedAnswer' },
};
