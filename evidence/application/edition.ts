/** A copy of an application as it was used: it stays as it was, whatever happens later. */
import * as v from 'valibot';
import { type Piece, type PieceId, parsePiece, pieceId } from '../piece/piece.ts';
import { unfitField } from '../piece/unknown-fields.ts';
import { timestamp } from '../values/timestamp.ts';
import { versionOf } from '../values/version.ts';
import { applicationIdSchema, applicationSchema } from './application.ts';

/** The version of the stored shape that this code writes. */
export const EDITION_VERSION = 1;

/** The most pieces that a copy holds; as many as a file. */
const MAX_COPIED_PIECES = 100_000;

/** The shape in which a copy may come in. Its pieces are read one by one, and only when they are needed. */
export const editionSchema = v.looseObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  id: applicationIdSchema,
  frozenAt: timestamp,
  application: applicationSchema,
  pieces: v.pipe(v.array(v.looseObject({})), v.maxLength(MAX_COPIED_PIECES)),
  /** How many pieces the whole copy has, where this is a part of one that was too large for one file. */
  total: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** When it came in with a file; missing where it was made here. */
  broughtAt: v.optional(timestamp),
});

/**
 * A copy: the application, and the live pieces of that moment as they were stored, without the pages'
 * pictures. `frozenAt` is ISO 8601 UTC.
 */
export type Edition = v.InferOutput<typeof editionSchema>;

/** What reading a stored value can find. A copy is never changed, but that what is deleted for good can be taken out of it. */
export type StoredEdition =
  | { readonly state: 'ok' | 'newer'; readonly copy: Edition }
  | { readonly state: 'unreadable' };

/** @returns the copy; never throws. */
export function parseEdition(value: unknown): StoredEdition {
  const result = v.safeParse(editionSchema, value);
  if (!result.success) return { state: 'unreadable' };
  return { state: (versionOf(value) ?? 0) > EDITION_VERSION ? 'newer' : 'ok', copy: result.output };
}

/** @returns the copy without when it came in here, as every file has it */
export function asHandedOver({ broughtAt: _, ...copy }: Edition): Edition {
  return copy as Edition;
}

/** @returns whether each of its pieces could come in by itself */
export function hasFitPieces({ pieces }: Edition): boolean {
  return pieces.every((value) => {
    const stored = parsePiece(value);
    return stored.state !== 'unreadable' && unfitField(stored.evidence) === undefined;
  });
}

/** @returns the pieces of a copy by id, those that can be read */
export function piecesOfEdition({ pieces }: Edition): ReadonlyMap<PieceId, Piece> {
  const readable = new Map<PieceId, Piece>();
  for (const value of pieces) {
    const stored = parsePiece(value);
    if (stored.state === 'unreadable') continue;
    const { evidence } = stored;
    readable.set(pieceId(evidence.domain, evidence.url), evidence);
  }
  return readable;
}

/** @returns a copy without some pieces; itself where it has none of them. What cannot be read of it stays */
export function withoutPiecesIn(copy: Edition, ids: ReadonlySet<PieceId>): Edition {
  const pieces = copy.pieces.filter((value) => {
    const stored = parsePiece(value);
    return stored.state === 'unreadable' || !ids.has(pieceId(stored.evidence.domain, stored.evidence.url));
  });
  return pieces.length === copy.pieces.length ? copy : { ...copy, pieces };
}

/** @returns the names of the applications in which pieces were used, by the pieces' id, each name once */
export function usesIn(
  copies: Iterable<Edition>,
  nameOf: (copy: Edition) => string,
): ReadonlyMap<PieceId, readonly string[]> {
  const uses = new Map<PieceId, string[]>();
  for (const copy of copies) {
    const name = nameOf(copy);
    for (const id of piecesOfEdition(copy).keys()) {
      const names = uses.get(id) ?? [];
      if (!names.includes(name)) uses.set(id, [...names, name]);
    }
  }
  return uses;
}
