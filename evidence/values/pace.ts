/** How long work runs before the page gets a turn, in milliseconds: two frames. */
const SLICE_MS = 32;

/** Lets long work be stopped and report its progress. */
export interface Pacing {
  readonly signal?: AbortSignal | undefined;
  /** Called with the share of the work that is done, from 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/**
 * Keeps the page responsive during long work: await the returned function after each step.
 * @param steps the number of steps
 * @returns a function to await; it throws an AbortError if the work is aborted
 */
export function pace(steps: number, { signal, onProgress }: Pacing): () => Promise<void> {
  let done = 0;
  let sliceBegan = performance.now();
  return async () => {
    done += 1;
    signal?.throwIfAborted();
    if (performance.now() - sliceBegan < SLICE_MS) return;
    onProgress?.(Math.min(done / steps, 1));
    await nextTask();
    signal?.throwIfAborted();
    sliceBegan = performance.now();
  };
}

/** Waits for a message to oneself: in hidden pages browsers delay timers to a second, but not messages. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
