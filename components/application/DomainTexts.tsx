import { useId, useMemo, useRef } from 'preact/hooks';
import { type Application, fieldOf, PARTS } from '../../evidence/application/application.ts';
import type { Numbering } from '../../evidence/application/references.ts';
import { matcher } from '../../evidence/list/search.ts';
import type { MissionDomain } from '../../evidence/mission-domain.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { LiveMessage } from '../controls/LiveMessage.tsx';
import { DomainMark } from '../mission/DomainMark.tsx';
import { domainColour } from '../mission/domain-look.ts';
import { MissionText } from '../mission/MissionText.tsx';
import { Official } from '../mission/Official.tsx';
import { useMessage, useWords } from '../words.tsx';
import styles from './ApplicationView.module.css';
import { FormText } from './FormText.tsx';
import { ReferenceList } from './ReferenceList.tsx';
import { useInsertion } from './use-insertion.ts';

interface DomainTextsProps {
  readonly application: Application;
  readonly domain: MissionDomain;
  /** The live pieces of the domain, in the order of their numbers. */
  readonly pieces: readonly Piece[];
  readonly numbering: Numbering;
  readonly query: string;
  readonly readOnly: boolean;
}

/** The form's questions on one domain, explanation and plan, beside the official text and the pieces. */
export function DomainTexts({ application, domain, pieces, numbering, query, readOnly }: DomainTextsProps) {
  const { t, mission } = useWords();
  const id = useId();
  const areas = { explanation: useRef<HTMLTextAreaElement>(null), plan: useRef<HTMLTextAreaElement>(null) };
  const { typedIn, insert } = useInsertion();
  const [inserted, setInserted] = useMessage();
  const { title, text } = mission.domains[domain];
  const shown = useMemo(() => {
    const matches = matcher(query);
    return pieces.filter(matches);
  }, [pieces, query]);

  function onInsert(reference: string) {
    const field = insert(reference, areas.explanation.current);
    const part = field === areas.plan.current ? 'plan' : 'explanation';
    setInserted((t) => t('application.inserted', { reference, field: t(`application.${part}`) }));
  }

  return (
    <section class={styles.part} aria-labelledby={id} style={domainColour(domain)}>
      <header class={styles.domainHead}>
        <DomainMark domain={domain} filled />
        <h2 id={id} tabIndex={-1}>
          <Official text={title} />
        </h2>
      </header>
      <details class={styles.official}>
        <summary>{t('mission.officialText')}</summary>
        <MissionText pick={(one) => [one.domains[domain].text]} key={text.text} />
      </details>
      {PARTS.map((part) => (
        <FormText
          key={`${application.id} ${part}`}
          application={application}
          field={fieldOf(domain, part)}
          home={domain}
          label={t(`application.${part}`)}
          numbering={numbering}
          readOnly={readOnly}
          area={areas[part]}
          onFocus={() => typedIn(areas[part].current)}
        />
      ))}
      <section aria-labelledby={`${id}-evidence`}>
        <h3 id={`${id}-evidence`} class={styles.subhead}>
          {t('application.evidence')}
        </h3>
        {pieces.length === 0 ? (
          <p class={styles.help}>{t('list.emptyDomain')}</p>
        ) : (
          <p class={styles.help}>{t(shown.length === 0 ? 'list.noMatch' : 'application.numbers')}</p>
        )}
        <ReferenceList
          application={application}
          pieces={shown}
          numbering={numbering}
          home={domain}
          onInsert={readOnly ? undefined : onInsert}
        />
      </section>
      <LiveMessage>{inserted}</LiveMessage>
    </section>
  );
}
