/** `npm run test:all` runs every case; `npm test` a sample, which SEED repeats. */
export const ALL = process.env.TEST_ALL === 'yes';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
if (!ALL) console.log(`Matrices are sampled with SEED=${seed}; npm run test:all runs all of them.`);

let state = seed;

/** Mulberry32: small, and the same everywhere. */
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/** All of a matrix, or `count` cases of it chosen by the seed. */
export function sample<T>(cases: readonly T[], count: number): T[] {
  if (ALL) return [...cases];
  const drawn = cases.map((value) => ({ value, order: random() })).sort((a, b) => a.order - b.order);
  return drawn.slice(0, count).map(({ value }) => value);
}
