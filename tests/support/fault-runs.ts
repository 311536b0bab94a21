/** How often each browser is killed; other faults are tried more or fewer times as they take less or more time. */
export const FAULT_RUNS = Number(process.env.FAULT_RUNS ?? 20);

/** Determines the random commands and moments. Printed with each run; set `FAULT_SEED` to repeat it. */
export const FAULT_SEED = Number(process.env.FAULT_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** @returns random numbers from 0 to 1, the same for the same seed (mulberry32) */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
