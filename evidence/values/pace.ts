import type { ExportOptions } from '../export/format/contract.ts';

/** How long a format works before the page gets its turn, in milliseconds: two frames. */
const TURN_MS = 32;

/**
 * Keeps the page alive while a format writes: to be awaited after each step.
 * @param steps how many there will be
 * @returns what to await; throws an AbortError when the work is to stop
 */
export function pace(
  steps: number,
  { signal, onProgress }: Pick<ExportOptions, 'signal' | 'onProgress'>,
): () => Promise<void> {
  let done = 0;
  let turnBegan = performance.now();
  return async () => {
    done += 1;
    signal?.throwIfAborted();
    if (performance.now() - turnBegan < TURN_MS) return;
    onProgress?.(Math.min(done / steps, 1));
    await nextTurn();
    signal?.throwIfAborted();
    turnBegan = performance.now();
  };
}

/** A message to oneself: browsers delay timers to a second in pages that are not in view, but not these. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
