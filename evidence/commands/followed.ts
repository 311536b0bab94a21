import { isTrace, type Piece, type PieceId, siblingId } from '../piece/piece.ts';
import { lastMove } from '../piece/removals.ts';

/**
 * @param current the stored pieces of the page
 * @returns the id under which a piece is now, if it was moved while a view had it open
 */
export function followed(id: PieceId, current: ReadonlyMap<PieceId, Piece>): PieceId {
  const passed = new Set<PieceId>();
  for (let at = id; ; ) {
    const piece = current.get(at);
    const move = piece && isTrace(piece) && lastMove(piece.removals);
    const next = move ? siblingId(at, move.to) : at;
    if (next === at || passed.has(next) || !current.has(next)) return at;
    passed.add(next);
    at = next;
  }
}
