import { Refusal } from '../fault.ts';
import { isLive, type Piece, type PieceId, siblingIds } from '../piece/piece.ts';
import type { CommandContext } from './command.ts';
import { type Written, writePieces } from './write-pieces.ts';

/**
 * Changes pages: for each piece named, all pieces of its page, in every domain.
 * @param change gets each piece, and the piece of its page that was named
 * @throws Refusal if a named piece isn't in the list
 */
export function editPages(
  context: CommandContext,
  ids: readonly PieceId[],
  change: (piece: Piece, named: Piece) => Piece,
  writing: Omit<Parameters<typeof writePieces>[1], 'ids' | 'change'> = {},
): Promise<Written> {
  return writePieces(context, {
    ...writing,
    isWork: true,
    ids: [...new Set(ids.flatMap(siblingIds))],
    change: (current, demand) => {
      const named = new Map<PieceId, Piece>();
      for (const id of ids) {
        const piece = demand(id);
        if (!isLive(piece)) throw new Refusal('not-found');
        for (const sibling of siblingIds(id)) named.set(sibling, piece);
      }
      return [...current].map(([id, piece]) => [id, change(piece, named.get(id) ?? piece)]);
    },
  });
}
