/** What undoing a part of an action makes of what is stored now: a three-way merge. Pure. */
import { unmerged } from '../merge/unmerged.ts';
import { pictureIdIn } from '../picture/picture.ts';
import type { Change } from '../piece/edits.ts';
import type { Piece, PieceId } from '../piece/piece.ts';
import { undoChanges } from '../piece/take-back.ts';
import type { ActionPart, PieceChange } from '../storage/last-action.ts';
import { PICTURE } from '../storage/pictures.ts';
import { isOf, type Put, type Records } from '../storage/record-kind.ts';
import { sameValue } from '../values/same-value.ts';

/**
 * @param current what is stored now, by id
 * @param now ISO 8601 UTC
 * @returns the pieces as they should be stored, by id
 */
export function piecesUndone(
  part: ActionPart,
  current: ReadonlyMap<PieceId, Piece>,
  now: string,
): ReadonlyMap<PieceId, Piece> {
  if (!part.asItCame) return undoChanges(current, part.pieces.filter(isWhole), now);
  const undone = new Map<PieceId, Piece>();
  for (const change of part.pieces) {
    const piece = current.get(change.id);
    if (change.after !== null) {
      if (piece) undone.set(change.id, unmerged(piece, change, part.at, now));
      // It was erased with the action, or left as a trace that was still to be erased.
    } else if (change.before && (!piece || piece.deletedAt === part.at)) undone.set(change.id, change.before);
  }
  return undone;
}

/**
 * @param current the records that the part changed, as they are stored now
 * @returns what to write of them: one that changed again since stays as it is
 */
export function recordsUndone({ records }: ActionPart, current: Records): Put[] {
  return records
    .filter(({ key, after }) => isAs(key, current[key], after))
    .map(({ key, before }) => ({ key, value: before }));
}

/** A picture is the same although somebody said of it since whether it shows pupils. */
function isAs(key: string, current: unknown, after: unknown): boolean {
  if (isOf(PICTURE, key)) return pictureIdIn(current) === pictureIdIn(after);
  return sameValue(current ?? null, after);
}

function isWhole(change: PieceChange): change is Change {
  return change.after !== null && change.after !== undefined;
}
