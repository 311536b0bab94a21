import { EVIDENCE_VERSION, type Evidence } from '../evidence.ts';
import type { Gone } from '../gone.ts';
import { offSince, timeOf } from '../registers.ts';
import type { ExportedApplications, ExportFormat } from './contract.ts';

/** What the `format` field of a JSON export says. */
export const JSON_FORMAT = 'mission-evidence';

/**
 * The version of the JSON format that is written; its published schema is
 * public/mission-evidence-2.schema.json. Version 1 knew no quotes and no facts; its schema stays published
 * beside it, because files of it exist.
 */
export const JSON_VERSION = 2;

/**
 * Every piece, losslessly: to keep as a backup and to read back. It carries each piece as it is stored,
 * unknown fields included; the pages' pictures stay behind. Of pieces that were taken off there is only that
 * they were, so that merging takes them off elsewhere. Applications and copies of them go with it; a version of the
 * extension that knew none passes them over when it reads the file.
 */
export const json: ExportFormat<'json'> = {
  id: 'json',
  extension: 'json',
  mimeType: 'application/json',
  pasteable: false,
  wantsPictures: false,
  write(list, _words, { exportedAt, deleted = [], applications, gone }) {
    const taken = deleted.map(deletionOf).filter((piece) => piece !== undefined);
    return jsonOf([...list.flatMap(({ pieces }) => pieces), ...taken], exportedAt, applications, gone);
  },
};

/**
 * @param exportedAt ISO 8601 UTC
 * @param gone that pieces were deleted for good
 * @returns the file with these pieces, which needs no words
 */
export function jsonOf(
  evidence: readonly Evidence[],
  exportedAt: string,
  { applications, copies }: ExportedApplications = { applications: [], copies: [] },
  gone?: Gone,
): string {
  const deletedForGood = Object.entries(gone?.pieces ?? {}).map(([id, at]) => ({ id, at }));
  const content = {
    format: JSON_FORMAT,
    version: JSON_VERSION,
    exportedAt,
    evidence,
    ...(applications.length > 0 && { applications }),
    ...(copies.length > 0 && { applicationCopies: copies }),
    ...(deletedForGood.length > 0 && { deletedForGood }),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/**
 * @returns a deletion without the words of what was deleted; undefined for a piece that is live or that
 *   only came in with a file and was sent back
 */
function deletionOf(piece: Evidence): Evidence | undefined {
  const { domain, url, taggedAt, updatedAt, movedTo } = piece;
  const deletedAt = offSince(piece);
  const visitedAt = timeOf(piece, 'url');
  if (deletedAt === undefined || deletedAt <= taggedAt) return undefined;
  return {
    version: EVIDENCE_VERSION,
    domain,
    url,
    title: '',
    note: '',
    taggedAt,
    updatedAt,
    deletedAt,
    ...(movedTo && { movedTo }),
    // It must not seem a newer address than it is.
    ...(visitedAt !== taggedAt && { changedAt: { url: visitedAt } }),
  };
}
