import type { Piece } from '../piece/piece.ts';
import { sameValue } from '../values/same-value.ts';
import { joined, pieceOf, stateOf } from './piece-state.ts';

/**
 * Merges two copies of one piece, the same page under the same domain. Each thing in it has the value that
 * it was given last, quotes and labels are those of both but for what was taken out since, every colleague's
 * note stays with its name, and it is off the list only where that happened after the last change.
 * Commutative, associative and idempotent, up to the order of quotes, labels and colleagues, which is that
 * of their times.
 * @returns the merged piece; `a` itself where it says all of that already
 */
export function mergePiece(a: Piece, b: Piece): Piece {
  const mine = stateOf(a);
  const both = pieceOf(joined(mine, stateOf(b)));
  return sameValue(both, pieceOf(mine)) ? a : both;
}

/** @returns the piece as a merge would write it; two copies that say the same become equal */
export function normalPiece(piece: Piece): Piece {
  return pieceOf(stateOf(piece));
}
