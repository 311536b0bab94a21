import { asHandedOver } from '../application/edition.ts';
import { type FilePart, JSON_FORMAT, JSON_VERSION } from '../files/backup-format.ts';
import type { Piece } from '../piece/piece.ts';
import type { DeletedForGood, ExportedApplications } from './format/contract.ts';

/** Contents of a backup besides the pieces. */
export interface BesideEvidence extends ExportedApplications {
  /** Which pieces were deleted for good. */
  readonly gone?: DeletedForGood | undefined;
}

/**
 * @param exportedAt ISO 8601 UTC
 * @param part undefined if it is the only file
 * @returns the file with these pieces, which needs no translated words
 */
export function jsonOf(
  evidence: readonly Piece[],
  exportedAt: string,
  { applications, editions, gone }: BesideEvidence = { applications: [], editions: [] },
  part?: FilePart,
): string {
  const deletedForGood = Object.entries(gone?.pieces ?? {}).map(([id, at]) => ({ id, at }));
  const content = {
    format: JSON_FORMAT,
    version: JSON_VERSION,
    exportedAt,
    ...(part && { part }),
    evidence,
    ...(applications.length > 0 && { applications }),
    ...(editions.length > 0 && { editions: editions.map(asHandedOver) }),
    ...(deletedForGood.length > 0 && { deletedForGood }),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
