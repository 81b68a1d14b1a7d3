/** From good to bad; what follows 'Failed' is final. */
const order = ['Succeeded', 'SucceededWithIssues', 'Failed', 'Canceled', 'Skipped', 'Abandoned'] as const;

export type TaskResult = (typeof order)[number];

export function mergeResults(current: TaskResult | undefined, coming: TaskResult): TaskResult {
  if (current === undefined) return coming;
  if (order.indexOf(current) > order.indexOf('Failed')) return current;
  return order.indexOf(coming) >= order.indexOf(current) ? coming : current;
}

/** .NET's `Enum.TryParse`: the exact name, or its number. 'Cancelled' is not a result. */
export function parseResult(text: string): TaskResult | undefined {
  const trimmed = text.trim();
  return order.find((name, number) => name === trimmed || String(number) === trimmed);
}
