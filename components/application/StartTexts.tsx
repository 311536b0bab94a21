import { useId, useMemo, useRef } from 'preact/hooks';
import type { Application } from '../../evidence/application/application.ts';
import type { Numbering } from '../../evidence/application/references.ts';
import { matcher } from '../../evidence/list/search.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { LiveMessage } from '../controls/LiveMessage.tsx';
import { useMessage, useWords } from '../words.tsx';
import styles from './ApplicationView.module.css';
import { DetailsFields } from './DetailsFields.tsx';
import { FormText } from './FormText.tsx';
import { ReferenceList } from './ReferenceList.tsx';
import { useInsertion } from './use-insertion.ts';

interface StartTextsProps {
  readonly application: Application;
  /** All live pieces, in the order of their numbers. */
  readonly pieces: readonly Piece[];
  readonly numbering: Numbering;
  readonly query: string;
  readonly readOnly: boolean;
}

/** The part before the domains: whose application it is, and the question on eSafety. */
export function StartTexts({ application, pieces, numbering, query, readOnly }: StartTextsProps) {
  const { t } = useWords();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const { typedIn, insert } = useInsertion();
  const [inserted, setInserted] = useMessage();
  const found = useMemo(() => {
    const matches = matcher(query);
    return query.trim() === '' ? [] : pieces.filter(matches);
  }, [pieces, query]);

  return (
    <section class={styles.part} aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {t('application.details')}
      </h2>
      <DetailsFields key={application.id} application={application} readOnly={readOnly} />
      <FormText
        key={`${application.id} text`}
        application={application}
        field="eSafety"
        home={undefined}
        label={t('application.eSafety')}
        numbering={numbering}
        readOnly={readOnly}
        area={area}
        onFocus={() => typedIn(area.current)}
      />
      <p class={styles.help}>{t(found.length > 0 ? 'application.numbers' : 'application.search')}</p>
      <ReferenceList
        application={application}
        pieces={found}
        numbering={numbering}
        home={undefined}
        onInsert={
          readOnly
            ? undefined
            : (reference) => {
                insert(reference, area.current);
                setInserted((t) => t('application.inserted', { reference, field: t('application.eSafety') }));
              }
        }
      />
      <LiveMessage>{inserted}</LiveMessage>
    </section>
  );
}
