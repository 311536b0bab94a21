import * as v from 'valibot';
import type { Piece } from '../piece/piece.ts';
import { deletePiece, takeOff } from '../piece/tagging.ts';
import { SETTINGS } from '../storage/settings.ts';
import { command } from './command.ts';
import { beforeMany, ids } from './fields.ts';
import { placeOf } from './remember.ts';
import { writePieces } from './write-pieces.ts';

/** Moves pieces to the bin, all or none, whoever tagged them. Refused if one of them never existed. */
export const deletePieces = command({
  type: 'delete',
  fields: {
    ids,
    /** Takes only this installation's own tag off, if colleagues tagged the page as well. */
    onlyMine: v.optional(v.literal(true)),
  },
  before: ({ ids }) => beforeMany(ids.length),
  async run({ ids, onlyMine = false }, context) {
    const all = [...new Set(ids)];
    const { store, now } = context;
    const reader = await store.read(SETTINGS);
    const without = (piece: Piece) =>
      onlyMine ? takeOff(piece, now, reader) : deletePiece(piece, now, reader.origin);
    const { made } = await writePieces(context, {
      ids: all,
      change: (_current, demand) => all.map((id) => [id, without(demand(id))]),
      action: (changes) => ({ kind: 'deleted', ...placeOf(changes) }),
    });
    return made;
  },
});
