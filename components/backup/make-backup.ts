import { currentApplication } from '../../evidence/application/application.ts';
import { backupFiles } from '../../evidence/export/backup-files.ts';
import { exportFileName } from '../../evidence/export/index.ts';
import { backupOf, json } from '../../evidence/export/json.ts';
import { arrange } from '../../evidence/list/arrange.ts';
import { isLive, type Piece } from '../../evidence/piece/piece.ts';
import { type Applications, applicationsIn } from '../../evidence/storage/applications.ts';
import { type Contents, piecesIn } from '../../evidence/storage/contents.ts';
import { GONE, type Gone } from '../../evidence/storage/gone.ts';
import { keyOf } from '../../evidence/storage/record-kind.ts';
import { SETTINGS, type Settings } from '../../evidence/storage/settings.ts';
import { isoDate } from '../export/export-words.ts';
import { exportedApplications } from '../export/exported-applications.ts';
import type { MadeFile } from '../export/use-saved-files.ts';

/**
 * @param at ISO 8601 UTC: the time of the contents
 * @returns a backup of the contents of a snapshot, or of all that could be read after damage
 */
export function filesOfContents(contents: Contents, at: string): Promise<readonly MadeFile[]> {
  const gone = GONE.parse(contents[keyOf(GONE)]);
  const beside = {
    applications: applicationsIn(contents),
    settings: SETTINGS.parse(contents[keyOf(SETTINGS)]),
    gone: gone === 'newer' ? undefined : gone,
  };
  return filesOf(piecesIn(contents).values(), beside, at);
}

/** Contents of a backup besides the pieces. */
interface Beside {
  readonly applications: Applications;
  readonly settings: Settings;
  readonly gone: Gone | undefined;
}

/** @returns pieces, deletions and applications as files that can be imported: one for almost any list */
export async function filesOf(
  pieces: Iterable<Piece>,
  { applications, settings, gone }: Beside,
  at: string,
): Promise<readonly MadeFile[]> {
  const all = [...pieces];
  const backup = backupOf(arrange(all), {
    deleted: all.filter((piece) => !isLive(piece)),
    applications: exportedApplications(applications),
    gone,
  });
  const texts = await backupFiles(backup, at);
  const school = currentApplication(applications.all.values(), settings.application)?.school;
  return texts.map((content, index) => ({
    name: exportFileName(json, isoDate(at), school, { number: index + 1, of: texts.length }),
    content,
    mimeType: json.mimeType,
  }));
}
