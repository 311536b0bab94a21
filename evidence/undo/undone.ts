/** Computes the stored data after a part of an action is undone: a three-way merge. Pure. */
import { withMovesFollowed } from '../merge/follow-moves.ts';
import { unmerged } from '../merge/unmerged.ts';
import { pictureIdIn } from '../picture/picture.ts';
import type { Change } from '../piece/edits.ts';
import { type Piece, type PieceId, siblingIds } from '../piece/piece.ts';
import { hasMoved } from '../piece/removals.ts';
import { undoChanges } from '../piece/take-back.ts';
import type { ActionPart, PieceChange } from '../storage/last-action.ts';
import { PICTURE } from '../storage/pictures.ts';
import type { Put } from '../storage/puts.ts';
import type { Records } from '../storage/record-kind.ts';
import { isOf } from '../storage/records-of.ts';
import { sameValue } from '../values/same-value.ts';

/**
 * @param current the stored pieces, by id
 * @param now ISO 8601 UTC
 * @returns the pieces to store, by id
 */
export function piecesUndone(
  part: ActionPart,
  current: ReadonlyMap<PieceId, Piece>,
  now: string,
): ReadonlyMap<PieceId, Piece> {
  const undone = part.asItCame
    ? unmergedPieces(part, current)
    : undoChanges(current, part.pieces.filter(isWhole), now);
  const moved = new Set(
    part.pieces.flatMap(({ id, before, after }) =>
      hasMoved(before) || hasMoved(after) ? siblingIds(id) : [],
    ),
  );
  if (moved.size === 0) return undone;
  const pages = new Map([...current, ...undone].filter(([id]) => moved.has(id)));
  return new Map([...undone, ...withMovesFollowed(pages, current)]);
}

function unmergedPieces(part: ActionPart, current: ReadonlyMap<PieceId, Piece>): ReadonlyMap<PieceId, Piece> {
  const undone = new Map<PieceId, Piece>();
  for (const change of part.pieces) {
    const piece = current.get(change.id);
    if (change.after !== null) {
      if (piece) undone.set(change.id, unmerged(piece, change, part.at));
      // The action erased the piece, or was cut short and left it as a trace still to be erased.
    } else if (change.before && (!piece || piece.deletedAt === part.at)) undone.set(change.id, change.before);
  }
  return undone;
}

/**
 * @param current the stored records that the part changed
 * @returns the writes that revert them, except for records that changed again since
 */
export function recordsUndone({ records }: ActionPart, current: Records): Put[] {
  return records
    .filter(({ key, after }) => isAs(key, current[key], after))
    .map(({ key, before }) => ({ key, value: before }));
}

/** A picture counts as unchanged if only the mark that it shows pupils changed since. */
function isAs(key: string, current: unknown, after: unknown): boolean {
  if (isOf(PICTURE, key)) return pictureIdIn(current) === pictureIdIn(after);
  return sameValue(current ?? null, after);
}

function isWhole(change: PieceChange): change is Change {
  return change.after !== null && change.after !== undefined;
}
