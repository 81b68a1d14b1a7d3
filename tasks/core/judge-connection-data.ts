import {
  GUID,
  activityId,
  asRecord,
  header,
  isCutJson,
  json,
  retryAfter,
  serviceError,
  type Answer,
} from './answer.js';
import { finding, type Finding, type Identity } from './finding.js';
import { readClaims } from './jwt.js';
import { type Organization } from './organization.js';
import { type Reason } from './reasons.js';
import { type Facts } from './reasons/ending.js';
import { harmless } from './safe-text.js';
import { type Credential } from './service-connection.js';

export interface Asked {
  organization: Organization;
  credential: Credential;
  now: Date;
}

/** The id under which Azure DevOps answers nobody in particular (token-api 2.3). */
const ANONYMOUS = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa';
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * What an answer to `GET {organization}/_apis/connectionData` says of the credential it was asked with. The rows are
 * those of token-api 2.3, 2.4 and 11. A status alone proves nothing: 200 may be for the anonymous user, 203 is a
 * sign-in page, and an expired PAT is told by a sentence in one of four places.
 */
export function judgeConnectionData(answer: Answer, asked: Asked): Finding {
  const { status } = answer;
  const facts = known(answer, asked);
  const error = serviceError(answer);
  const end = (reason: Reason, more: Facts = {}): Finding => finding(reason, { ...facts, ...more });

  if (status === 200) {
    const user = asRecord(asRecord(json(answer)).authenticatedUser);
    if ('id' in user) return judgeUser(user, facts);
  }
  if (/Access Denied: The Personal Access Token used has expired/i.test(error.message)) return end('expired');
  if (status === 203) return end('signInPage');
  if (status >= 300 && status < 400) return end(isSignIn(answer) ? 'signInRedirect' : 'redirected');
  if (status === 429) return judgeThrottling(answer, asked, facts);
  if (/^Vss(InvalidPreviewVersion|VersionOutOfRange|VersionNotSpecified)Exception$/.test(error.typeKey)) {
    return end('apiVersionRefused', { code: error.typeKey });
  }
  if (header(answer, 'x-vss-hostofflineerror') !== '') return end('organizationOffline');
  if (status >= 500) return end('serviceError');
  // A 200 can hold an error, too.
  if (status >= 400 || error.typeKey !== '') return judgeRefusal(answer, asked, facts);
  return judgeStrange(answer, facts);
}

function known(answer: Answer, { organization, now }: Asked): Facts {
  const id = activityId(answer);
  const seconds = retryAfter(answer, now);
  return {
    target: organization.url,
    host: new URL(organization.url).host,
    httpStatus: answer.status,
    bytes: Buffer.byteLength(answer.body),
    resource: harmless(header(answer, 'x-ratelimit-resource')),
    ...(id && { activityId: id }),
    ...(seconds !== undefined && { retryAfter: seconds }),
  };
}

function judgeUser(user: Readonly<Record<string, unknown>>, facts: Facts): Finding {
  const id = typeof user.id === 'string' ? user.id.toLowerCase() : '';
  const descriptor = typeof user.descriptor === 'string' ? user.descriptor : '';
  if (id === ANONYMOUS || id === NOBODY || /^System:PublicAccess/i.test(descriptor)) {
    return finding('anonymous', facts);
  }
  if (!GUID.test(id)) return finding('unexpectedAnswer', facts);
  const account = asRecord(asRecord(user.properties).Account).$value;
  const displayName = textOf(user.customDisplayName) || textOf(user.providerDisplayName);
  const identity = { id, displayName, name: textOf(account) || displayName || id };
  return finding(facts.retryAfter === undefined ? 'valid' : 'validThrottled', facts, identity);
}

function judgeThrottling(answer: Answer, { credential }: Asked, facts: Facts): Finding {
  // Seen once for an Entra token of a foreign tenant, and never for a PAT (token-api 2.4).
  const nothingLeft = header(answer, 'x-ratelimit-remaining') === '0';
  return finding(
    credential.looksLike === 'jwt' && nothingLeft ? 'throttledOrWrongTenant' : 'throttled',
    facts,
  );
}

/** Refusals (4xx), from the most telling sign to the least. */
function judgeRefusal(answer: Answer, { organization, credential }: Asked, facts: Facts): Finding {
  const { status } = answer;
  const { message, code, typeKey } = serviceError(answer);
  const coded = { ...facts, code: code || typeKey };

  const tokenTenant = readClaims(credential).tenant;
  const organizationTenant = header(answer, 'x-vss-resourcetenant').toLowerCase();
  if (
    tokenTenant &&
    GUID.test(organizationTenant) &&
    organizationTenant !== NOBODY &&
    tokenTenant !== organizationTenant
  ) {
    return finding('wrongTenant', { ...facts, tokenTenant, organizationTenant });
  }
  if (typeKey === 'InvalidIdentityException') return finding('notInOrganization', coded);
  if (code === 'VS403463' || (code === 'TF400813' && message.toLowerCase().includes(ANONYMOUS))) {
    return finding('conditionalAccess', coded);
  }
  // With 401 the header is no proof: who is refused may be named as well.
  const owner = userData(answer);
  if (owner && (status === 403 || status === 404)) return finding('permissionMissing', facts, owner);
  if (code === 'TF400813' && /anonymous access/i.test(message)) return finding('notAuthenticated', coded);
  if (code === 'TF400813' || code === 'TF401444') return finding('notInOrganization', coded);
  if (status === 404) return finding('organizationNotFound', facts);
  if (status === 403) return finding('forbidden', coded);
  if (status !== 401) return finding('unexpectedAnswer', coded);
  return finding(organization.kind === 'server' ? 'refusedByServer' : 'refused', coded);
}

/** A success that is none: with something else than JSON, with half of it, or with JSON of another kind. */
function judgeStrange(answer: Answer, facts: Facts): Finding {
  if (isCutJson(answer)) return finding('truncatedJson', facts);
  if (json(answer) === undefined) return finding('notJson', facts);
  return finding('unexpectedAnswer', facts);
}

/** Owner of a good credential that lacks the permission: `X-VSS-UserData: {id}:{account}` (peers B13). */
function userData(answer: Answer): Identity | undefined {
  const [, id = '', account = ''] = /^([0-9a-f-]{36}):(.*)$/i.exec(header(answer, 'x-vss-userdata')) ?? [];
  const known = GUID.test(id) && ![ANONYMOUS, NOBODY].includes(id.toLowerCase());
  return known ? { id: id.toLowerCase(), name: harmless(account) || id, displayName: '' } : undefined;
}

function isSignIn(answer: Answer): boolean {
  return /\/_signin\b/i.test(header(answer, 'location')) || header(answer, 'x-tfs-fedauthrealm') !== '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? harmless(value) : '';
}
