/**
 * The order made by hand. Every piece has a position: the number it was given, or else minus its time of
 * tagging. So pieces that nobody moved are sorted newest first, and new ones come to the top. A moved piece
 * gets a number between its neighbours': only one record is written, whatever the length of the list.
 */
import type { Piece, PieceId } from '../piece/piece.ts';

/** A file may have any number as a position; up to this one there are enough whole numbers for any list. */
const FARTHEST = 1e13;

/** A piece that was moved, and its new position. */
export interface Place {
  readonly id: PieceId;
  readonly position: number;
}

/** @returns the position of a piece in the order made by hand, the smallest first */
export function positionOf({ position, taggedAt }: Pick<Piece, 'position' | 'taggedAt'>): number {
  return position ?? -Date.parse(taggedAt);
}

/** Sorts by hand-made position. The address decides between equals, so the order is stable. */
export function byHand(a: Piece, b: Piece): number {
  const difference = positionOf(a) - positionOf(b);
  return difference !== 0 ? difference : a.url < b.url ? -1 : a.url > b.url ? 1 : 0;
}

/**
 * @param listed all pieces of a domain, in their order by hand
 * @param from the index of the piece to move
 * @param to its new index; one beyond an end means the end
 * @returns the positions to write: one; all of them if the neighbours have no number between them (several
 *   tabs tagged at the same moment); none if the piece is there already
 */
export function placesAfterMove(
  listed: readonly { readonly id: PieceId; readonly evidence: Piece }[],
  from: number,
  to: number,
): Place[] {
  const moved = listed[from];
  const goal = Math.max(0, Math.min(to, listed.length - 1));
  if (!moved || goal === from) return [];
  const rest = listed.filter((_, index) => index !== from);
  const [before, after] = [rest[goal - 1], rest[goal]].map((one) => one && positionOf(one.evidence));
  const position = between(before, after);
  if (position !== undefined) return [{ id: moved.id, position }];
  // Count from the present first position, so that pieces tagged from now on still come before them.
  const first = Math.min(...listed.map(({ evidence }) => positionOf(evidence)));
  const start = Math.max(-FARTHEST, Math.min(first, FARTHEST));
  return rest.toSpliced(goal, 0, moved).map(({ id }, index) => ({ id, position: start + index }));
}

/** A number between two, or beyond the only one given; undefined if there is none. */
function between(before: number | undefined, after: number | undefined): number | undefined {
  if (before === undefined) return after === undefined ? 0 : distinct(after - 1, after, after);
  if (after === undefined) return distinct(before + 1, before, before);
  return distinct(before + (after - before) / 2, before, after);
}

function distinct(number: number, before: number, after: number): number | undefined {
  return Number.isFinite(number) && number !== before && number !== after ? number : undefined;
}
