import type { Piece } from '../../evidence/piece/piece.ts';
import { dateIn } from '../../locales/dates.ts';
import { useWords } from '../words.tsx';
import styles from './FactsLine.module.css';

interface FactsLineProps {
  readonly evidence: Piece;
  /** Further parts of the line; false for none. */
  readonly more?: readonly (string | false)[];
}

/** One line with the facts of a page; nothing if there are none. */
export function FactsLine({ evidence, more = [] }: FactsLineProps) {
  const { t, language } = useWords();
  const { activityDate, status, access, labels = [], place } = evidence;
  const date = activityDate && dateIn(language, `${activityDate}T12:00:00.000Z`, 'medium', 'UTC');
  const said = [
    date && t('facts.activityOn', { date }),
    status === 'planned' && t('facts.isPlanned'),
    access && t(`facts.who.${access}`),
    place && t('facts.keptAt', { place }),
    ...more,
  ].filter((part): part is string => typeof part === 'string');
  if (said.length + labels.length === 0) return null;
  return (
    <ul class={styles.facts} aria-label={t('facts.open')}>
      {said.map((part) => (
        <li key={part} dir="auto">
          {part}
        </li>
      ))}
      {labels.map((label) => (
        <li key={`label ${label}`} class={styles.label} dir="auto">
          {label}
        </li>
      ))}
    </ul>
  );
}
