/** .NET's `Boolean.TryParse`: what is not 'true' in any case is not true, and no fault either. */
export function parseBoolean(text: string | undefined): boolean | undefined {
  const word = text?.trim().toLowerCase();
  if (word === 'true') return true;
  if (word === 'false') return false;
  return undefined;
}

/** The agent's own, looser reading, for switches. */
export function parseSwitch(text: string | undefined, fallback: boolean): boolean {
  const word = text?.toLowerCase();
  if (word === '1' || word === 'true' || word === '$true') return true;
  if (word === '0' || word === 'false' || word === '$false') return false;
  return fallback;
}
