import { pace } from './pace.ts';

/** Work in small steps: whoever runs it can let something else happen in between, every few milliseconds. */
export type Steps<T> = Generator<undefined, T>;

/** Runs all the work at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * Runs the work in slices, so that the page stays responsive between them.
 * @throws AbortError if `signal` is aborted
 */
export async function inSlices<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  const step = pace(1, { signal });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await step();
  }
}
