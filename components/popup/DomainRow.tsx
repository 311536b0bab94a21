import { BookOpen, Check } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { domainNumber, type MissionDomain } from '../../evidence/mission-domain.ts';
import type { StoredEvidence } from '../../evidence/piece/evidence.ts';
import { isLive } from '../../evidence/piece/evidence-id.ts';
import type { LastAction } from '../../evidence/storage/last-action.ts';
import { Icon } from '../controls/Icon.tsx';
import { VisuallyHidden } from '../controls/VisuallyHidden.tsx';
import { DomainMark } from '../mission/DomainMark.tsx';
import { domainColour } from '../mission/domain-look.ts';
import { Official } from '../mission/Official.tsx';
import { useMissionText } from '../mission/use-mission-text.ts';
import { useWords } from '../words.tsx';
import styles from './DomainRow.module.css';
import type { PageParts } from './use-page-parts.ts';

export interface DomainRowProps {
  readonly domain: MissionDomain;
  /** What a tagged page's row is made of, once it is there. */
  readonly parts: PageParts | undefined;
  readonly stored: StoredEvidence | undefined;
  /** Pieces in the domain; undefined where they could not be read. */
  readonly count: number | undefined;
  readonly canTag: boolean;
  /** `byPointer`: with a mouse, pen or finger. */
  readonly onToggle: (byPointer: boolean) => void;
  /** What was done last, if it was done to this domain. */
  readonly lastAction: LastAction | undefined;
  readonly onUndo: (action: LastAction) => void;
  /** The Undo of what was just removed takes the focus that the button had. */
  readonly focusUndo: boolean;
  /** Called when it has taken it: what comes later must not take the focus from elsewhere. */
  readonly onUndoFocused: () => void;
  readonly noteOpen: boolean;
  /** The note was opened to be written in. */
  readonly writing: boolean;
  readonly onOpenNote: () => void;
  /** What stands below the note when it is open. */
  readonly tools: ComponentChildren;
  readonly reading: boolean;
  readonly onRead: (open: boolean) => void;
}

/** One domain: its button, its official text, and for a tagged page its note. */
export function DomainRow(props: DomainRowProps) {
  const { domain, parts, stored, count, canTag, lastAction, reading } = props;
  const { t, mission } = useWords();
  const MissionText = useMissionText(reading);
  const ids = { count: useId(), text: useId() };
  const number = domainNumber(domain);
  const { title } = mission.domains[domain];
  const piece =
    stored && stored.state !== 'unreadable' && isLive(stored.evidence) ? stored.evidence : undefined;
  const tagged = piece !== undefined;

  return (
    <li class={styles.row} data-tagged={tagged} style={domainColour(domain)}>
      <div class={styles.line}>
        <button
          type="button"
          class={styles.tag}
          aria-pressed={tagged}
          aria-disabled={!canTag}
          aria-describedby={ids.count}
          aria-keyshortcuts={String(number)}
          onClick={({ detail }) => {
            // The second click of a double click is no second decision.
            if (detail < 2) props.onToggle(detail === 1);
          }}
        >
          <DomainMark domain={domain} filled={tagged} />
          <span class={styles.title}>
            <Official text={title} />
          </span>
          <span class={styles.state} aria-hidden="true">
            {tagged && <Icon shape={Check} />}
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
      {parts && lastAction && tagged === (lastAction.kind !== 'deleted') && (
        <parts.Done {...props} action={lastAction} />
      )}
      {parts && piece && <parts.RowNote {...props} piece={piece} />}
    </li>
  );
}
