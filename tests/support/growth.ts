/** How the work of something grows with what it is given: compared between two sizes, never with a clock. */

/** Work that is over so soon is not looked at: it would be noise. In milliseconds of computing. */
const NOISE_MS = 12;

/** What is linear takes four times as long for four times as much; twice that is let pass. */
const STEP = 4;
const MOST_GROWTH = 2 * STEP;

/** How often what seems to grow too fast is measured; the quickest counts, because a busy machine only ever adds. */
const RUNS = 4;

/** Whether something grew faster than in proportion, and by how much. */
export interface Growth {
  readonly isLinear: boolean;
  readonly said: string;
}

/**
 * Gives work more and more until it takes long enough to be measured, and compares that size with one of a quarter.
 * @param work does it for a size
 * @param most the size beyond which nothing is tried: what is quick up to there is linear enough
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

/** @returns what it took, in milliseconds of computing: what other programs do meanwhile does not count */
async function cost(work: (size: number) => unknown, size: number): Promise<number> {
  const before = process.cpuUsage();
  await work(size);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
