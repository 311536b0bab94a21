import { BookOpen, Check } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { domainNumber, type MissionDomain } from '../../evidence/mission-domain.ts';
import { Icon } from '../controls/Icon.tsx';
import { VisuallyHidden } from '../controls/VisuallyHidden.tsx';
import { DomainMark } from '../mission/DomainMark.tsx';
import { domainColour } from '../mission/domain-look.ts';
import { Official } from '../mission/Official.tsx';
import { useMissionText } from '../mission/use-mission-text.ts';
import { useWords } from '../words.tsx';
import styles from './DomainRow.module.css';

interface DomainRowProps {
  readonly domain: MissionDomain;
  readonly isTagged: boolean;
  /** Number of pieces in the domain; undefined if they could not be read. */
  readonly count: number | undefined;
  readonly canTag: boolean;
  /** `byPointer`: with a mouse, pen or finger. */
  readonly onToggle: (byPointer: boolean) => void;
  readonly reading: boolean;
  readonly onRead: (open: boolean) => void;
  /** The last action in the row and the parts of the page's piece. */
  readonly children: ComponentChildren;
}

/** One domain: its button, its official text, and the page's piece under it. */
export function DomainRow(props: DomainRowProps) {
  const { domain, isTagged, count, canTag, reading } = props;
  const { t, mission } = useWords();
  const MissionText = useMissionText(reading);
  const ids = { count: useId(), text: useId() };
  const number = domainNumber(domain);
  const { title } = mission.domains[domain];

  return (
    <li class={styles.row} data-tagged={isTagged} style={domainColour(domain)}>
      <div class={styles.line}>
        <button
          type="button"
          class={styles.tag}
          aria-pressed={isTagged}
          aria-disabled={!canTag}
          aria-describedby={ids.count}
          aria-keyshortcuts={String(number)}
          onClick={({ detail }) => {
            // Ignore the second click of a double click: it is not a second decision.
            if (detail < 2) props.onToggle(detail === 1);
          }}
        >
          <DomainMark domain={domain} filled={isTagged} />
          <span class={styles.title}>
            <Official text={title} />
          </span>
          <span class={styles.state} aria-hidden="true">
            {isTagged && <Icon shape={Check} />}
            {count !== undefined && <span class={styles.count}>{count}</span>}
          </span>
        </button>
        <VisuallyHidden id={ids.count}>{count !== undefined && t('common.pieces', { count })}</VisuallyHidden>
        <button
          type="button"
          class={styles.read}
          aria-expanded={reading}
          aria-controls={ids.text}
          title={t('mission.officialTextOf', { number, title: title.text })}
          onClick={() => props.onRead(!reading)}
        >
          <Icon shape={BookOpen} />
        </button>
      </div>
      <div id={ids.text} hidden={!reading} class={styles.panel}>
        {reading && MissionText && <MissionText pick={(texts) => [texts.domains[domain].text]} />}
      </div>
      {props.children}
    </li>
  );
}
