import { type Piece, parsePiece, type StoredPiece } from '../piece/piece.ts';
import type { RecordKind } from './record-kind.ts';
import { EVIDENCE_PREFIX } from './storage-keys.ts';

/**
 * A piece of evidence, by its id: `evidence:<domain>:<page key>`. Parsed even if a newer version wrote it.
 */
export const PIECE: RecordKind<StoredPiece | undefined, Piece> = {
  prefix: EVIDENCE_PREFIX,
  parse: (value) => (value === undefined ? undefined : parsePiece(value)),
  inSnapshot: true,
  inMirror: true,
  isSound: (value) => parsePiece(value).state !== 'unreadable',
};
