import { Download } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import type { EvidenceList } from '../../evidence/storage/evidence-list.ts';
import { backedUp, isLongAgo } from '../../evidence/storage/last-backup.ts';
import { agoIn } from '../../locales/dates.ts';
import { Button } from '../controls/Button.tsx';
import { SavedLine } from '../export/SavedLine.tsx';
import { useWords } from '../words.tsx';
import styles from './BackupReminder.module.css';
import { useBackupFile } from './use-backup-file.ts';

/** One line when the last backup file is old and the list is another since, with the way to a new one. */
export function BackupReminder({ list }: { list: EvidenceList }) {
  const { t, language } = useWords();
  const { saving, save } = useBackupFile();
  const due = useDue(list);
  const isSaved = saving.state !== undefined && saving.state !== 'failed';

  if (!due && !saving.state) return null;
  const { lastBackup: last } = list;
  const when = last && agoIn(language, last.savedAt, new Date());
  const words = when === undefined ? t('backup.file.dueFirst') : t('backup.file.due', { when });
  return (
    <div class={styles.reminder}>
      {!saving.state && <p role="status">{words}</p>}
      <SavedLine saving={saving} takesFocus />
      {!isSaved && (
        <Button icon={Download} look="plain" onClick={() => void save()}>
          {t('backup.file.save')}
        </Button>
      )}
    </div>
  );
}

/** @returns whether it is time for another file. The list is looked through only when it is long ago. */
function useDue({ pieces, applications, lastBackup }: EvidenceList): boolean {
  // Where there is none yet, it is known at once: the line does not push away what is shown already.
  const [due, setDue] = useState(() => !lastBackup && isLongAgo(lastBackup, pieces.values(), new Date()));
  useEffect(() => {
    const longAgo = isLongAgo(lastBackup, pieces.values(), new Date());
    if (!longAgo || !lastBackup) {
      setDue(longAgo);
      return;
    }
    // Once it is due it stays so until there is a file, however much is typed.
    if (due) return;
    let current = true;
    void backedUp(pieces.values(), applications.all.values()).then(
      ({ hash }) => current && setDue(hash !== lastBackup.hash),
    );
    return () => {
      current = false;
    };
  }, [pieces, applications, lastBackup, due]);
  return due;
}
