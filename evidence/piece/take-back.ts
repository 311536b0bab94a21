/** Undo as a three-way merge: restores what a command changed, unless it changed again since. */

import { sameValue } from '../values/same-value.ts';
import { laterThan } from '../values/timestamp.ts';
import {
  type Contribution,
  changeOf,
  contributionsByKey,
  contributionsOf,
  isSeen,
  keyOfContribution,
  storedContributions,
  takenBy,
} from './contribution.ts';
import type { Change } from './edits.ts';
import { sameLabel } from './facts.ts';
import { isLive, isTrace, type Piece, siblingId } from './piece.ts';
import { sameQuote } from './quote.ts';
import { joinRemovals, lastMove, lastRemoval, type Removal, withUndone } from './removals.ts';
import { deletePiece } from './tagging.ts';
import { explained, withContributions, withLife } from './with-contributions.ts';

/**
 * Undoes one change without losing later ones: a field that changed again since keeps its newer value (a note
 * typed after tagging survives undoing the tag). Quotes and labels are restored one by one, so that undoing
 * one keeps another that was added since. There may then be more than a piece is allowed: the caller checks.
 * A piece that did not exist before is deleted, not erased.
 * @returns the piece as it should be stored; `stored` itself if there is nothing to undo
 */
export function undoChange(stored: Piece, { before, after }: Change, now: string): Piece {
  const current = explained(stored);
  const at = laterThan(current.updatedAt, now);
  const back: Record<string, unknown> = { ...current };
  const fields = before ? new Set([...Object.keys(before), ...Object.keys(after)]).difference(OWN_WAYS) : [];
  for (const field of fields) {
    if (sameValue(current[field], after[field])) back[field] = before?.[field];
  }
  if (before) {
    back.quotes = listUndone(current.quotes, before.quotes, after.quotes, sameQuote);
    back.labels = listUndone(current.labels, before.labels, after.labels, sameLabel);
  }
  back.removals = removalsUndone(current, before, after);
  for (const [field, value] of Object.entries(back)) if (value === undefined) delete back[field];
  const words = contributionsUndone(current, before, after, at);
  const undone = stillDeleted(
    withLife(withContributions(back as Piece, words), before?.deletedAt ?? at),
    { before, after },
    at,
  );
  return sameValue(undone, current) ? stored : { ...undone, updatedAt: at };
}

/**
 * Undoes several changes that one command made. A move is marked as undone, so that everybody's words return
 * (merge/follow-moves.ts). If nothing was in the new domain before, whatever was said there since returns with
 * them.
 * @param current the stored pieces by id
 * @returns the pieces as they should be stored, by id
 */
export function undoChanges(
  current: ReadonlyMap<string, Piece>,
  changes: readonly Change[],
  now: string,
): ReadonlyMap<string, Piece> {
  const changeById = new Map(changes.map((change) => [change.id, change]));
  const restored = new Map<string, Piece>();
  for (const change of changes) {
    const piece = current.get(change.id);
    if (piece) restored.set(change.id, undoChange(piece, change, now));
  }
  /** How many pieces came to one place. */
  const comers = new Map<string, number>();
  const moves = changes.flatMap((change) => {
    const made = lastMove(removalsMade(change.before, change.after));
    return made ? [{ ...change, made, target: siblingId(change.id, made.to) }] : [];
  });
  for (const { target } of moves) comers.set(target, (comers.get(target) ?? 0) + 1);
  for (const { id, before, after, made, target } of moves) {
    const piece = current.get(id);
    if (!piece) continue;
    const arrival = changeById.get(target);
    const there = arrival && current.get(arrival.id);
    // The piece was moved again since, so it can't come back from there.
    if (there && isTrace(there)) restored.delete(id);
    else {
      const at = laterThan(piece.updatedAt, now);
      const back = { ...piece, removals: removalsUndone(piece, before, after), updatedAt: at };
      restored.set(id, withLife(back, at));
    }
    // What came from two places can't be told apart: whatever was added to it since stays.
    if (!arrival || !there || comers.get(arrival.id) !== 1) continue;
    if (arrival.before && !isTrace(arrival.before)) continue;
    restored.delete(arrival.id);
    if (!isLive(there)) continue;
    const at = laterThan(there.updatedAt, now);
    const removals = joinRemovals(there.removals, [{ to: piece.domain, at, since: made.at }]);
    restored.set(arrival.id, { ...there, removals, updatedAt: at });
  }
  return restored;
}

/** Deletes a piece again that the change restored, unless somebody has tagged it since. */
function stillDeleted(
  undone: Piece,
  { before, after }: Pick<Change, 'before' | 'after'>,
  now: string,
): Piece {
  if (!before || isLive(before) || isTrace(before) || !isLive(after)) return undone;
  const [had, was] = [contributionsByKey(before), contributionsByKey(after)];
  // What came with a move goes back with it: to delete it here would delete it there, too.
  const stay = contributionsOf(undone)
    .map(keyOfContribution)
    .filter((key) => was.get(key)?.cameAt === had.get(key)?.cameAt);
  if (stay.length === 0 || !stay.every((key) => was.has(key))) return undone;
  const deleted = deletePiece(undone, now, lastRemoval(before.removals)?.by);
  if (deleted.removals === undone.removals) return deleted;
  // The removal hides the writer's tag, which was on before: undoing the deletion, too, shows it again.
  const words = storedContributions(deleted).map(({ isOff, ...one }): Contribution => {
    const then = had.get(keyOfContribution(one));
    return isOff && (!then || then.isOff) ? { ...one, isOff } : one;
  });
  return withContributions(deleted, words);
}

/** @returns the removals that a change made */
function removalsMade(before: Piece | null, after: Piece): readonly Removal[] {
  const had = before?.removals ?? [];
  const isNew = (one: Removal) => !one.isUndone && !had.some(({ at, to }) => at === one.at && to === one.to);
  return after.removals?.filter(isNew) ?? [];
}

/** @returns the removals of a piece, without those that a change made */
function removalsUndone({ removals }: Piece, before: Piece | null, after: Piece): Removal[] | undefined {
  const made = removalsMade(before, after);
  const isMade = (one: Removal) =>
    made.some(({ at, to, by }) => {
      if (one.at === at && one.to === to) return true;
      // Undoing that it was tagged again deleted it once more.
      const isAgain = removals?.some((other) => other.at === at && other.isUndone) && one.at > at;
      return isAgain && to === undefined && one.to === undefined && one.by === by;
    });
  return removals && withUndone(removals, isMade);
}

/** Fields that are undone in ways of their own: they hold the times of changes, or what several people said. */
const OWN_WAYS: ReadonlySet<string> = new Set([
  'changedAt',
  'contributions',
  'removals',
  'taggedAt',
  'updatedAt',
  'deletedAt',
]);

/** A tag that the change added is taken off; its words stay with it. */
function contributionsUndone(
  current: Piece,
  before: Piece | null,
  after: Piece,
  now: string,
): readonly Contribution[] {
  const [had, has] = [contributionsByKey(before), contributionsByKey(after)];
  const is = contributionsByKey(current);
  const undone = new Map<string, Contribution>();
  for (const [key, one] of is) undone.set(key, backOf(key, one));
  for (const [key, was] of had) {
    if (was.from === undefined || has.has(key) || is.has(key)) continue;
    // Words that were settled (tagging.ts) are words from another domain again.
    const [one, then] = [is.get(was.origin), has.get(was.origin)];
    const isTyped = one !== undefined && one.note !== then?.note;
    undone.set(key, { ...was, note: isTyped ? one.note : was.note, at: laterThan(now, now) });
    if (!had.has(was.origin)) undone.delete(was.origin);
  }
  return [...undone.values()];

  function backOf(key: string, one: Contribution): Contribution {
    const [was, then] = [had.get(key), has.get(key)];
    // What came with a move goes back with it.
    if (!then || sameValue(was, then) || was?.cameAt !== then.cameAt) return one;
    const isAsMade = sameValue(one, then);
    // What somebody deleted since stays deleted.
    if (takenBy(one, current)) return was && isAsMade ? { ...was, at: one.at } : one;
    const at = laterThan(changeOf(one), now);
    const words = was && isAsMade ? was : one;
    if (!was || !before || !isSeen(was, before)) return { ...words, isOff: true, at };
    const { isOff: _, ...seen } = words;
    return { ...seen, at };
  }
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
