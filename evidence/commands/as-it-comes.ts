import type { Piece } from '../piece/piece.ts';

/** Stamps nothing: for pieces that bring their own times of change, such as pieces from a file. */
export function asItComes(_before: Piece | null, piece: Piece): Piece {
  return piece;
}
