import { wasDeleted } from '../list/bin.ts';
import { isLive, type Piece, type PieceId } from '../piece/piece.ts';
import { hash } from '../values/hash.ts';

/** When pieces were deleted for good (ISO 8601 UTC), by the hash of their ids: see storage/gone.ts. */
export type GoneTimes = Readonly<Record<string, string>>;

/** @returns when a piece was deleted for good, ISO 8601 UTC; undefined if it wasn't */
export function goneAt(gone: GoneTimes, id: PieceId): string | undefined {
  const name = hash(id);
  return Object.hasOwn(gone, name) ? gone[name] : undefined;
}

/**
 * @param here the piece in the list, if it has one
 * @param theirs the piece in colleagues' files
 * @param gone what was deleted for good in this list
 * @returns whether it was deleted here for good after its last change, so that it only comes back if the
 *   teacher says so. A deletion of it is nothing to take over either: only its words would come back
 */
export function staysDeleted(id: PieceId, here: Piece | undefined, theirs: Piece, gone: GoneTimes): boolean {
  // What Undo of an import left behind is nothing that somebody deleted since.
  if (here && (isLive(here) || wasDeleted(here))) return false;
  const at = goneAt(gone, id);
  return at !== undefined && (!isLive(theirs) || theirs.updatedAt <= at);
}
