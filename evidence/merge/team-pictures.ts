import type { ArchivedPicture } from '../files/archived-picture.ts';
import { PICTURE_VERSION, type Picture } from '../picture/picture.ts';
import { isLive, type PieceId, pageOf } from '../piece/piece.ts';
import type { PieceList } from './merge-lists.ts';
import type { MergePlan } from './merge-plan.ts';

/**
 * @param brought the pictures of colleagues' archives, in any order
 * @param own the present pictures, by page key
 * @returns the pictures for pages that are in the list, or are added to it, and have none; of two for one
 *   page, the one taken last
 */
export function picturesToBring(
  brought: readonly ArchivedPicture[],
  own: ReadonlyMap<string, unknown>,
  mine: PieceList,
  plan: MergePlan,
): readonly ArchivedPicture[] {
  const pages = new Set<string>(plan.fresh.map(({ id }) => pageOf(id)));
  for (const [id, piece] of mine) if (isLive(piece)) pages.add(pageOf(id as PieceId));
  const byPage = new Map<string, ArchivedPicture>();
  for (const one of brought) {
    if (own.has(one.page) || !pages.has(one.page)) continue;
    const known = byPage.get(one.page);
    if (!known || comesBefore(known, one)) byPage.set(one.page, one);
  }
  return [...byPage.values()];
}

/**
 * @returns the record for a picture of an archive. It shows no pupils: archives never contain such pictures
 */
export function recordOf(picture: ArchivedPicture, id: string): Picture {
  const { type, width, height, takenAt, bytes } = picture;
  return {
    version: PICTURE_VERSION,
    id,
    type,
    width,
    height,
    bytes: bytes.byteLength,
    takenAt,
    showsPupils: false,
  };
}

/** Decides between pictures of the same time too, so that the order of the files doesn't matter. */
function comesBefore(a: ArchivedPicture, b: ArchivedPicture): boolean {
  if (a.takenAt !== b.takenAt) return a.takenAt < b.takenAt;
  return a.bytes.byteLength < b.bytes.byteLength;
}
