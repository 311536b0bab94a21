/** Removes pieces from the data that is stored beside them: snapshots, known labels, editions. Pure. */
import { EDITION_VERSION, parseEdition, withoutPiecesIn } from '../application/edition.ts';
import { Refusal } from '../fault.ts';
import { labelWording } from '../piece/facts.ts';
import { type Piece, type PieceId, pageOf } from '../piece/piece.ts';
import { EDITION } from '../storage/applications.ts';
import { type Contents, piecesIn } from '../storage/contents.ts';
import { LABELS } from '../storage/known-labels.ts';
import { PICTURE } from '../storage/pictures.ts';
import { PIECE } from '../storage/pieces.ts';
import { keyOf } from '../storage/record-kind.ts';
import { isOf, nameIn } from '../storage/records-of.ts';

/** Identifies the pieces to remove for good. */
export interface Going {
  readonly ids: ReadonlySet<PieceId>;
  /** Ids that the pieces had before they were moved, with the time (ISO 8601 UTC) at which each was tagged. */
  readonly formerIds: ReadonlyMap<PieceId, string>;
  /** Whether to remove them from editions too. */
  readonly fromEditions: boolean;
}

/** @returns the known labels that some piece still has; `known` itself if all stay */
export function labelsInUse(known: readonly string[], pieces: Iterable<Piece>): readonly string[] {
  if (known.length === 0) return known;
  const used = new Set<string>();
  for (const { labels = [] } of pieces) for (const label of labels) used.add(labelWording(label));
  const left = known.filter((label) => used.has(labelWording(label)));
  return left.length === known.length ? known : left;
}

/**
 * @param contents the contents of a snapshot
 * @returns the contents without the pieces, their pages' pictures and the labels that nothing else in the
 *   snapshot has; the same object if there is none of that
 * @throws Refusal if a newer version wrote an edition that has the pieces
 */
export function withoutPieces(contents: Contents, { ids, formerIds, fromEditions }: Going): Contents {
  const left: Record<string, unknown> = { ...contents };
  for (const id of ids) delete left[keyOf(PIECE, id)];
  const pieces = piecesIn(left);
  for (const [id, taggedAt] of formerIds) {
    if (pieces.get(id)?.taggedAt === taggedAt) delete left[keyOf(PIECE, id)];
  }
  const pages = new Set([...ids].map(pageOf));
  for (const key of Object.keys(left)) {
    if (isOf(PIECE, key)) pages.delete(pageOf(nameIn(PIECE, key)));
  }
  for (const page of pages) delete left[keyOf(PICTURE, page)];
  if (fromEditions) {
    for (const [key, value] of Object.entries(left)) {
      if (isOf(EDITION, key)) left[key] = editionWithout(value, ids);
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

/** An edition that can't be read stays as it is: nobody knows what is in it. */
function editionWithout(value: unknown, ids: ReadonlySet<PieceId>): unknown {
  const stored = parseEdition(value);
  if (stored.state === 'unreadable') return value;
  const after = withoutPiecesIn(stored.edition, ids);
  if (after === stored.edition) return value;
  if (stored.edition.version > EDITION_VERSION) throw new Refusal('newer-data');
  return after;
}
