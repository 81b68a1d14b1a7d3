/**
 * How a check ended. `ok` and `warning`: the credential works. `bad`: Azure DevOps does not accept it. `refused`: the
 * answer does not tell the credential from its circumstances, or names another cause. `unreachable`: no verdict, since
 * Azure DevOps did not answer, or not as itself.
 */
export type Status = 'ok' | 'warning' | 'bad' | 'refused' | 'unreachable';

/** What is known about an end, for its sentence. Only text that is safe to print: see safe-text.ts. */
export interface Facts {
  /** The organization or collection, e.g. `https://dev.azure.com/fabrikam`. */
  target?: string;
  /** Host (and port) that was, or should have been, reached. */
  host?: string;
  /** Address of the agent's proxy, without user and password. */
  proxy?: string;
  /** `Ann Bee (ann@fabrikam.example)`. */
  who?: string;
  httpStatus?: number;
  /** Code of the service or of Node: `TF400813`, `ECONNREFUSED`, `InvalidIdentityException`. */
  code?: string;
  /** The service's own id of the request; support asks for it. */
  activityId?: string;
  /** Seconds the service asks to wait. */
  retryAfter?: number;
  /** What the service throttles by, e.g. `Concurrency`. */
  resource?: string;
  /** Seconds that were allowed. */
  seconds?: number;
  /** What was being done when time ran out. */
  phase?: string;
  bytes?: number;
  /** Entra tenants: of the token and of the organization. */
  tokenTenant?: string;
  organizationTenant?: string;
  faults?: readonly string[];
}

/** One end that a run can have: its status, and its sentence (what happened, with which value, what to do next). */
export interface Ending {
  status: Status;
  say: (facts: Required<Facts>) => string;
}

export function bracketed(code: string): string {
  return code && ` (${code})`;
}

export function by(resource: string): string {
  return resource && ` by '${resource}'`;
}

export function wait(seconds: number): string {
  return Number.isNaN(seconds) ? '' : ` and asks to wait ${seconds} s`;
}
