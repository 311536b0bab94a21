/**
 * How changes of pieces are stored for Undo, and read again. A bulk change concerns thousands of pieces, so of a
 * piece that was in the list before only the fields are stored in which it differs. Undo is a three-way merge, which
 * leaves the other fields as they are now: so they are taken from the piece of the moment. Pure.
 */

import { Refusal } from '../fault.ts';
import type { Change } from '../piece/edits.ts';
import { type Evidence, type EvidenceId, isLive, parseEvidence } from '../piece/evidence.ts';
import type { PieceChange } from '../storage/last-action.ts';
import { sameValue } from '../values/same-value.ts';

/** What an action made of a piece; null: it was not there, or is erased. */
export interface WholeChange {
  readonly id: EvidenceId;
  readonly before: Evidence | null;
  /** Missing: as it came in with a file. */
  readonly after?: Evidence | null | undefined;
}

/** What says nothing alone: whether a piece is in the list, and since when. */
const LIFE: ReadonlySet<string> = new Set(['deletedAt', 'movedTo']);

/**
 * What a merge can only read together: who says what, and when each thing was said. A later merge may have made
 * another colleague's words the first, and these would be taken for hers.
 */
const WORDS_AND_TIMES: ReadonlySet<string> = new Set([
  ...LIFE,
  ...['taggedAt', 'updatedAt', 'changedAt', 'origin', 'taggedBy', 'note', 'contributions'],
]);

/** @returns a change as it is stored */
export function storedChange(change: Change): PieceChange {
  return stored(change, LIFE);
}

/** @returns as {@link storedChange}, for a change that brought its times along */
export function storedAsItCame(change: Change): PieceChange {
  return stored(change, WORDS_AND_TIMES);
}

function stored({ id, before, after }: Change, always: ReadonlySet<string>): PieceChange {
  if (!before || !isLive(before)) return { id, before, after };
  const was: Record<string, unknown> = {};
  const is: Record<string, unknown> = {};
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (!always.has(field) && sameValue(before[field], after[field])) continue;
    if (before[field] !== undefined) was[field] = before[field];
    if (after[field] !== undefined) is[field] = after[field];
  }
  return { id, before: was, after: is, isPart: true };
}

/**
 * @param current the piece of the moment, if there is one
 * @param asItCame the change brought its times along
 * @returns the stored change as it was made; undefined where there is nothing that it could be undone on
 * @throws Refusal where what is stored is no piece
 */
export function wholeChange(
  { id, before, after, isPart }: PieceChange,
  current: Evidence | undefined,
  asItCame = false,
): WholeChange | undefined {
  if (!isPart) return { id, before: before && piece(before), after: after && piece(after) };
  if (!current) return undefined;
  const known = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const always = asItCame ? WORDS_AND_TIMES : LIFE;
  const rest = Object.fromEntries(
    Object.entries(current).filter(([field]) => !known.has(field) && !always.has(field)),
  );
  return { id, before: piece({ ...rest, ...before }), after: piece({ ...rest, ...after }) };
}

function piece(value: unknown): Evidence {
  const stored = parseEvidence(value);
  if (stored.state === 'unreadable') throw new Refusal('unreadable-data');
  return stored.evidence;
}
