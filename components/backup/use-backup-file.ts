import { useCallback } from 'preact/hooks';
import { liveApplications } from '../../evidence/application/application.ts';
import { arrange } from '../../evidence/arrange.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { ExportedApplications } from '../../evidence/export/contract.ts';
import { exportFileName } from '../../evidence/export/index.ts';
import { json, jsonOf } from '../../evidence/export/json.ts';
import type { Gone } from '../../evidence/gone.ts';
import { backedUp } from '../../evidence/last-backup.ts';
import type { Applications } from '../../evidence/store.ts';
import { isoDate } from '../evidence-page/export-words.ts';
import { type Services, useServices } from '../services.ts';

/** Remembers that a file with all these pieces and applications was saved. */
export async function noteBackup(
  run: Services['run'],
  pieces: Iterable<Evidence>,
  { all }: Applications,
): Promise<void> {
  const outcome = await run({ type: 'note-backup', ...(await backedUp(pieces, all.values())) });
  // The file is there all the same: what is lost is its age.
  if (!outcome.ok) console.error('The time of the backup could not be kept:', outcome.fault);
}

/** @returns the way to save the whole list as a backup, which gives the file's name; undefined where it fails */
export function useBackupFile(): () => Promise<string | undefined> {
  const { store, run, saveFile } = useServices();
  return useCallback(async () => {
    try {
      const { pieces, applications, gone } = await store.readAll();
      const file = savePieces(saveFile, pieces.values(), applications, new Date().toISOString(), gone);
      await noteBackup(run, pieces.values(), applications);
      return file;
    } catch (error) {
      console.error('The file could not be made:', error);
      return undefined;
    }
  }, [store, run, saveFile]);
}

/**
 * Saves the live ones of some pieces, and the applications, as a file that the import reads.
 * @param at ISO 8601 UTC: the moment of which they are
 * @param gone that pieces were deleted for good
 * @returns the file's name
 */
export function savePieces(
  saveFile: Services['saveFile'],
  pieces: Iterable<Evidence>,
  applications: Applications,
  at: string,
  gone?: Gone,
): string {
  const list = arrange(pieces).flatMap(({ pieces: inDomain }) => inDomain);
  const file = exportFileName(json, isoDate(at));
  saveFile(file, jsonOf(list, at, exportedApplications(applications), gone), json.mimeType);
  return file;
}

/** @returns the applications that go into a backup: those that were not removed, and all copies */
export function exportedApplications({ all, copies }: Applications): ExportedApplications {
  return { applications: liveApplications(all.values()), copies: [...copies.values()] };
}
