/** The time that the whole step has; everything that waits lives inside it. */
export interface Deadline {
  /** As the user set it. */
  seconds: number;
  /** Fires when time is up. */
  signal: AbortSignal;
  remainingMilliseconds(): number;
}

export function startDeadline(seconds: number): Deadline {
  const end = performance.now() + seconds * 1000;
  return {
    seconds,
    signal: AbortSignal.timeout(seconds * 1000),
    remainingMilliseconds: () => Math.max(0, end - performance.now()),
  };
}
