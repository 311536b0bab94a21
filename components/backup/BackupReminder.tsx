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

/** One line if the last backup file is old and the list has changed since, with a link to make a new one. */
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

/** @returns whether a new file is due. Searches the list only if the last one is old. */
function useDue({ pieces, applications, lastBackup }: EvidenceList): boolean {
  // If there is no backup yet, the answer is immediate, so that the line does not push down content already
  // shown.
  const [due, setDue] = useState(() => !lastBackup && isLongAgo(lastBackup, pieces.values(), new Date()));
  useEffect(() => {
    const longAgo = isLongAgo(lastBackup, pieces.values(), new Date());
    if (!longAgo || !lastBackup) {
      setDue(longAgo);
      return;
    }
    // Once due, it stays so until there is a file, even while somebody types.
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
