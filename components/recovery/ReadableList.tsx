import { newestFirst } from '../../evidence/list/arrange.ts';
import type { Places } from '../../evidence/mirror/compare.ts';
import { sayingOf } from '../../evidence/mirror/digest.ts';
import { isLive, type Piece } from '../../evidence/piece/piece.ts';
import { type Contents, pieceAt } from '../../evidence/storage/contents.ts';
import { DomainMark } from '../mission/DomainMark.tsx';
import { useWords } from '../words.tsx';
import styles from './ReadableList.module.css';

interface ReadableListProps {
  readonly places: Places;
  readonly readable: Contents;
}

/** Everything that can be read, with its places unless it is in all of them. */
export function ReadableList({ places, readable }: ReadableListProps) {
  const { t } = useWords();
  const rows = Object.keys(readable)
    .flatMap((key) => {
      const stored = pieceAt(key, readable[key]);
      return stored && stored.state !== 'unreadable' ? [{ key, evidence: stored.piece }] : [];
    })
    .sort((a, b) => newestFirst(a.evidence, b.evidence));
  if (rows.length === 0) return null;
  return (
    <details class={styles.list}>
      <summary>
        {t('recovery.readable')} ({rows.length})
      </summary>
      <ul>
        {rows.map(({ key, evidence }) => (
          <li key={key}>
            <DomainMark domain={evidence.domain} />
            <span class={styles.title}>
              <bdi>{evidence.title || t('common.untitled')}</bdi>
            </span>
            <span class={styles.where}>{remarks(key, evidence).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </details>
  );

  function remarks(key: string, evidence: Piece): string[] {
    const { list, mirror } = places;
    const mine = list.records.get(key);
    const other = typeof mirror === 'object' ? mirror.records.get(key) : undefined;
    return [
      ...(isLive(evidence) ? [] : [t('recovery.deleted')]),
      ...(other === undefined ? [t('recovery.onlyList')] : []),
      ...(mine === undefined ? [t('recovery.onlyCopy')] : []),
      ...(mine !== undefined && other !== undefined && sayingOf(mine) !== sayingOf(other)
        ? [t('recovery.differs')]
        : []),
    ];
  }
}
