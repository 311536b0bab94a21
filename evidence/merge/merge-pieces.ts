import type { Piece } from '../piece/piece.ts';
import { sameValue } from '../values/same-value.ts';
import { joined, pieceOf, stateOf } from './piece-state.ts';

/**
 * Merges two versions of one piece: the same page under the same domain. Each field has the value it was
 * given last. Quotes and labels are those of both, except those deleted since. Every colleague's note stays
 * with its name. The piece is deleted only if the deletion is later than the last change. Commutative,
 * associative and idempotent, up to the order of quotes, labels and colleagues, which is that of their times.
 * @returns the merged piece; `a` itself if it already says all of that
 */
export function mergePiece(a: Piece, b: Piece): Piece {
  const mine = stateOf(a);
  const both = pieceOf(joined(mine, stateOf(b)));
  return sameValue(both, pieceOf(mine)) ? a : both;
}

/** @returns the piece as a merge would write it; two versions that say the same become equal */
export function normalPiece(piece: Piece): Piece {
  return pieceOf(stateOf(piece));
}
