/** Removes data that is deleted for good from the record of an action. Pure. */

import { piecesOfEdition } from '../application/edition.ts';
import { type Piece, type PieceId, pageOf, siblingId } from '../piece/piece.ts';
import { EDITION } from '../storage/applications.ts';
import { DRAFT } from '../storage/draft.ts';
import { LABELS } from '../storage/known-labels.ts';
import type { ActionPart, LastAction } from '../storage/last-action.ts';
import { PICTURE } from '../storage/pictures.ts';
import { PIECE } from '../storage/pieces.ts';
import { isOf, nameIn } from '../storage/records-of.ts';

const OF_PAGES = [PICTURE, DRAFT];

/** Identifies the data that is deleted for good. */
export interface Deleted {
  readonly ids: ReadonlySet<PieceId>;
  /** Keys of the pages of which nothing stays. */
  readonly pages: ReadonlySet<string>;
  /**
   * Ids that the pieces may have had before they were moved, and that other pieces have now, with the time
   * (ISO 8601 UTC) at which the deleted piece was tagged: moving keeps that time.
   */
  readonly formerIds: ReadonlyMap<PieceId, string>;
  /** Whether the pieces are deleted from editions too. */
  readonly fromEditions: boolean;
}

/** @returns what remains of a part: the same object if it holds none of that data, null if nothing remains */
export function partWithout(
  part: ActionPart,
  { ids, pages, formerIds, fromEditions }: Deleted,
): ActionPart | null {
  const isDeleted = (id: PieceId) => ids.has(id) || pages.has(pageOf(id));
  const holds = (key: string, value: unknown) => {
    if (isOf(PIECE, key)) return isDeleted(nameIn(PIECE, key));
    // Some of the labels may be on no other piece.
    if (isOf(LABELS, key)) return true;
    if (OF_PAGES.some((kind) => isOf(kind, key) && pages.has(nameIn(kind, key)))) return true;
    if (!fromEditions || !isOf(EDITION, key)) return false;
    const stored = EDITION.parse(value);
    return (
      stored !== undefined && stored.state !== 'unreadable' && hasAny(piecesOfEdition(stored.edition), ids)
    );
  };
  // If its page was tagged again in a domain that it was moved from, the text that it had there is still its own.
  const wasMoved = (id: PieceId, piece: Piece | null | undefined) =>
    piece &&
    (formerIds.get(id) === piece.taggedAt ||
      piece.removals?.some(({ to, isUndone }) => to && !isUndone && ids.has(siblingId(id, to))));
  const pieces = part.pieces.filter(
    ({ id, before, after }) => !isDeleted(id) && !wasMoved(id, before) && !wasMoved(id, after),
  );
  const records = part.records.filter(({ key, before, after }) => !holds(key, before) && !holds(key, after));
  if (pieces.length === part.pieces.length && records.length === part.records.length) return part;
  return pieces.length + records.length > 0 ? { ...part, pieces, records } : null;
}

/**
 * @param part what remains of the newest part of the action: null if nothing does, undefined if it was undone
 * @returns what remains of the head: the same object if it mentions none of that data, null if there is
 *   nothing left to undo
 */
export function headWithout(
  head: LastAction,
  part: ActionPart | null | undefined,
  { pages }: Deleted,
): LastAction | null {
  if (part === null) return head.parts > 1 ? { ...head, pages: [], pictures: [] } : null;
  const namesAny =
    head.pages?.some((page) => pages.has(page)) || head.pictures?.some(({ page }) => pages.has(page));
  if (!namesAny) return head;
  return {
    ...head,
    ...(head.pages && { pages: head.pages.filter((page) => !pages.has(page)) }),
    ...(head.pictures && { pictures: head.pictures.filter(({ page }) => !pages.has(page)) }),
  };
}

function hasAny(pieces: ReadonlyMap<PieceId, unknown>, ids: ReadonlySet<PieceId>): boolean {
  return [...ids].some((id) => pieces.has(id));
}
