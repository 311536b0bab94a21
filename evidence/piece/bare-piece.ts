import { storedContributions, toStore } from './contribution.ts';
import { PIECE_VERSION, type Piece } from './piece.ts';
import { timeOf } from './registers.ts';

/** @returns of a piece that is off the list only when and how it went: no title, no quotes, no facts, nobody's words */
export function barePiece(piece: Piece): Piece {
  const { domain, url, taggedAt, updatedAt, deletedAt, removals } = piece;
  const visitedAt = timeOf(piece, 'url');
  const words = storedContributions(piece).map((one) => toStore({ ...one, by: '', note: '' }, taggedAt));
  return {
    version: PIECE_VERSION,
    domain,
    url,
    title: '',
    taggedAt,
    updatedAt,
    ...(deletedAt !== undefined && { deletedAt }),
    ...(removals && { removals }),
    ...(words.length > 0 && { contributions: words }),
    // The address must not seem newer than it is.
    ...(visitedAt !== taggedAt && { changedAt: { url: visitedAt } }),
  };
}
