/** Measures how work grows with the size of its input: two sizes are compared, never a time with a limit. */

/** Shorter work is ignored: it would be noise. In milliseconds of computing. */
const NOISE_MS = 12;

/** Linear work takes four times as long for four times as much; up to twice that passes. */
const STEP = 4;
const MOST_GROWTH = 2 * STEP;

/**
 * How often work that seems to grow too fast is measured; the quickest counts, because a busy machine only ever adds.
 */
const RUNS = 4;

/** Whether work grew faster than in proportion, and by how much. */
export interface Growth {
  readonly isLinear: boolean;
  readonly said: string;
}

/**
 * Gives work more and more until it takes long enough to be measured, and compares that size with a quarter of it.
 * @param work does the work for a size
 * @param most the size beyond which nothing is tried: work that is quick up to there is linear enough
 * @param least the size to begin with; a quarter of `most` compares these two alone
 */
export async function growthOf(
  work: (size: number) => Promise<unknown> | unknown,
  most: number,
  least = 16,
): Promise<Growth> {
  for (let size = least; size < most; size *= STEP) {
    let large = await cost(work, size * STEP);
    let small = 0;
    // Each may have been slow for other reasons.
    for (let run = 0; run < RUNS && large > Math.max(NOISE_MS, small * MOST_GROWTH); run += 1) {
      const again = await cost(work, size);
      small = run === 0 ? again : Math.min(small, again);
      if (run > 0) large = Math.min(large, await cost(work, size * STEP));
    }
    if (large <= Math.max(NOISE_MS, small * MOST_GROWTH)) continue;
    const said = `${small.toFixed(1)} ms at ${size}, ${large.toFixed(1)} ms at ${size * STEP}`;
    return { isLinear: false, said };
  }
  return { isLinear: true, said: '' };
}

/** @returns the duration, in milliseconds of computing: the work of other programs meanwhile does not count */
async function cost(work: (size: number) => unknown, size: number): Promise<number> {
  const before = process.cpuUsage();
  await work(size);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
