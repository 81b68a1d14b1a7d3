import { explain, type Reason } from './reasons.js';
import { type Facts } from './reasons/ending.js';

/** The one way in which a run fails: a reason, and what is known of it. Its message is for the user as it stands. */
export class TaskError extends Error {
  override readonly name = 'TaskError';

  constructor(
    readonly reason: Reason,
    readonly facts: Facts = {},
    options?: ErrorOptions,
  ) {
    super(explain(reason, facts), options);
  }
}
