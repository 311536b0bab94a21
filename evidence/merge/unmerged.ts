import { type Change, deletePiece } from '../piece/edits.ts';
import { isLive, type Piece } from '../piece/piece.ts';
import { sameValue } from '../values/same-value.ts';
import { pieceOf, stateOf } from './piece-state.ts';

/**
 * What a merge made of a piece. Of one that came in and was not here (`before` is null), what it became may be
 * missing: to take it off again needs no more than its id, and it would lie in the storage twice.
 */
export interface MergedChange {
  readonly before: Piece | null;
  readonly after?: Piece | null | undefined;
}

/**
 * @param mergedAt ISO 8601 UTC
 * @returns whether a change can be undone without what the piece became
 */
export function goesWithout({ before, after }: Change, mergedAt: string): boolean {
  // One with a time to come (a clock was wrong) could not be told from one that was changed since.
  return before === null && isLive(after) && after.updatedAt <= mergedAt;
}

/**
 * Undoes the merge of one piece: each thing in it is what it was before, to its time, unless it changed again since.
 * So nothing is deleted at a colleague's, and the same files can be merged again.
 * @param mergedAt when it was merged, ISO 8601 UTC
 * @returns the piece to write; `current` itself where there is nothing to undo
 */
export function unmerged(
  current: Piece,
  { before, after }: MergedChange,
  mergedAt: string,
  now: string,
): Piece {
  if (before === null) {
    // What somebody worked on since is theirs to delete.
    const isAsItCame = after ? saysTheSame(current, after) : current.updatedAt <= mergedAt;
    return (!after || isLive(after)) && isAsItCame ? sentBack(current, now) : current;
  }
  if (!after) return current;
  if (sameValue(current, after)) return before;
  const [is, was, then] = [stateOf(current), stateOf(before), stateOf(after)];
  const back = pieceOf({
    domain: is.domain,
    registers: mapBack(is.registers, was.registers, then.registers),
    words: mapBack(is.words, was.words, then.words),
    life: sameValue(is.life, then.life) ? was.life : is.life,
    taggedAt: was.taggedAt,
  });
  return sameValue(back, pieceOf(is)) ? current : back;
}

/**
 * Takes off what came in with a file. It is no deletion that could travel to the colleague whose it is:
 * it counts as taken off before anybody said anything in it, so any copy of it that is live wins.
 */
function sentBack(current: Piece, now: string): Piece {
  if (!isLive(current)) return current;
  const { taggedAt, updatedAt } = current;
  return { ...deletePiece(current, now), deletedAt: updatedAt < taggedAt ? updatedAt : taggedAt };
}

function saysTheSame(a: Piece, b: Piece): boolean {
  return sameValue(pieceOf(stateOf(a)), pieceOf(stateOf(b)));
}

/** The entries as they were before, but for those that are not any more what the merge made of them. */
function mapBack<T>(
  is: ReadonlyMap<string, T>,
  was: ReadonlyMap<string, T>,
  then: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> {
  const back = new Map<string, T>();
  for (const name of new Set([...is.keys(), ...was.keys()])) {
    const value = (sameValue(is.get(name), then.get(name)) ? was : is).get(name);
    if (value !== undefined) back.set(name, value);
  }
  return back;
}
