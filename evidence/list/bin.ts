/**
 * The bin. Deleting a piece changes it but does not erase it: the piece stays with `deletedAt`, so that it
 * can be restored whole and colleagues get the deletion too. A piece that moves to another domain also leaves
 * such a trace. The bin shows neither that trace nor pieces that undoing a merge removed. All
 * of them are erased after 60 days (commands/tidy-up.ts); the teacher can delete the contents of the bin for
 * good earlier (commands/erase-pieces.ts).
 */
import { notesOf } from '../piece/contribution.ts';
import { isLive, isTrace, type Piece, type PieceId } from '../piece/piece.ts';

/** Days for which something deleted stays stored: a piece, a draft, a picture or an application. */
export const KEPT_AFTER_DELETION_DAYS = 60;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** A piece in the bin. */
export interface BinnedPiece {
  readonly id: PieceId;
  readonly evidence: Piece & { readonly deletedAt: string };
}

/** @returns the contents of the bin, the last deleted first */
export function binOf(pieces: ReadonlyMap<PieceId, Piece>): BinnedPiece[] {
  const binned: BinnedPiece[] = [];
  for (const [id, evidence] of pieces) {
    if (isInBin(evidence)) binned.push({ id, evidence });
  }
  return binned.sort((a, b) => {
    if (a.evidence.deletedAt !== b.evidence.deletedAt) {
      return a.evidence.deletedAt < b.evidence.deletedAt ? 1 : -1;
    }
    return a.id < b.id ? -1 : 1;
  });
}

/**
 * @returns the whole days that a piece has left in the bin: 0 on the last, and never more than the full
 *   period
 */
export function daysLeft(deletedAt: string, now: Date): number {
  const passed = Math.floor((now.getTime() - Date.parse(deletedAt)) / DAY_MS);
  return Math.min(KEPT_AFTER_DELETION_DAYS, Math.max(0, KEPT_AFTER_DELETION_DAYS - passed));
}

/** @returns whether a piece is off the list for another reason than being moved */
export function isOff(evidence: Piece): evidence is BinnedPiece['evidence'] {
  return !isLive(evidence) && !isTrace(evidence);
}

/** @returns whether a piece is in the bin; a colleague's deletion of something that was never here is not */
export function isInBin(evidence: Piece): evidence is BinnedPiece['evidence'] {
  return isOff(evidence) && wasDeleted(evidence) && saysAnything(evidence);
}

/** A deletion travels without words: where the piece never was, there is nothing to restore. */
function saysAnything(evidence: Piece): boolean {
  const { title, place = '', quotes = [] } = evidence;
  return title !== '' || place !== '' || quotes.length > 0 || notesOf(evidence).length > 0;
}

/**
 * @returns whether somebody deleted a piece. Nobody did if undoing a merge removed it, as if it had never
 *   come in: see merge/unmerged.ts
 */
export function wasDeleted({ deletedAt, taggedAt }: Piece): boolean {
  return deletedAt !== undefined && deletedAt > taggedAt;
}
