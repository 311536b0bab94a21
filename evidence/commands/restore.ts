import { restore as restored } from '../piece/edits.ts';
import { command } from './command.ts';
import { beforeMany, ids } from './fields.ts';
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
    const { made } = await writePieces(context, {
      ids: all,
      change: (_current, demand) => all.map((id) => [id, restored(demand(id), context.now)]),
      action: { kind: 'restored' },
    });
    return made;
  },
});
