/** What a snapshot holds: records as they are stored, by key. */
import type { Piece, PieceId, StoredPiece } from '../piece/piece.ts';
import { PIECE } from './pieces.ts';
import { isOf, nameIn, type Records } from './record-kind.ts';
import { isInSnapshot } from './records.ts';
import type { ReadingStore } from './store.ts';

/** Everything that a snapshot holds, as it is stored, by key. */
export type Contents = Records;

/** @returns what a snapshot holds of what is stored now; an emptied record is none */
export async function readContents(store: Pick<ReadingStore, 'readRecords'>): Promise<Contents> {
  return contentsAmong(await store.readRecords());
}

/** @returns what a snapshot holds of records, by key; an emptied record is none */
export function contentsAmong(records: Records): Contents {
  return Object.fromEntries(
    Object.entries(records).filter(([key, value]) => value !== null && isInSnapshot(key)),
  );
}

/** @returns the piece that is stored under a key; undefined where the key is not one of a piece */
export function pieceAt(key: string, value: unknown): StoredPiece | undefined {
  return isOf(PIECE, key) ? PIECE.parse(value) : undefined;
}

/** @returns every piece in contents that can be read, by id */
export function piecesIn(contents: Contents): ReadonlyMap<PieceId, Piece> {
  const pieces = new Map<PieceId, Piece>();
  for (const [key, value] of Object.entries(contents)) {
    const stored = pieceAt(key, value);
    if (stored && stored.state !== 'unreadable') pieces.set(nameIn(PIECE, key), stored.evidence);
  }
  return pieces;
}
