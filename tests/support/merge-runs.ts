/**
 * How often the properties of merging are tried: a few hundred times in the normal suite, ten thousand times by `npm
 * run test:merge`. The seed is printed, so that a failure can be repeated.
 */
export const MERGE_RUNS = {
  numRuns: Number(process.env.MERGE_RUNS ?? 300),
  seed: Number(process.env.MERGE_SEED ?? Date.now() % 2 ** 31),
};

/** Long enough for ten thousand runs, in milliseconds. */
export const MERGE_TIMEOUT = 20 * 60_000;

console.info(`Merging: ${MERGE_RUNS.numRuns} runs, MERGE_SEED=${MERGE_RUNS.seed}`);
