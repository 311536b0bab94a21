/**
 * The order made by hand. Every piece has a place: the number it was given, or else minus the time of its
 * tagging, so that what nobody moved stands newest first and what is new comes to the top. To move one,
 * it gets a number between those of its neighbours: one record is written, whatever the length of the list.
 */
import type { Piece, PieceId } from '../piece/piece.ts';

/** A file may say any number; up to this one there are whole numbers enough for any list. */
const FARTHEST = 1e13;

/** A piece that was moved, and its new place. */
export interface Place {
  readonly id: PieceId;
  readonly position: number;
}

/** @returns the place of a piece in the order made by hand, the smallest first */
export function positionOf({ position, taggedAt }: Pick<Piece, 'position' | 'taggedAt'>): number {
  return position ?? -Date.parse(taggedAt);
}

/** Order by hand; the address decides between equals, so it is stable. */
export function byHand(a: Piece, b: Piece): number {
  const difference = positionOf(a) - positionOf(b);
  return difference !== 0 ? difference : a.url < b.url ? -1 : a.url > b.url ? 1 : 0;
}

/**
 * @param listed the pieces of a domain in their order by hand, all of them
 * @param from the index of the one to move
 * @param to the index it is to have; one beyond an end means the end
 * @returns what to write: one place; all of them where the neighbours leave no number between them
 *   (several tabs that were tagged at one moment); none where it is there already
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
  // From the present first place on, so that what is tagged from now on still comes before them.
  const first = Math.min(...listed.map(({ evidence }) => positionOf(evidence)));
  const start = Math.max(-FARTHEST, Math.min(first, FARTHEST));
  return rest.toSpliced(goal, 0, moved).map(({ id }, index) => ({ id, position: start + index }));
}

/** A number between two, or beyond the one that is there; undefined where there is none. */
function between(before: number | undefined, after: number | undefined): number | undefined {
  if (before === undefined) return after === undefined ? 0 : distinct(after - 1, after, after);
  if (after === undefined) return distinct(before + 1, before, before);
  return distinct(before + (after - before) / 2, before, after);
}

function distinct(number: number, before: number, after: number): number | undefined {
  return Number.isFinite(number) && number !== before && number !== after ? number : undefined;
}
