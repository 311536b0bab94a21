/** An edition: an application frozen as it was handed in, whatever changes later. */
import * as v from 'valibot';
import { type Piece, type PieceId, parsePiece, pieceId } from '../piece/piece.ts';
import { unfitField } from '../piece/unknown-fields.ts';
import { timestamp } from '../values/timestamp.ts';
import { versionOf } from '../values/version.ts';
import { applicationIdSchema, applicationSchema } from './application.ts';

/** Version of the stored shape that this code writes. */
export const EDITION_VERSION = 1;

/** Maximum number of pieces in an edition, the same as in a file. */
const MAX_COPIED_PIECES = 100_000;

/** Accepts an edition from outside. Its pieces are parsed one by one, and only when needed. */
export const editionSchema = v.looseObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  id: applicationIdSchema,
  frozenAt: timestamp,
  application: applicationSchema,
  pieces: v.pipe(v.array(v.looseObject({})), v.maxLength(MAX_COPIED_PIECES)),
  /** Number of pieces in the whole edition, if this is one part of an edition too large for one file. */
  total: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** When it was imported; missing if it was made here. */
  broughtAt: v.optional(timestamp),
});

/**
 * An edition: the application and the live pieces of that moment as they were stored, without the pages'
 * pictures. `frozenAt` is ISO 8601 UTC.
 */
export type Edition = v.InferOutput<typeof editionSchema>;

/**
 * Result of parsing a stored value. An edition is never changed, except that deleting pieces for good removes
 * them from it.
 */
export type StoredEdition =
  | { readonly state: 'ok' | 'newer'; readonly edition: Edition }
  | { readonly state: 'unreadable' };

/** @returns the edition; never throws. */
export function parseEdition(value: unknown): StoredEdition {
  const result = v.safeParse(editionSchema, value);
  if (!result.success) return { state: 'unreadable' };
  return { state: (versionOf(value) ?? 0) > EDITION_VERSION ? 'newer' : 'ok', edition: result.output };
}

/** @returns the edition without its time of import, as every file has it */
export function asHandedOver({ broughtAt: _, ...copy }: Edition): Edition {
  return copy as Edition;
}

/** @returns whether each of its pieces could be imported on its own */
export function hasFitPieces({ pieces }: Edition): boolean {
  return pieces.every((value) => {
    const stored = parsePiece(value);
    return stored.state !== 'unreadable' && unfitField(stored.piece) === undefined;
  });
}

/** @returns the readable pieces of an edition, by id */
export function piecesOfEdition({ pieces }: Edition): ReadonlyMap<PieceId, Piece> {
  const readable = new Map<PieceId, Piece>();
  for (const value of pieces) {
    const stored = parsePiece(value);
    if (stored.state === 'unreadable') continue;
    const { piece } = stored;
    readable.set(pieceId(piece.domain, piece.url), piece);
  }
  return readable;
}

/** @returns an edition without some pieces, itself if it has none of them. Unreadable entries stay */
export function withoutPiecesIn(copy: Edition, ids: ReadonlySet<PieceId>): Edition {
  const pieces = copy.pieces.filter((value) => {
    const stored = parsePiece(value);
    return stored.state === 'unreadable' || !ids.has(pieceId(stored.piece.domain, stored.piece.url));
  });
  return pieces.length === copy.pieces.length ? copy : { ...copy, pieces };
}

/** @returns the names of the applications that used each piece, by the pieces' ids, each name once */
export function usesIn(
  editions: Iterable<Edition>,
  nameOf: (copy: Edition) => string,
): ReadonlyMap<PieceId, readonly string[]> {
  const uses = new Map<PieceId, string[]>();
  for (const copy of editions) {
    const name = nameOf(copy);
    for (const id of piecesOfEdition(copy).keys()) {
      const names = uses.get(id) ?? [];
      if (!names.includes(name)) uses.set(id, [...names, name]);
    }
  }
  return uses;
}
