/** Takes every word of pieces out of what is kept beside them: snapshots, known labels, copies of applications. Pure. */
import { EDITION_VERSION, parseEdition, withoutPiecesIn } from '../application/edition.ts';
import { Refusal } from '../fault.ts';
import { labelWording } from '../piece/facts.ts';
import { type Piece, type PieceId, pageOf } from '../piece/piece.ts';
import { EDITION } from '../storage/applications.ts';
import { type Contents, piecesIn } from '../storage/contents.ts';
import { LABELS } from '../storage/known-labels.ts';
import { PICTURE } from '../storage/pictures.ts';
import { PIECE } from '../storage/pieces.ts';
import { isOf, keyOf, nameIn } from '../storage/record-kind.ts';

/** What is to be gone for good. */
export interface Going {
  readonly ids: ReadonlySet<PieceId>;
  /** Copies of applications that were used are to lose them, too. */
  readonly fromCopies: boolean;
}

/** @returns the known labels without those that no piece has any more; `known` itself where all stay */
export function labelsInUse(known: readonly string[], pieces: Iterable<Piece>): readonly string[] {
  if (known.length === 0) return known;
  const used = new Set<string>();
  for (const { labels = [] } of pieces) for (const label of labels) used.add(labelWording(label));
  const left = known.filter((label) => used.has(labelWording(label)));
  return left.length === known.length ? known : left;
}

/**
 * @param contents of a snapshot
 * @returns them without the pieces, their pages' pictures and the labels that nothing else there has; the same
 *   object where they hold nothing of all that
 * @throws Refusal where a newer version wrote a copy of an application that has them
 */
export function withoutPieces(contents: Contents, { ids, fromCopies }: Going): Contents {
  const left: Record<string, unknown> = { ...contents };
  for (const id of ids) delete left[keyOf(PIECE, id)];
  const pages = new Set([...ids].map(pageOf));
  for (const key of Object.keys(left)) {
    if (isOf(PIECE, key)) pages.delete(pageOf(nameIn(PIECE, key)));
  }
  for (const page of pages) delete left[keyOf(PICTURE, page)];
  if (fromCopies) {
    for (const [key, value] of Object.entries(left)) {
      if (isOf(EDITION, key)) left[key] = copyWithout(value, ids);
    }
  }
  const known = LABELS.parse(left[keyOf(LABELS)]);
  if (known.length > 0) {
    const inUse = labelsInUse(known, piecesIn(left).values());
    if (inUse !== known) left[keyOf(LABELS)] = inUse;
  }
  const isSame =
    Object.keys(left).length === Object.keys(contents).length &&
    Object.entries(left).every(([key, value]) => contents[key] === value);
  return isSame ? contents : left;
}

/** A copy that cannot be read stays as it is: nobody knows what is in it. */
function copyWithout(value: unknown, ids: ReadonlySet<PieceId>): unknown {
  const stored = parseEdition(value);
  if (stored.state === 'unreadable') return value;
  const after = withoutPiecesIn(stored.copy, ids);
  if (after === stored.copy) return value;
  if (stored.copy.version > EDITION_VERSION) throw new Refusal('newer-data');
  return after;
}
