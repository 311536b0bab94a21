import type { Evidence } from '../../evidence/evidence.ts';
import { inParts, MESSAGE_BYTES, messageBytes } from '../../evidence/in-parts.ts';
import { applyChoices, type MergeChoices } from '../../evidence/merge/merge-plan.ts';
import { MAX_MERGED_NAMES } from '../../evidence/merge/merge-undo.ts';
import { recordOf } from '../../evidence/merge/team-pictures.ts';
import { useRun } from '../faults.tsx';
import { useServices } from '../services.ts';
import { runAgain, STEP_PIECES, type Steering } from './in-steps.ts';
import type { Planned } from './use-merge-plan.ts';

/**
 * @returns the way to carry out a merge, step by step: whether all of it was done, where it ended, or that its pictures
 *   could not be kept
 */
export function useMerge() {
  const run = useRun();
  const { pictures: store } = useServices();

  return async (
    { plan, pictures }: Planned,
    choices: MergeChoices,
    names: readonly string[],
    { signal, onProgress }: Steering,
  ): Promise<'done' | 'failed' | 'no-pictures' | 'stopped'> => {
    const pieces = [...applyChoices(plan, choices, new Date().toISOString()).values()];
    const total = pieces.length;
    const brought = pictures.map((picture) => ({ picture, id: crypto.randomUUID() }));
    try {
      // First the pixels, then the record that names them.
      for (const { picture, id } of brought) {
        await store.put(id, new Blob([picture.bytes], { type: picture.type }));
      }
    } catch (error) {
      console.error('A picture could not be kept:', error);
      return 'no-pictures';
    }
    const records = brought.map(({ picture, id }) => ({
      page: picture.page,
      picture: recordOf(picture, id),
    }));
    const parts = inParts(pieces, sizeInStep, MESSAGE_BYTES);
    let done = 0;
    for (const [index, part] of (parts.length > 0 ? parts : [[]]).entries()) {
      if (signal.aborted) return 'stopped';
      const outcome = await runAgain(run, {
        type: 'merge',
        pieces: part,
        names: names.slice(0, MAX_MERGED_NAMES),
        ...(index === 0 ? { pictures: records } : { continues: true as const }),
        ...(parts.length > 1 && { progress: { done: done + part.length, total } }),
      });
      if (!outcome.ok) return 'failed';
      done += part.length;
      onProgress(done, total);
    }
    return 'done';
  };
}

/** How much of what a step takes a piece is, which depends on its bytes and on the number of pieces. */
function sizeInStep(piece: Evidence): number {
  return Math.max(Math.floor(MESSAGE_BYTES / STEP_PIECES), messageBytes(piece));
}
