import { type Reason } from './reasons.js';
import { type Status } from './reasons/ending.js';

/**
 * The declared output variables of the step (task.json). Never secret, and all set on failure too: one that is not
 * known is empty, so that `$(check.identity)` does not stay as it stands.
 */
export const OUTPUT_NAMES = [
  'status',
  'reason',
  'identity',
  'identityId',
  'organization',
  'tokenKind',
  'validTo',
  'daysLeft',
  'scope',
  'authorizationId',
  'fingerprint',
  'results',
] as const;

export type Outputs = Record<(typeof OUTPUT_NAMES)[number], string>;

/** How a run ended. */
export interface Outcome {
  status: Status;
  reason: Reason;
  message: string;
  outputs: Partial<Outputs>;
}
