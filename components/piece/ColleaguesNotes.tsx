import type { Contribution } from '../../evidence/piece/contribution.ts';
import { useWords } from '../words.tsx';
import styles from './ColleaguesNotes.module.css';

/** The colleagues' notes on a piece, each under its name, read-only. */
export function ColleaguesNotes({ notes }: { notes: readonly Contribution[] }) {
  const { t } = useWords();
  if (notes.length === 0) return null;
  return (
    <ul class={styles.notes} aria-label={t('colleagues.colleaguesNotes')}>
      {notes.map(({ origin, by, note }) => (
        <li key={origin}>
          <b dir="auto">{by || t('colleagues.aColleague')}</b>
          <p class={styles.note} dir="auto">
            {note}
          </p>
        </li>
      ))}
    </ul>
  );
}
