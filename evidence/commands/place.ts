import * as v from 'valibot';
import { Refusal } from '../fault.ts';
import { place as placed } from '../piece/edits.ts';
import { isLive } from '../piece/piece.ts';
import { command } from './command.ts';
import { beforeMany, id, MAX_PIECES_AT_ONCE } from './fields.ts';
import { writePieces } from './write-pieces.ts';

/** Sets the positions of pieces in the order made by hand. All or none. */
export const place = command({
  type: 'place',
  fields: {
    places: v.pipe(
      v.array(v.strictObject({ id, position: v.pipe(v.number(), v.finite()) })),
      v.minLength(1),
      v.maxLength(MAX_PIECES_AT_ONCE),
    ),
  },
  before: ({ places }) => beforeMany(places.length),
  async run({ places }, context) {
    const positions = new Map(places.map(({ id, position }) => [id, position]));
    const { made } = await writePieces(context, {
      ids: [...positions.keys()],
      change: (_current, demand) =>
        Array.from(positions, ([id, position]) => {
          const piece = demand(id);
          if (!isLive(piece)) throw new Refusal('not-found');
          return [id, placed(piece, position, context.now)] as const;
        }),
      action: { kind: 'placed' },
    });
    return made;
  },
});
