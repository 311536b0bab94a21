import { BookOpen, Check } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { colleaguesNotes, ownWords } from '../../evidence/contribution.ts';
import { type Evidence, isLive, type StoredEvidence } from '../../evidence/evidence.ts';
import type { LastAction } from '../../evidence/last-action.ts';
import { domainNumber, type MissionDomain } from '../../evidence/mission-domain.ts';
import { DomainMark } from '../shared/DomainMark.tsx';
import { domainColour } from '../shared/domain-look.ts';
import { Icon } from '../shared/Icon.tsx';
import { MissionText } from '../shared/MissionText.tsx';
import { Official } from '../shared/Official.tsx';
import { VisuallyHidden } from '../shared/VisuallyHidden.tsx';
import { useWords } from '../words.tsx';
import { ColleaguesLine } from './ColleaguesLine.tsx';
import styles from './DomainRow.module.css';
import { NoteField } from './NoteField.tsx';

interface DomainRowProps {
  readonly domain: MissionDomain;
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
  const { domain, stored, count, canTag, lastAction, noteOpen, reading } = props;
  const { t, mission } = useWords();
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
        {reading && <MissionText pick={(texts) => [texts.domains[domain].text]} />}
      </div>
      {lastAction && tagged === (lastAction.kind !== 'taken-off') && <Done {...props} action={lastAction} />}
      {piece && <Note {...props} piece={piece} open={noteOpen} />}
    </li>
  );
}

/** What each action is called when it is done; `{{number}}` is the domain. */
const DONE = {
  tagged: 'tag.tagged',
  'taken-off': 'tag.takenOff',
  'quote-added': 'quote.added',
  'quote-removed': 'quote.removed',
  'picture-kept': 'screenshot.kept',
  'picture-removed': 'screenshot.removed',
} as const;

/** What was done last here, and the way back. */
function Done({ action, domain, onUndo, focusUndo, onUndoFocused }: DomainRowProps & { action: LastAction }) {
  const { t } = useWords();
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!focusUndo) return;
    undo.current?.focus();
    onUndoFocused();
  }, [focusUndo, onUndoFocused]);
  const number = domainNumber(domain);
  const count = 'changes' in action ? action.changes.length : 1;
  return (
    <p class={styles.done}>
      <span>
        {action.kind === 'tagged' && count > 1
          ? t('tabs.tagged', { count, number })
          : t(DONE[action.kind], { number })}
      </span>
      <button ref={undo} type="button" class={styles.undo} onClick={() => onUndo(action)}>
        {t('common.undo')}
      </button>
    </p>
  );
}

function Note({
  piece,
  open,
  stored,
  domain,
  writing,
  onOpenNote,
  tools,
}: DomainRowProps & { piece: Evidence; open: boolean }) {
  const { t, settings } = useWords();
  const note = ownWords(piece, settings)?.note.trim();
  const others = <ColleaguesLine notes={colleaguesNotes(piece, settings)} />;
  if (open) {
    return (
      <>
        <NoteField
          // The page can become another one under the popup: its text is not this one's.
          key={piece.url}
          piece={piece}
          readOnly={stored?.state === 'newer'}
          focus={writing}
        />
        {others}
        {tools}
      </>
    );
  }
  return (
    <>
      <button type="button" class={styles.excerpt} onClick={onOpenNote}>
        <VisuallyHidden>{t('tag.editNote', { number: domainNumber(domain) })}: </VisuallyHidden>
        {note ? <span dir="auto">{note}</span> : t('tag.addNote')}
      </button>
      {others}
    </>
  );
}
