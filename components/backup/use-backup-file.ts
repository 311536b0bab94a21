import { useCallback } from 'preact/hooks';
import { readList } from '../../evidence/storage/evidence-list.ts';
import { SETTINGS } from '../../evidence/storage/settings.ts';
import { noteBackup } from '../export/note-backup.ts';
import { type SavedFiles, useSavedFiles } from '../export/use-saved-files.ts';
import { useServices } from '../services.ts';

/** Saves the whole list as a backup. */
interface BackupFile {
  readonly saving: SavedFiles;
  save(): Promise<void>;
}

/** @returns a function that saves the whole list as a backup, the same as the JSON export */
export function useBackupFile(): BackupFile {
  const { store, run } = useServices();
  const saving = useSavedFiles();
  const { begin, fail } = saving;
  const save = useCallback(async () => {
    try {
      const [{ filesOf }, { pieces, applications, gone }, settings] = await Promise.all([
        loadMaking(),
        readList(store),
        store.read(SETTINGS),
      ]);
      const files = await filesOf(
        pieces.values(),
        { applications, settings, gone },
        new Date().toISOString(),
      );
      await begin(files, () => noteBackup(run, pieces.values(), applications));
    } catch (error) {
      console.error('The file could not be made:', error);
      fail();
    }
  }, [store, run, begin, fail]);
  return { saving, save };
}

/** Loads the code that makes a backup only when one is requested. */
export function loadMaking(): Promise<typeof import('./make-backup.ts')> {
  return import('./make-backup.ts');
}
