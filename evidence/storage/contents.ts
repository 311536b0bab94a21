/** The contents of a snapshot: stored records, by key. */
import type { Piece, PieceId, StoredPiece } from '../piece/piece.ts';
import { PIECE } from './pieces.ts';
import type { Records } from './record-kind.ts';
import { isInSnapshot } from './records.ts';
import { isOf, nameIn } from './records-of.ts';
import type { ReadingStore } from './store.ts';

/** All records in a snapshot, as they were stored, by key. */
export type Contents = Records;

/** @returns the present records that belong in a snapshot, without emptied ones */
export async function readContents(store: Pick<ReadingStore, 'readRecords'>): Promise<Contents> {
  return contentsAmong(await store.readRecords());
}

/** @returns those of the records that belong in a snapshot, by key, without emptied ones */
export function contentsAmong(records: Records): Contents {
  return Object.fromEntries(
    Object.entries(records).filter(([key, value]) => value !== null && isInSnapshot(key)),
  );
}

/** @returns the piece stored under a key; undefined if the key isn't that of a piece */
export function pieceAt(key: string, value: unknown): StoredPiece | undefined {
  return isOf(PIECE, key) ? PIECE.parse(value) : undefined;
}

/** @returns every readable piece in the contents, by id */
export function piecesIn(contents: Contents): ReadonlyMap<PieceId, Piece> {
  const pieces = new Map<PieceId, Piece>();
  for (const [key, value] of Object.entries(contents)) {
    const stored = pieceAt(key, value);
    if (stored && stored.state !== 'unreadable') pieces.set(nameIn(PIECE, key), stored.piece);
  }
  return pieces;
}
