import { asHandedOver } from '../application/application-copy.ts';
import type { Evidence } from '../piece/evidence.ts';
import type { Gone } from '../storage/gone.ts';
import type { ExportedApplications } from './format/contract.ts';

/** What the `format` field of a JSON export says. */
export const JSON_FORMAT = 'mission-evidence';

/**
 * The version of the JSON format that is written; its published schema is
 * public/mission-evidence-2.schema.json. Version 1 knew no quotes and no facts; its schema stays published
 * beside it, because files of it exist.
 */
export const JSON_VERSION = 1;

/** Which of the files of one backup a file is. */
export interface FilePart {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/** What a backup holds beside the pieces. */
export interface BesideEvidence extends ExportedApplications {
  /** That pieces were deleted for good. */
  readonly gone?: Gone | undefined;
}

/**
 * @param exportedAt ISO 8601 UTC
 * @param part missing where it is the only file
 * @returns the file with these pieces, which needs no words
 */
export function jsonOf(
  evidence: readonly Evidence[],
  exportedAt: string,
  { applications, copies, gone }: BesideEvidence = { applications: [], copies: [] },
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
    ...(copies.length > 0 && { applicationCopies: copies.map(asHandedOver) }),
    ...(deletedForGood.length > 0 && { deletedForGood }),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
