import { useState } from 'preact/hooks';
import type { ShortenedPiece } from '../../evidence/import/pieces-from-bookmarks.ts';
import { MAX_LABEL_LENGTH, MAX_LABELS } from '../../evidence/piece/facts.ts';
import { MAX_NOTE_LENGTH, MAX_TITLE_LENGTH } from '../../evidence/values/clean-text.ts';
import { useWords } from '../words.tsx';
import styles from './MergePreview.module.css';
import { More, STEP } from './More.tsx';

/** Pages whose bookmarks have more text than fits, and where it is cut. */
export function ShortenedPieces({ pieces }: { readonly pieces: readonly ShortenedPiece[] }) {
  const { t, language } = useWords();
  const [shown, setShown] = useState(STEP);
  const names = new Intl.ListFormat(language, { type: 'unit' });
  return (
    <section class={styles.part}>
      <p>
        {t('merge.shortened', {
          count: pieces.length,
          title: MAX_TITLE_LENGTH.toLocaleString(language),
          note: MAX_NOTE_LENGTH.toLocaleString(language),
          labels: MAX_LABELS,
          label: MAX_LABEL_LENGTH,
        })}
      </p>
      <ul class={styles.counts} tabIndex={-1}>
        {pieces.slice(0, shown).map(({ id, title, fields }) => (
          <li key={id}>
            <bdi>{title}</bdi> ({names.format(fields.map((field) => t(`document.columns.${field}`)))})
          </li>
        ))}
      </ul>
      <More left={pieces.length - shown} onMore={() => setShown(shown + STEP)} />
    </section>
  );
}
