import { bracketed, wait, type Ending } from './ending.js';

/** Refused, where the answer leaves open why or names another cause than the credential (token-api 2.4). */
export const REFUSED = {
  refused: {
    status: 'refused',
    say: ({ target, httpStatus, code }) =>
      `${target} refused the credential (HTTP ${httpStatus}${code ? `, ${code}` : ''}) and does not say why. Azure ` +
      `DevOps answers alike when a PAT has expired, was revoked, is of another organization or lacks the scope; ` +
      `less often when a policy forbids PATs or its owner has not signed in for 90 days. Look the PAT up under ` +
      `'User settings > Personal access tokens' of its owner; if it is not active there, create a new one.`,
  },
  refusedByServer: {
    status: 'refused',
    say: ({ target, httpStatus }) =>
      `The Azure DevOps Server ${target} refused the credential (HTTP ${httpStatus}) and does not say why. The PAT ` +
      `has expired, was revoked or mistyped, or is of another collection; or Basic authentication is switched on ` +
      `in the server's IIS, with which PATs do not work.`,
  },
  conditionalAccess: {
    status: 'refused',
    say: ({ target, code }) =>
      `${target} did not let the credential in and treats it as an anonymous user${bracketed(code)}. Most often a ` +
      `Conditional Access or IP policy blocks this agent's address; it can also be a credential that is empty or ` +
      `no longer valid. Ask the Entra administrator for the sign-in log, or run on an agent inside the allowed network.`,
  },
  notAuthenticated: {
    status: 'refused',
    say: ({ target, code }) =>
      `${target} saw no credential in the request${bracketed(code)}: it does not recognise what the connection ` +
      `holds as one, or something on the way (a proxy, a gateway) took the Authorization header out.`,
  },
  forbidden: {
    status: 'refused',
    say: ({ target, httpStatus, code }) =>
      `${target} forbids the request (HTTP ${httpStatus}${code ? `, ${code}` : ''}) without saying whose it was. A ` +
      `policy of the organization (allowed networks, allowed kinds of credential) or a gateway in between is the ` +
      `likely cause; the credential itself may be good.`,
  },
  organizationNotFound: {
    status: 'refused',
    say: ({ target }) =>
      `There is no organization or collection at ${target} (HTTP 404). It was renamed or deleted, or the name is ` +
      `mistyped: check the connection's URL and input 'organization'.`,
  },
  throttledOrWrongTenant: {
    status: 'refused',
    say: ({ target, retryAfter }) =>
      `${target} answered 429 with nothing remaining${wait(retryAfter)}: either this identity is throttled, or the ` +
      `Entra token is of another tenant than the organization, which Azure DevOps answers alike. Check the tenant ` +
      `of the token first; if it is right, try again later.`,
  },
  inputInvalid: {
    status: 'refused',
    say: ({ faults }) =>
      faults.length === 1
        ? `${faults.join()} Nothing was sent.`
        : `${faults.length} things are wrong with this step; nothing was sent. ` +
          faults.map((fault, index) => `(${index + 1}) ${fault}`).join(' '),
  },
  internalError: {
    status: 'refused',
    say: ({ code }) =>
      `The task failed by a fault of its own${bracketed(code)}; nothing is known about the credential. Please report ` +
      `it, with a log made with system.debug.`,
  },
} as const satisfies Record<string, Ending>;
