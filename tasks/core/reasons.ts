import { BAD } from './reasons/bad.js';
import { type Facts } from './reasons/ending.js';
import { REFUSED } from './reasons/refused.js';
import { UNREACHABLE } from './reasons/unreachable.js';
import { WORKING } from './reasons/working.js';

/**
 * Every end that a run can have. None says more than the service did: where answers are alike, the causes are listed
 * in order of likelihood.
 */
export const REASONS = { ...WORKING, ...BAD, ...REFUSED, ...UNREACHABLE };

export type Reason = keyof typeof REASONS;

/** What a sentence says of facts that are not known. */
const UNKNOWN: Required<Facts> = {
  target: 'Azure DevOps',
  host: 'Azure DevOps',
  proxy: '(of unknown address)',
  who: 'an identity without a name',
  httpStatus: 0,
  code: '',
  activityId: '',
  retryAfter: Number.NaN,
  resource: '',
  seconds: 0,
  phase: 'waiting',
  bytes: 0,
  tokenTenant: 'unknown',
  organizationTenant: 'unknown',
  faults: [],
};

/** The sentence of an end, closed by what support will ask for. */
export function explain(reason: Reason, known: Facts): string {
  const facts = { ...UNKNOWN, ...known };
  const { say, status } = REASONS[reason];
  const sentence = say(facts);
  return facts.activityId && status !== 'ok' ? `${sentence} (ActivityId ${facts.activityId})` : sentence;
}
