/**
 * The bin. Deleting a piece is a change and no erasure: the piece stays with `deletedAt`, so that it can come back whole
 * and the deletion can travel to colleagues. A piece that moves to another domain leaves such a trace, too, with
 * `movedTo`. Neither that trace nor what undoing a merge took out is in the bin. All of them end after 60 days
 * (commands/tidy-up.ts); the teacher can delete what is in the bin for good before (commands/erase-pieces.ts).
 */
import { isLive, type Piece, type PieceId } from '../piece/piece.ts';

/** How long what is not in the list is kept, in days: a piece that was taken off, a draft, a picture, an application. */
export const KEPT_AFTER_DELETION_DAYS = 60;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** A piece in the bin. */
export interface BinnedPiece {
  readonly id: PieceId;
  readonly evidence: Piece & { readonly deletedAt: string };
}

/** @returns what is in the bin, the last deleted first */
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

/** @returns the whole days for which a piece stays in the bin: 0 on the last, and never more than it is kept at all */
export function daysLeft(deletedAt: string, now: Date): number {
  const passed = Math.floor((now.getTime() - Date.parse(deletedAt)) / DAY_MS);
  return Math.min(KEPT_AFTER_DELETION_DAYS, Math.max(0, KEPT_AFTER_DELETION_DAYS - passed));
}

/** @returns whether a piece is off the list, and not because it was moved */
export function isOff(evidence: Piece): evidence is BinnedPiece['evidence'] {
  return !isLive(evidence) && evidence.movedTo === undefined;
}

/** @returns whether a piece lies in the bin */
export function isInBin(evidence: Piece): evidence is BinnedPiece['evidence'] {
  return isOff(evidence) && wasDeleted(evidence);
}

/**
 * @returns whether somebody took a piece off. What an Undo took out again, as if it had never come in, nobody did:
 *   see merge/unmerged.ts
 */
export function wasDeleted({ deletedAt, taggedAt }: Piece): boolean {
  return deletedAt !== undefined && deletedAt > taggedAt;
}
