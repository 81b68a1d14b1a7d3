import { type Emulator } from '../emulator/emulator.js';
import { type FaultAction } from '../emulator/net/faults.js';
import { hostOffline, slowDown, throttled, unavailable } from '../emulator/net/outages.js';
import { html } from '../emulator/service/message.js';

export interface Setting {
  secret: string;
  url: string;
  seconds?: number;
}

export interface Row {
  /** Prepares the emulator, and gives what the connection holds. */
  given: (emulator: Emulator) => Setting;
  status: 'ok' | 'warning' | 'bad' | 'refused' | 'unreachable';
  reason: string;
}

export const YESTERDAY = new Date(Date.now() - 86_400_000);
export const FABRIKAM = 'https://dev.azure.com/fabrikam';

export function goodPat({ world }: Emulator): string {
  return world.issuePat({ in: world.organization('fabrikam'), scope: 'vso.code' }).secret;
}

/** A good PAT, and a request for its owner to which something happens. */
export function whereHappens(action: FaultAction, seconds = 1): Row['given'] {
  return (emulator) => {
    emulator.faults.add({ when: { path: '/_apis/connectionData' }, do: action });
    return { secret: goodPat(emulator), url: FABRIKAM, seconds };
  };
}

// The issue's list of answers; status and reason are written down from it and from token-api 2.3, 2.4 and 11.
export const ROWS: Record<string, Row> = {
  'a good PAT': { given: (it) => ({ secret: goodPat(it), url: FABRIKAM }), status: 'ok', reason: 'valid' },
  'a good PAT, at the old address': {
    given: (it) => ({ secret: goodPat(it), url: 'https://fabrikam.visualstudio.com' }),
    status: 'ok',
    reason: 'valid',
  },
  'a good PAT of a Server': {
    given: ({ world, serverUrl }) => ({
      secret: world.issuePat({ in: world.collection('Main'), format: 'legacy' }).secret,
      url: `${serverUrl}/Main`,
    }),
    status: 'ok',
    reason: 'valid',
  },
  'an unknown PAT in an organization with public projects': {
    given: (it) => ({
      secret: goodPat(it),
      url: `https://dev.azure.com/${it.world.organization('open', { publicProjects: true }).name}`,
    }),
    status: 'bad',
    reason: 'anonymous',
  },
  'a sign-in page': {
    given: (it) => {
      it.world.organization('strict', { unknownPatSuppressed: 'signInPage' });
      return { secret: 'x'.repeat(52), url: 'https://dev.azure.com/strict' };
    },
    status: 'bad',
    reason: 'signInPage',
  },
  'a redirect to the sign-in page': {
    given: whereHappens({
      kind: 'respond',
      response: {
        ...html(302, '<html>Object moved'),
        headers: { Location: 'https://spsprodweu1.vssps.visualstudio.com/_signin?realm=dev.azure.com' },
      },
    }),
    status: 'bad',
    reason: 'signInRedirect',
  },
  'a revoked PAT': {
    given: ({ world }) => ({
      secret: world.issuePat({ in: world.organization('fabrikam'), revokedAt: YESTERDAY }).secret,
      url: FABRIKAM,
    }),
    status: 'refused',
    reason: 'refused',
  },
  'an expired PAT, of which the service does not say so': {
    given: ({ world }) => ({
      secret: world.issuePat({ in: world.organization('fabrikam'), validTo: YESTERDAY }).secret,
      url: FABRIKAM,
    }),
    status: 'refused',
    reason: 'refused',
  },
  'an expired PAT, of which the service says so': {
    given: ({ world }) => ({
      secret: world.issuePat({
        in: world.organization('telling', { expiredPat: 'verbose401' }),
        validTo: YESTERDAY,
      }).secret,
      url: 'https://dev.azure.com/telling',
    }),
    status: 'bad',
    reason: 'expired',
  },
  'an Entra token of nobody in the organization': {
    given: ({ world }) => {
      world.organization('fabrikam');
      return { secret: world.issueEntraToken({ memberOf: [] }).secret, url: FABRIKAM };
    },
    status: 'bad',
    reason: 'notInOrganization',
  },
  'an Entra token of another tenant': {
    given: ({ world }) => {
      const tenantId = '9f0c2b7d-1111-4222-8333-abcdefabcdef';
      return {
        secret: world.issueEntraToken({ memberOf: world.organization('fabrikam'), tenantId }).secret,
        url: FABRIKAM,
      };
    },
    status: 'refused',
    reason: 'throttledOrWrongTenant',
  },
  'conditional access': {
    given: ({ world }) => {
      const guarded = world.organization('guarded', { conditionalAccess: true });
      return { secret: world.issuePat({ in: guarded }).secret, url: 'https://dev.azure.com/guarded' };
    },
    status: 'refused',
    reason: 'conditionalAccess',
  },
  'no such organization': {
    given: (it) => ({ secret: goodPat(it), url: 'https://dev.azure.com/no-such-organization' }),
    status: 'refused',
    reason: 'organizationNotFound',
  },
  'a revoked PAT of a Server': {
    given: ({ world, serverUrl }) => ({
      secret: world.issuePat({ in: world.collection('Main'), revokedAt: YESTERDAY }).secret,
      url: `${serverUrl}/Main`,
    }),
    status: 'refused',
    reason: 'refusedByServer',
  },
  'throttling in JSON': {
    given: whereHappens({ kind: 'respond', response: throttled() }),
    status: 'unreachable',
    reason: 'throttled',
  },
  'throttling in HTML': {
    given: whereHappens({ kind: 'respond', response: throttled({ as: 'html' }) }),
    status: 'unreachable',
    reason: 'throttled',
  },
  'a good answer that was slowed down': {
    given: whereHappens({ kind: 'addHeaders', headers: slowDown() }),
    status: 'warning',
    reason: 'validThrottled',
  },
  'an outage': {
    given: whereHappens({ kind: 'respond', response: unavailable() }),
    status: 'unreachable',
    reason: 'serviceError',
  },
  'an organization that is offline': {
    given: whereHappens({ kind: 'respond', response: hostOffline() }),
    status: 'unreachable',
    reason: 'organizationOffline',
  },
  'a name that does not resolve': {
    given: (it) => ({ secret: goodPat(it), url: 'https://no-such-host.invalid/tfs/Main' }),
    status: 'unreachable',
    reason: 'proxyRefused',
  },
  'a port where nothing listens': {
    given: (it) => ({ secret: goodPat(it), url: 'http://127.0.0.1:9/tfs/Main' }),
    status: 'unreachable',
    reason: 'connectionRefused',
  },
  'a reset connection': {
    given: whereHappens({ kind: 'reset' }),
    status: 'unreachable',
    reason: 'connectionReset',
  },
  'a closed connection': {
    given: whereHappens({ kind: 'close' }),
    status: 'unreachable',
    reason: 'connectionReset',
  },
  silence: { given: whereHappens({ kind: 'stall' }, 1), status: 'unreachable', reason: 'timedOut' },
  'a body that drips': {
    given: whereHappens({ kind: 'drip', bytes: 1, everyMilliseconds: 20 }, 1),
    status: 'unreachable',
    reason: 'timedOut',
  },
  'a proxy that never answers CONNECT': {
    given: (it) => {
      it.faults.add({ when: { method: 'CONNECT' }, do: { kind: 'stall' } });
      return { secret: goodPat(it), url: FABRIKAM, seconds: 1 };
    },
    status: 'unreachable',
    reason: 'timedOut',
  },
  'a body that is too large': {
    given: whereHappens({ kind: 'swell', bytes: 5_000_000 }),
    status: 'unreachable',
    reason: 'answerTooLarge',
  },
  'a body that breaks off': {
    given: whereHappens({ kind: 'cut', afterBytes: 40 }),
    status: 'unreachable',
    reason: 'answerCut',
  },
  'JSON that breaks off': {
    given: whereHappens({ kind: 'garble', as: 'truncatedJson' }),
    status: 'unreachable',
    reason: 'truncatedJson',
  },
  'a page instead of JSON': {
    given: whereHappens({ kind: 'garble', as: 'html' }),
    status: 'unreachable',
    reason: 'notJson',
  },
  'text instead of JSON': {
    given: whereHappens({ kind: 'garble', as: 'notJson' }),
    status: 'unreachable',
    reason: 'notJson',
  },
};
