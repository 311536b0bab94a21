import { type Application, MAX_APPLICATIONS } from '../../evidence/application/application.ts';
import type { ApplicationCopy } from '../../evidence/application/application-copy.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { inParts, MESSAGE_BYTES, messageBytes } from '../../evidence/in-parts.ts';
import { applyChoices, type MergeChoices } from '../../evidence/merge/merge-plan.ts';
import { MAX_MERGED_NAMES } from '../../evidence/merge/merge-undo.ts';
import { recordOf } from '../../evidence/merge/team-pictures.ts';
import type { Brought } from '../application/use-brought-applications.ts';
import { useRun } from '../faults.tsx';
import { useServices } from '../services.ts';
import type { Planned } from './use-merge-plan.ts';

/** @returns the way to carry out a merge: whether all of it was done, or that its pictures could not be kept */
export function useMerge() {
  const run = useRun();
  const { pictures: store } = useServices();

  return async (
    { plan, pictures }: Planned,
    { applications, copies }: Brought,
    choices: MergeChoices,
    names: readonly string[],
  ): Promise<'done' | 'failed' | 'no-pictures'> => {
    const pieces = applyChoices(plan, choices, new Date().toISOString()).values();
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
    const items: readonly Item[] = [
      ...copies.map((copy) => ({ copy })),
      ...applications.map((application) => ({ application })),
      ...Array.from(pieces, (piece) => ({ piece })),
    ];
    const parts = inParts(items, sizeOf, MESSAGE_BYTES);
    for (const [index, part] of (parts.length > 0 ? parts : [[]]).entries()) {
      const outcome = await run({
        type: 'merge',
        pieces: part.flatMap(({ piece }) => piece ?? []),
        applications: part.flatMap(({ application }) => application ?? []),
        copies: part.flatMap(({ copy }) => copy ?? []),
        names: names.slice(0, MAX_MERGED_NAMES),
        ...(index === 0 ? { pictures: records } : { continues: true as const }),
      });
      if (!outcome.ok) return 'failed';
    }
    return 'done';
  };
}

/** One thing that goes into a message. */
interface Item {
  readonly piece?: Evidence;
  readonly application?: Application;
  readonly copy?: ApplicationCopy;
}

/** A message holds so many applications at most, however small they are. */
function sizeOf(item: Item): number {
  const bytes = messageBytes(item);
  return item.piece ? bytes : Math.max(bytes, MESSAGE_BYTES / MAX_APPLICATIONS);
}
