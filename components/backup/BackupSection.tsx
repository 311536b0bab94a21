/**
 * The room backup/ keeps evidence safe: the backup file and its reminder, earlier versions and going back to
 * them (RestoreDialog.tsx, planned by evidence/snapshots/restore.ts), and erasing everything.
 */
import { Download, Trash2 } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { LAST_BACKUP, type LastBackup } from '../../evidence/storage/last-backup.ts';
import { Button } from '../controls/Button.tsx';
import { SavedLine } from '../export/SavedLine.tsx';
import { Section } from '../full-page/Section.tsx';
import { useServices } from '../services.ts';
import { useWords } from '../words.tsx';
import styles from './BackupSection.module.css';
import { EraseDialog } from './EraseDialog.tsx';
import { LastBackupLine } from './LastBackupLine.tsx';
import { SnapshotList } from './SnapshotList.tsx';
import { useBackupFile } from './use-backup-file.ts';
import { useSnapshots } from './use-snapshots.ts';

/**
 * Everything about keeping evidence safe in one place: the backup file, the earlier versions, and erasing.
 */
export function BackupSection() {
  const { t } = useWords();
  const snapshots = useSnapshots();
  const [erasing, setErasing] = useState(false);
  return (
    <Section heading={t('backup.heading')} why={t('backup.why')}>
      <BackupFile />
      <div class={styles.group}>
        <h3>{t('backup.snapshots.heading')}</h3>
        <p class={styles.more}>{t('backup.snapshots.explain')}</p>
        <SnapshotList state={snapshots} />
      </div>
      <div class={styles.group}>
        <h3>{t('backup.erase.heading')}</h3>
        <p class={styles.more}>{t('backup.erase.explain')}</p>
        <div>
          <Button icon={Trash2} look="danger" onClick={() => setErasing(true)}>
            {t('backup.erase.open')}
          </Button>
        </div>
      </div>
      {erasing && <EraseDialog onClose={() => setErasing(false)} />}
    </Section>
  );
}

function BackupFile() {
  const { t } = useWords();
  const { store } = useServices();
  const { saving, save } = useBackupFile();
  const [last, setLast] = useState<LastBackup>();

  useEffect(() => {
    const read = () => {
      store.read(LAST_BACKUP).then(setLast, (error: unknown) => {
        console.error('The last backup could not be read:', error);
      });
    };
    read();
    return store.subscribe(read);
  }, [store]);

  return (
    <div class={styles.group}>
      <h3>{t('backup.file.heading')}</h3>
      <LastBackupLine last={last} />
      <div>
        <Button icon={Download} look="plain" onClick={() => void save()}>
          {t('backup.file.save')}
        </Button>
      </div>
      <SavedLine saving={saving} />
    </div>
  );
}
