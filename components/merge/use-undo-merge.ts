import { useRun } from '../faults.tsx';
import { runAgain, STEP_PIECES, type Steering } from './in-steps.ts';

/** @returns the way to take the last merge back, step by step: whether all of it is taken back, or where it ended */
export function useUndoMerge() {
  const run = useRun();

  return async ({ signal, onProgress }: Steering): Promise<'done' | 'failed' | 'stopped'> => {
    let done = 0;
    for (;;) {
      const outcome = await runAgain(run, {
        type: 'undo-merge',
        most: STEP_PIECES,
        ...(done > 0 && { continues: true as const }),
      });
      if (!outcome.ok) return 'failed';
      const { left = 0 } = outcome;
      if (left === 0) return 'done';
      done += STEP_PIECES;
      onProgress(done, done + left);
      if (signal.aborted) return 'stopped';
    }
  };
}
