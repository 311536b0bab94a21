import type { ArrangedEvidence } from '../list/arrange.ts';
import { barePiece } from '../piece/bare-piece.ts';
import { withoutHidden } from '../piece/contribution.ts';
import type { Piece } from '../piece/piece.ts';
import { type Backup, backupFiles } from './backup-files.ts';
import { jsonOf } from './backup-text.ts';
import type { ExportedApplications, ExportFormat, ExportOptions } from './format/contract.ts';

/**
 * A lossless backup that can be imported. It holds each piece as it is stored, with unknown fields, but not
 * the pages' pictures. Of deleted pieces it holds only the deletion, so that merging deletes them elsewhere
 * too. It also holds applications and their editions; a version of the extension that knows neither skips
 * them.
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

/** @returns the contents of a list's backup */
export function backupOf(
  list: ArrangedEvidence,
  { deleted = [], applications = NONE, gone }: Pick<ExportOptions, 'deleted' | 'applications' | 'gone'>,
): Backup {
  const taken = deleted.map(deletionOf).filter((piece) => piece !== undefined);
  return {
    evidence: [...list.flatMap(({ pieces }) => pieces.map((piece) => withoutHidden(piece))), ...taken],
    ...applications,
    gone,
  };
}

const NONE: ExportedApplications = { applications: [], editions: [] };

/**
 * @returns the deletion of a piece without its words; undefined for a live piece, or for one that only came
 *   in with a file whose import was undone
 */
function deletionOf(piece: Piece): Piece | undefined {
  const { taggedAt, deletedAt } = piece;
  return deletedAt === undefined || deletedAt <= taggedAt ? undefined : barePiece(piece);
}
