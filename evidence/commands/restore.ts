import { restore as restored } from '../piece/edits.ts';
import { command } from './command.ts';
import { beforeMany, ids } from './fields.ts';
import { writePieces } from './write-pieces.ts';

/** Brings pieces back from the bin as they were; those that are live or live on elsewhere stay as they are. */
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
