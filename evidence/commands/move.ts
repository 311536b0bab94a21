import { move as moved } from '../piece/move.ts';
import { isLive, isTrace, type Piece, type PieceId, siblingId } from '../piece/piece.ts';
import { SETTINGS } from '../storage/settings.ts';
import { command } from './command.ts';
import { beforeMany, domain, ids } from './fields.ts';
import { placeOf } from './remember.ts';
import { writePieces } from './write-pieces.ts';

/**
 * Moves pieces to one domain, all or none. Pieces that are already there, or already deleted, stay as they
 * are. If a page comes from two domains, its pieces are joined. Refused if a piece never existed, or if the
 * joined piece would be larger than a piece can be.
 */
export const move = command({
  type: 'move',
  fields: { ids, to: domain },
  before: ({ ids }) => beforeMany(ids.length),
  async run({ ids, to }, context) {
    const moving = [...new Set(ids)].filter((id) => siblingId(id, to) !== id);
    if (moving.length === 0) return undefined;
    const { origin } = await context.store.read(SETTINGS);
    const { made, changes } = await writePieces(context, {
      ids: [...new Set(moving.flatMap((id) => [id, siblingId(id, to)]))],
      change: (current, demand) => {
        const changed = new Map<PieceId, Piece>();
        for (const id of moving) {
          const piece = demand(id);
          if (!isLive(piece)) continue;
          const target = siblingId(id, to);
          const { left, arrived } = moved(
            piece,
            changed.get(target) ?? current.get(target),
            to,
            context.now,
            origin,
          );
          changed.set(id, left).set(target, arrived);
        }
        return changed;
      },
      action: (changes) => ({ kind: 'moved', ...placeOf(changes) }),
    });
    return { ...made, count: changes.filter(({ after }) => isTrace(after)).length };
  },
});
