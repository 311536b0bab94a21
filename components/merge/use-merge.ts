import { type Application, MAX_APPLICATIONS } from '../../evidence/application/application.ts';
import type { Edition } from '../../evidence/application/edition.ts';
import { applyChoices } from '../../evidence/merge/apply-choices.ts';
import type { MergeChoices } from '../../evidence/merge/merge-plan.ts';
import { recordOf } from '../../evidence/merge/team-pictures.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { MAX_MERGED_NAMES } from '../../evidence/storage/last-merge.ts';
import { inParts, MESSAGE_BYTES, messageBytes } from '../../evidence/values/in-parts.ts';
import type { Brought } from '../application/use-brought-applications.ts';
import { useRun } from '../faults.tsx';
import { useServices } from '../services.ts';
import { runAgain, STEP_PIECES, type Steering } from './in-steps.ts';
import type { Planned } from './use-merge-plan.ts';

/** The result of a merge. */
export interface Merged {
  readonly result: 'done' | 'failed' | 'no-pictures' | 'stopped';
  /** The id to undo as much of it as was done. */
  readonly undoId: string | undefined;
}

/** @returns a function that carries out a merge, step by step */
export function useMerge() {
  const run = useRun();
  const { pictures: store } = useServices();

  return async (
    { plan, pictures }: Planned,
    { applications, editions }: Brought,
    choices: MergeChoices,
    names: readonly string[],
    { signal, onProgress }: Steering,
  ): Promise<Merged> => {
    const pieces = [...applyChoices(plan, choices, new Date().toISOString()).values()];
    const total = pieces.length;
    const brought = pictures.map((picture) => ({ picture, id: crypto.randomUUID() }));
    try {
      // Save the pixels first, then the record that names them.
      for (const { picture, id } of brought) {
        await store.put(id, new Blob([picture.bytes], { type: picture.type }));
      }
    } catch (error) {
      console.error('A picture could not be kept:', error);
      return { result: 'no-pictures', undoId: undefined };
    }
    const records = brought.map(({ picture, id }) => ({
      page: picture.page,
      picture: recordOf(picture, id),
    }));
    const items: readonly Item[] = [
      ...pieces.map((piece) => ({ piece })),
      ...editions.map((copy) => ({ copy })),
      ...applications.map((application) => ({ application })),
    ];
    const parts = inParts(items, sizeInStep, MESSAGE_BYTES);
    let done = 0;
    let undoId: string | undefined;
    for (const [index, part] of (parts.length > 0 ? parts : [[]]).entries()) {
      if (signal.aborted) return { result: 'stopped', undoId };
      const inPart = part.flatMap(({ piece }) => piece ?? []);
      const outcome = await runAgain(run, {
        type: 'merge',
        pieces: inPart,
        applications: part.flatMap(({ application }) => application ?? []),
        editions: part.flatMap(({ copy }) => copy ?? []),
        names: names.slice(0, MAX_MERGED_NAMES),
        ...(index === 0 && { pictures: records }),
        ...(undoId !== undefined && { continues: undoId }),
        isPart: index < parts.length - 1,
      });
      if (!outcome.ok) return { result: 'failed', undoId };
      undoId = outcome.undoId;
      done += inPart.length;
      onProgress(done, total);
    }
    return { result: 'done', undoId };
  };
}

/** One item of a message. */
interface Item {
  readonly piece?: Piece;
  readonly application?: Application;
  readonly copy?: Edition;
}

/** An item's share of a step's capacity, which is limited both in bytes and in number of items. */
function sizeInStep(item: Item): number {
  return Math.max(
    messageBytes(item),
    Math.floor(MESSAGE_BYTES / (item.piece ? STEP_PIECES : MAX_APPLICATIONS)),
  );
}
