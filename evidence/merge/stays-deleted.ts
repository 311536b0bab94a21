import type { Piece, PieceId } from '../piece/piece.ts';
import { hash } from '../values/hash.ts';

/** When pieces were deleted for good (ISO 8601 UTC), by the hash of their ids: see storage/gone.ts. */
export type GoneTimes = Readonly<Record<string, string>>;

/**
 * @param piece a piece of colleagues' files that the list doesn't have
 * @param gone what was deleted for good in this list
 * @returns whether it was deleted here for good after its last change: then it only comes back if the teacher
 *   says so
 */
export function staysDeleted(id: PieceId, { updatedAt }: Piece, gone: GoneTimes): boolean {
  const name = hash(id);
  const at = Object.hasOwn(gone, name) ? gone[name] : undefined;
  return at !== undefined && updatedAt <= at;
}
