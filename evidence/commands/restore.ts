import { restore as restored } from '../piece/edits.ts';
import { command } from './command.ts';
import { beforeMany, ids } from './fields.ts';
import { writePieces } from './write-pieces.ts';

/**
 * Restores pieces from the bin. Pieces that are live, here or after a move in another domain, stay as they
 * are.
 */
export const restore = command({
  type: 'restore',
  fields: { ids },
  before: ({ ids }) => beforeMany(ids.length),
  async run({ ids }, context) {
    const all = [...new Set(ids)];
    const { made } = await writePieces(context, {
      ids: all,
      change: (_current, demand) => all.map((id) => [id, restored(demand(id), context.now)]),
      action: { kind: 'restored' },
    });
    return made;
  },
});
