import { colleaguesNotes, colleaguesOf, isOwnTag } from '../../evidence/piece/contribution.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { ColleaguesNotes } from '../piece/ColleaguesNotes.tsx';
import { useWords } from '../words.tsx';
import styles from './ColleaguesLine.module.css';

/** How many names fit on the line; the others are counted. */
const MOST_NAMES = 3;

/**
 * One line that says which colleagues tagged a page as well; it opens to show their notes. Nothing if nobody
 * did.
 */
export function ColleaguesLine({ piece }: { piece: Piece }) {
  const { t, settings } = useWords();
  const notes = colleaguesNotes(piece, settings);
  const taggers = colleaguesOf(piece, settings);
  if (taggers.length === 0) return null;
  const named = taggers.map((name) => name || t('colleagues.someColleague'));
  const more = named.length - MOST_NAMES;
  const names = `${named.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` +${more}` : ''}`;
  const line = t(isOwnTag(piece, settings) ? 'colleagues.alsoTaggedBy' : 'colleagues.taggedBy', { names });
  if (notes.length === 0) {
    return (
      <p class={styles.colleagues} dir="auto">
        {line}
      </p>
    );
  }
  return (
    <details class={styles.colleagues}>
      <summary dir="auto">{line}</summary>
      <ColleaguesNotes notes={notes} />
    </details>
  );
}
