import { by, wait, type Ending } from './ending.js';

/** The credential works. */
export const WORKING = {
  valid: {
    status: 'ok',
    say: ({ target, who }) => `The credential is alive: it belongs to ${who}, and ${target} accepts it.`,
  },
  validThrottled: {
    status: 'warning',
    say: ({ target, who, resource, retryAfter }) =>
      `The credential is alive: it belongs to ${who}, and ${target} accepts it. But Azure DevOps is slowing this ` +
      `identity down${by(resource)}${wait(retryAfter)}; if it goes on, requests will be refused with 429. Spread the ` +
      `load, or give this pipeline an identity of its own.`,
  },
  permissionMissing: {
    status: 'warning',
    say: ({ target, who, httpStatus }) =>
      `The credential is good, it belongs to ${who}; but ${target} does not let it read even its own connection ` +
      `data (HTTP ${httpStatus}). Give this identity access to the organization, and the PAT the scope it needs.`,
  },
} as const satisfies Record<string, Ending>;
