import type { Contribution } from '../../evidence/piece/contribution.ts';
import { ColleaguesNotes } from '../piece/ColleaguesNotes.tsx';
import { useWords } from '../words.tsx';
import styles from './ColleaguesLine.module.css';

/**
 * One line that says that colleagues wrote about a piece; it opens to show their notes. Nothing if nobody
 * did.
 */
export function ColleaguesLine({ notes }: { notes: readonly Contribution[] }) {
  const { t } = useWords();
  if (notes.length === 0) return null;
  return (
    <details class={styles.colleagues}>
      <summary>{t('colleagues.byColleagues', { count: notes.length })}</summary>
      <ColleaguesNotes notes={notes} />
    </details>
  );
}
