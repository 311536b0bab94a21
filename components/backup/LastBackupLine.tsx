import type { LastBackup } from '../../evidence/storage/last-backup.ts';
import { agoIn } from '../../locales/dates.ts';
import { useWords } from '../words.tsx';

/** The age of the last backup file, unobtrusively. */
export function LastBackupLine({ last }: { last: LastBackup | undefined }) {
  const { t, language } = useWords();
  return (
    <p>
      {last
        ? t('backup.file.last', { when: agoIn(language, last.savedAt, new Date()) })
        : t('backup.file.none')}
    </p>
  );
}
