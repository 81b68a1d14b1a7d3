import { REASONS, explain, type Reason } from './reasons.js';
import { type Facts, type Status } from './reasons/ending.js';

/** Whose credential it is, in text that is safe to print. */
export interface Identity {
  /** Account name, e.g. `ann@fabrikam.example`; the display name where the service gives no account. */
  name: string;
  displayName: string;
  /** GUID. */
  id: string;
}

/** The judgement on a credential. */
export interface Finding {
  status: Status;
  reason: Reason;
  message: string;
  identity?: Identity;
}

export function finding(reason: Reason, facts: Facts, identity?: Identity): Finding {
  const who = identity && { who: describe(identity) };
  return {
    status: REASONS[reason].status,
    reason,
    message: explain(reason, { ...facts, ...who }),
    ...(identity && { identity }),
  };
}

function describe({ name, displayName }: Identity): string {
  return displayName && displayName !== name ? `'${displayName}' (${name})` : `'${name}'`;
}
