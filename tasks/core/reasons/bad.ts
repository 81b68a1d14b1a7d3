import { bracketed, type Ending } from './ending.js';

const STORE_NEW = 'Create a new PAT and store it in the service connection';

/** Azure DevOps does not accept the credential (token-api 2.3 and 2.4). */
export const BAD = {
  anonymous: {
    status: 'bad',
    say: ({ target }) =>
      `${target} did not accept the credential: it answered as to an anonymous visitor, as organizations with ` +
      `public projects do instead of refusing. The PAT is expired, revoked, mistyped, or of another organization. ` +
      `${STORE_NEW}, and check that it is for this organization.`,
  },
  signInPage: {
    status: 'bad',
    say: ({ target }) =>
      `${target} answered with its sign-in page (HTTP 203): it does not know this credential. It is mistyped, cut ` +
      `off, or of another organization; perhaps expired or revoked. ${STORE_NEW}.`,
  },
  signInRedirect: {
    status: 'bad',
    say: ({ target, httpStatus }) =>
      `${target} answered by sending us to its sign-in page (HTTP ${httpStatus}): it took the request for one ` +
      `without a credential, or does not accept a credential of this kind here. The redirect was not followed. ` +
      `Check that the connection holds a PAT of this organization.`,
  },
  expired: {
    status: 'bad',
    say: ({ target }) =>
      `${target} says that the PAT has expired. ${STORE_NEW}; an expired one can no longer be extended.`,
  },
  notInOrganization: {
    status: 'bad',
    say: ({ target, code }) =>
      `${target} does not know the identity of this token${bracketed(code)}. Add the user or service principal to ` +
      `the organization (with a licence), or use a credential of one that is a member.`,
  },
  wrongTenant: {
    status: 'bad',
    say: ({ target, tokenTenant, organizationTenant }) =>
      `The Entra token is of tenant ${tokenTenant}, but ${target} belongs to tenant ${organizationTenant}. Use an ` +
      `identity of that tenant, or check input 'organization'.`,
  },
} as const satisfies Record<string, Ending>;
