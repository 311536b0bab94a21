import type { ArrangedEvidence } from '../list/arrange.ts';
import { PIECE_VERSION, type Piece } from '../piece/piece.ts';
import { offSince, timeOf } from '../piece/registers.ts';
import { type Backup, backupFiles } from './backup-files.ts';
import { jsonOf } from './backup-text.ts';
import type { ExportedApplications, ExportFormat, ExportOptions } from './format/contract.ts';

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
  write(list, _words, options) {
    const { evidence, ...rest } = backupOf(list, options);
    return jsonOf(evidence, options.exportedAt, rest);
  },
  writeFiles: (list, _words, options) => backupFiles(backupOf(list, options), options.exportedAt, options),
};

/** @returns what the backup of a list holds */
export function backupOf(
  list: ArrangedEvidence,
  { deleted = [], applications = NONE, gone }: Pick<ExportOptions, 'deleted' | 'applications' | 'gone'>,
): Backup {
  const taken = deleted.map(deletionOf).filter((piece) => piece !== undefined);
  return { evidence: [...list.flatMap(({ pieces }) => pieces), ...taken], ...applications, gone };
}

const NONE: ExportedApplications = { applications: [], copies: [] };

/**
 * @returns a deletion without the words of what was deleted; undefined for a piece that is live or that
 *   only came in with a file and was sent back
 */
function deletionOf(piece: Piece): Piece | undefined {
  const { domain, url, taggedAt, updatedAt, movedTo } = piece;
  const deletedAt = offSince(piece);
  const visitedAt = timeOf(piece, 'url');
  if (deletedAt === undefined || deletedAt <= taggedAt) return undefined;
  return {
    version: PIECE_VERSION,
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
