import { useRun } from '../faults.tsx';
import { runAgain, type Steering } from './in-steps.ts';

/**
 * @returns a function that undoes a merge, step by step; it reports whether all of it is undone, or how far
 *   it got
 */
export function useUndoMerge() {
  const run = useRun();

  return async (id: string, { signal, onProgress }: Steering): Promise<'done' | 'failed' | 'stopped'> => {
    let done = 0;
    for (;;) {
      const outcome = await runAgain(run, {
        type: 'undo',
        id,
        ...(done > 0 && { continues: true as const }),
      });
      if (!outcome.ok) return 'failed';
      const { count, left = 0 } = outcome;
      if (left === 0) return 'done';
      done += Math.max(1, count);
      onProgress(done, done + left);
      if (signal.aborted) return 'stopped';
    }
  };
}
