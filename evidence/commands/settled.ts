import { isOwnTag } from '../piece/contribution.ts';
import { type Piece, type PieceId, siblingIds } from '../piece/piece.ts';
import { settle, type Writer } from '../piece/tagging.ts';

/**
 * @param current the stored pieces of the page
 * @param id the piece on which a command may put the writer's own tag
 * @returns the page's other pieces that hold words which the writer brought from there: they become words of the
 *   domain in which they are
 */
export function settled(
  current: ReadonlyMap<PieceId, Piece>,
  id: PieceId,
  after: Piece,
  writer: Writer,
  now: string,
): readonly (readonly [PieceId, Piece])[] {
  const before = current.get(id);
  if (!isOwnTag(after, writer) || (before && isOwnTag(before, writer))) return [];
  return siblingIds(id).flatMap((sibling) => {
    const piece = current.get(sibling);
    return piece && sibling !== id ? [[sibling, settle(piece, writer, after.domain, now)] as const] : [];
  });
}
