import type { Change } from '../piece/edits.ts';
import { isLive, type Piece } from '../piece/piece.ts';
import { sameValue } from '../values/same-value.ts';
import { pieceOf, stateOf } from './piece-state.ts';

/**
 * The change that a merge made to a piece. If the piece was new (`before` is null), `after` may be missing:
 * deleting it again needs only its id, and `after` would be stored twice.
 */
export interface MergedChange {
  readonly before: Piece | null;
  readonly after?: Piece | null | undefined;
}

/**
 * @param mergedAt ISO 8601 UTC
 * @returns whether a change can be undone without `after`
 */
export function goesWithout({ before, after }: Change, mergedAt: string): boolean {
  // A piece with a time in the future (a clock was wrong) could not be told from one that was changed since.
  return before === null && isLive(after) && after.updatedAt <= mergedAt;
}

/**
 * Undoes the merge of one piece: each value, with its time, becomes what it was before, unless it changed
 * again since. So nothing is deleted in a colleague's list, and the same files can be merged again.
 * @param mergedAt the time of the merge, ISO 8601 UTC
 * @returns the piece to write; `current` itself if there is nothing to undo
 */
export function unmerged(current: Piece, { before, after }: MergedChange, mergedAt: string): Piece {
  if (before === null) {
    // A piece that somebody has changed since is theirs to delete.
    const isAsItCame = after ? saysTheSame(current, after) : current.updatedAt <= mergedAt;
    return (!after || isLive(after)) && isAsItCame ? withdrawn(current) : current;
  }
  if (!after) return current;
  if (sameValue(current, after)) return before;
  const [is, was, then] = [stateOf(current), stateOf(before), stateOf(after)];
  const back = pieceOf({
    domain: is.domain,
    registers: mapBack(is.registers, was.registers, then.registers),
    words: mapBack(is.words, was.words, then.words),
    removals: sameValue(is.removals, then.removals) ? was.removals : is.removals,
    updatedAt: sameValue(is.updatedAt, then.updatedAt) ? was.updatedAt : is.updatedAt,
    taggedAt: was.taggedAt,
  });
  return sameValue(back, pieceOf(is)) ? current : back;
}

/** Empties a piece that came with a file. Nobody deleted it, so nothing travels to the colleagues whose it is. */
function withdrawn(current: Piece): Piece {
  if (!isLive(current)) return current;
  const { contributions: _, removals: _removals, ...rest } = current;
  return { ...(rest as Piece), deletedAt: rest.taggedAt };
}

function saysTheSame(a: Piece, b: Piece): boolean {
  return sameValue(pieceOf(stateOf(a)), pieceOf(stateOf(b)));
}

/** @returns the entries as they were before, except for those that changed since the merge */
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
