import { deletePiece } from '../piece/edits.ts';
import { command } from './command.ts';
import { beforeMany, ids } from './fields.ts';
import { placeOf } from './remember.ts';
import { writePieces } from './write-pieces.ts';

/** Moves pieces to the bin, all or none. Refused if one of them never existed. */
export const deletePieces = command({
  type: 'delete',
  fields: { ids },
  before: ({ ids }) => beforeMany(ids.length),
  async run({ ids }, context) {
    const all = [...new Set(ids)];
    const { made } = await writePieces(context, {
      ids: all,
      change: (_current, demand) => all.map((id) => [id, deletePiece(demand(id), context.now)]),
      action: (changes) => ({ kind: 'deleted', ...placeOf(changes) }),
    });
    return made;
  },
});
