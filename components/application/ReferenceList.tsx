import { CornerDownLeft } from 'lucide';
import type { Application } from '../../evidence/application/application.ts';
import { isOutside } from '../../evidence/application/period.ts';
import { type Numbering, referenceToPiece } from '../../evidence/application/references.ts';
import type { MissionDomain } from '../../evidence/mission-domain.ts';
import { notesOf } from '../../evidence/piece/contribution.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { Button } from '../controls/Button.tsx';
import { useWords } from '../words.tsx';
import styles from './ReferenceList.module.css';

/** How many pieces are offered at once: others can be found by searching. */
const MOST_OFFERED = 50;

interface ReferenceListProps {
  readonly application: Application;
  /** The pieces in the order of their numbers. */
  readonly pieces: readonly Piece[];
  readonly numbering: Numbering;
  readonly home: MissionDomain | undefined;
  /** Missing if nothing may be written. */
  readonly onInsert: ((reference: string) => void) | undefined;
}

/** Pieces with their numbers, for references in a text. */
export function ReferenceList({ application, pieces, numbering, home, onInsert }: ReferenceListProps) {
  const { t } = useWords();
  const rest = pieces.length - MOST_OFFERED;
  return (
    <>
      <ul class={styles.list}>
        {pieces.slice(0, MOST_OFFERED).map((piece) => {
          const reference = referenceToPiece(piece, numbering, home) ?? '';
          const title = piece.title || t('common.untitled');
          return (
            <li key={`${piece.domain} ${piece.url}`} class={styles.piece}>
              <span class={styles.number}>{reference}</span>
              <div class={styles.what}>
                <p class={styles.title} dir="auto">
                  {title}
                </p>
                {notesOf(piece).map(({ note }) => (
                  <p key={note} class={styles.note} dir="auto">
                    {note}
                  </p>
                ))}
                {isOutside(piece, application) && <p class={styles.outside}>{t('application.outside')}</p>}
              </div>
              {onInsert && (
                <Button
                  icon={CornerDownLeft}
                  aria-label={t('application.insertOf', { reference, title })}
                  onClick={() => onInsert(reference)}
                >
                  {t('application.insert', { reference })}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {rest > 0 && <p class={styles.rest}>{t('application.more', { count: rest })}</p>}
    </>
  );
}
