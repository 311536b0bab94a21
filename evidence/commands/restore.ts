import { siblingIds } from '../piece/piece.ts';
import { restore as restored } from '../piece/tagging.ts';
import { taggerOf } from '../storage/own-origin.ts';
import { SETTINGS } from '../storage/settings.ts';
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
    const { store, now, newOrigin } = context;
    const tagger = taggerOf(await store.read(SETTINGS), newOrigin);
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
