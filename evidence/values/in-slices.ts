import { pace } from './pace.ts';

/** Work that stops every few milliseconds, so that whoever does it can let something else have its turn. */
export type Steps<T> = Generator<undefined, T>;

/** Does all of some work at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * Does some work in turns that leave the page free.
 * @throws AbortError when `signal` says to stop
 */
export async function inSlices<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  const step = pace(1, { signal });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await step();
  }
}
