import { siblingIds } from '../piece/piece.ts';
import { restore as restored } from '../piece/tagging.ts';
import { readTagger } from '../storage/own-origin.ts';
import { command } from './command.ts';
import { beforeMany, ids } from './fields.ts';
import { settled } from './settled.ts';
import { writePieces } from './write-pieces.ts';

/**
 * Restores pieces from the bin as they were. Pieces that are live, or were moved to another domain and are
 * live there, stay as they are.
 */
export const restore = command({
  type: 'restore',
  fields: { ids },
  before: ({ ids }) => beforeMany(ids.length),
  async run({ ids }, context) {
    const all = [...new Set(ids)];
    const { now } = context;
    const tagger = await readTagger(context);
    const { made } = await writePieces(context, {
      ids: [...new Set(all.flatMap(siblingIds))],
      change: (current, demand) =>
        all.flatMap((id) => {
          const after = restored(demand(id), now, tagger);
          return [[id, after] as const, ...settled(current, id, after, tagger, now)];
        }),
      action: { kind: 'restored' },
      also: () => tagger.puts,
    });
    return made;
  },
});
