/** Undo as a three-way merge: restores what a command changed, unless it changed again since. */

import { sameValue } from '../values/same-value.ts';
import { type Change, deletePiece, joinPieces } from './edits.ts';
import { sameLabel } from './facts.ts';
import { isLive, type Piece, siblingId } from './piece.ts';
import { sameQuote } from './quote.ts';

/** Fields in which two records may differ although a reader sees the same piece. */
const CIRCUMSTANCES: ReadonlySet<string> = new Set([
  'url',
  'taggedAt',
  'updatedAt',
  'deletedAt',
  'movedTo',
  'position',
  'origin',
  'changedAt',
]);

/**
 * Undoes one change without losing later ones: a field that changed again since keeps its newer value (a note
 * typed after tagging survives undoing the tag). Quotes and labels are restored one by one, so that undoing
 * one keeps another that was added since. There may then be more than a piece is allowed: the caller checks.
 * A piece that did not exist before is deleted, not erased.
 * @returns the piece as it should be stored; `current` itself if there is nothing to undo
 */
export function undoChange(current: Piece, { before, after }: Change, now: string): Piece {
  if (!before) return deletePiece(current, now);
  const back: Record<string, unknown> = { ...current };
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)]).difference(STAMPS)) {
    if (sameValue(current[field], after[field])) back[field] = before[field];
  }
  back.quotes = listUndone(current.quotes, before.quotes, after.quotes, sameQuote);
  back.labels = listUndone(current.labels, before.labels, after.labels, sameLabel);
  back.updatedAt = current.updatedAt;
  for (const [field, value] of Object.entries(back)) if (value === undefined) delete back[field];
  return sameValue(back, current) ? current : { ...(back as Piece), updatedAt: now };
}

/**
 * Undoes several changes that one command made. If the command moved a piece, words written in its new domain
 * since then move back with it.
 * @param current the stored pieces by id
 * @returns the pieces as they should be stored, by id
 */
export function undoChanges(
  current: ReadonlyMap<string, Piece>,
  changes: readonly Change[],
  now: string,
): ReadonlyMap<string, Piece> {
  const changeOf = new Map(changes.map((change) => [change.id, change]));
  const restored = new Map<string, Piece>();
  /** From how many places pieces came to one. */
  const comers = new Map<string, number>();
  for (const { id, after } of changes) {
    const to = after.movedTo && siblingId(id, after.movedTo);
    if (to) comers.set(to, (comers.get(to) ?? 0) + 1);
  }
  for (const change of changes) {
    const piece = current.get(change.id);
    if (piece) restored.set(change.id, undoChange(piece, change, now));
  }
  for (const { id, after } of changes) {
    const arrival = after.movedTo && changeOf.get(siblingId(id, after.movedTo));
    const left = restored.get(id);
    const moved = arrival && current.get(arrival.id);
    if (!left || !moved) continue;
    // The piece was moved again since, so its content is already on the list elsewhere.
    if (moved.movedTo !== undefined) restored.delete(id);
    else if (isLive(moved) && !isLive(arrival.before ?? undefined)) {
      // If the page was tagged here again since, join both pieces.
      const taggedAgain = isLive(current.get(id));
      const joined = () => ({ ...joinPieces(left, moved), updatedAt: now });
      restored.set(id, taggedAgain ? joined() : withLaterWords(left, arrival.after, moved));
      // Nobody deleted it there: it moved back. What came from two places has words of both, and stays in the bin.
      const there = restored.get(arrival.id);
      if (there && !arrival.before && comers.get(arrival.id) === 1)
        restored.set(arrival.id, { ...there, movedTo: left.domain });
    }
  }
  return restored;
}

/** Not restored: Undo is a change too, and gets its own stamp when it is written. */
const STAMPS: ReadonlySet<string> = new Set(['origin', 'changedAt']);

/** Adds to a piece the fields that changed in its other domain after it arrived there. */
function withLaterWords(piece: Piece, arrived: Piece, moved: Piece): Piece {
  const words: Record<string, unknown> = { ...piece };
  for (const field of new Set([...Object.keys(arrived), ...Object.keys(moved)]).difference(CIRCUMSTANCES)) {
    if (sameValue(moved[field], arrived[field])) continue;
    if (moved[field] === undefined) delete words[field];
    else words[field] = moved[field];
  }
  return words as Piece;
}

/**
 * @returns the current list without the entries that the change added and with those that it removed, each
 *   behind its former predecessor; undefined if the list is then empty
 */
function listUndone<T>(
  current: readonly T[] = [],
  before: readonly T[] = [],
  after: readonly T[] = [],
  isSame: (a: T, b: T) => boolean,
): readonly T[] | undefined {
  if (sameValue(current, after)) return before.length > 0 ? before : undefined;
  const has = (list: readonly T[], one: T) => list.some((other) => isSame(one, other));
  const list = current.filter((one) => has(before, one) || !has(after, one));
  for (const [index, one] of before.entries()) {
    if (has(after, one) || has(list, one)) continue;
    const previous = before.slice(0, index).findLast((other) => has(list, other));
    const place = previous === undefined ? 0 : list.findIndex((other) => isSame(other, previous)) + 1;
    list.splice(place, 0, one);
  }
  return list.length > 0 ? list : undefined;
}
