/** How long the work goes on before the page gets its turn, in milliseconds: two frames. */
const SLICE_MS = 32;

/** What long work needs to be stopped and to tell how far it is. */
export interface Pacing {
  readonly signal?: AbortSignal | undefined;
  /** Hears how much of the work is done, from 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/**
 * Keeps the page alive during long work: to be awaited after each step.
 * @param steps how many there will be
 * @returns what to await; throws an AbortError when the work is to stop
 */
export function pace(steps: number, { signal, onProgress }: Pacing): () => Promise<void> {
  let done = 0;
  let sliceBegan = performance.now();
  return async () => {
    done += 1;
    signal?.throwIfAborted();
    if (performance.now() - sliceBegan < SLICE_MS) return;
    onProgress?.(Math.min(done / steps, 1));
    await nextRevision();
    signal?.throwIfAborted();
    sliceBegan = performance.now();
  };
}

/** A message to oneself: browsers delay timers to a second in pages that are not in view, but not these. */
function nextRevision(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
