import { useEffect, useId, useRef } from 'preact/hooks';
import { domainNumber, MISSION_DOMAINS, type MissionDomain } from '../../evidence/mission-domain.ts';
import { isOfflineAddress } from '../../evidence/page/page-address.ts';
import type { BegunLabel } from '../../evidence/piece/begun-label.ts';
import { colleaguesNotes, ownWords } from '../../evidence/piece/contribution.ts';
import type { Piece, PieceId } from '../../evidence/piece/piece.ts';
import {
  cleanText,
  cleanTitle,
  MAX_NOTE_LENGTH,
  MAX_TITLE_LENGTH,
} from '../../evidence/values/clean-text.ts';
import { Button } from '../controls/Button.tsx';
import { useKeptCaret } from '../controls/use-kept-caret.ts';
import { useKeptText } from '../controls/use-kept-text.ts';
import { useRun } from '../faults.tsx';
import { DomainMark } from '../mission/DomainMark.tsx';
import { ColleaguesNotes } from '../piece/ColleaguesNotes.tsx';
import { FactsFields } from '../piece/FactsFields.tsx';
import { useWords } from '../words.tsx';
import type { Gone } from './gone.ts';
import styles from './PieceEditor.module.css';

interface PieceEditorProps {
  readonly id: PieceId;
  readonly evidence: Piece;
  readonly hasPicture: boolean;
  /** The label of the page that is being typed. */
  readonly begunLabel: BegunLabel | undefined;
  readonly onDone: () => void;
  readonly onMoved: (gone: Gone) => void;
}

/**
 * The editor of a piece, in the place of the piece: title, note and domain. Everything is saved while it is
 * typed.
 */
export function PieceEditor({ id, evidence, hasPicture, begunLabel, onDone, onMoved }: PieceEditorProps) {
  const { t, language, settings } = useWords();
  const run = useRun();
  const ids = { title: useId(), note: useId() };
  const titleField = useRef<HTMLInputElement>(null);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const isOffline = isOfflineAddress(evidence.url);
  const title = useKeptText(
    evidence.title,
    (text, from) => ({ type: 'write-title', id, title: text, from }),
    cleanTitle,
  );
  const note = useKeptText(
    ownWords(evidence, settings)?.note ?? '',
    (text, from) => ({ type: 'write-note', id, note: text, from }),
    cleanText,
  );
  useKeptCaret(titleField, title.field.value);
  useKeptCaret(noteField, note.field.value);

  // A piece without a title has just been added: start with the title.
  useEffect(() => (evidence.title ? noteField.current : titleField.current)?.focus(), []);

  async function moveTo(to: MissionDomain) {
    const outcome = await run({ type: 'move', ids: [id], to });
    if (outcome.ok) onMoved({ movedTo: to, at: outcome.at, undoId: outcome.undoId });
  }

  return (
    <form
      class={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      <label for={ids.title}>{t(isOffline ? 'offline.titleLabel' : 'list.titleLabel')}</label>
      <input
        {...title.field}
        ref={titleField}
        id={ids.title}
        dir="auto"
        maxLength={MAX_TITLE_LENGTH}
        aria-describedby={`${ids.title}-everywhere`}
      />
      <p id={`${ids.title}-everywhere`} class={styles.help}>
        {t('list.titleEverywhere')}
      </p>
      <label for={ids.note}>{t('list.noteLabel')}</label>
      <textarea
        {...note.field}
        ref={noteField}
        id={ids.note}
        dir="auto"
        rows={3}
        maxLength={MAX_NOTE_LENGTH}
        placeholder={t(`hints.${evidence.domain}`)}
        aria-describedby={`${ids.note}-kept`}
      />
      <p id={`${ids.note}-kept`} class={styles.help}>
        {note.field.value.length >= MAX_NOTE_LENGTH
          ? t('tag.full', { limit: MAX_NOTE_LENGTH.toLocaleString(language) })
          : t(title.unsaved || note.unsaved ? 'tag.unsaved' : 'tag.kept')}
      </p>
      <ColleaguesNotes notes={colleaguesNotes(evidence, settings)} />
      <FactsFields id={id} evidence={evidence} hasPicture={hasPicture} begun={begunLabel} />
      <fieldset class={styles.move}>
        <legend>{t('list.move')}</legend>
        {MISSION_DOMAINS.map((domain) => (
          <MoveButton key={domain} domain={domain} here={domain === evidence.domain} onMove={moveTo} />
        ))}
      </fieldset>
      <Button type="submit" look="plain">
        {t('list.done')}
      </Button>
    </form>
  );
}

interface MoveButtonProps {
  readonly domain: MissionDomain;
  /** The piece is already in this domain. */
  readonly here: boolean;
  readonly onMove: (to: MissionDomain) => void;
}

function MoveButton({ domain, here, onMove }: MoveButtonProps) {
  const { t, mission } = useWords();
  const where = { number: domainNumber(domain), title: mission.domains[domain].title.text };
  const label = t(here ? 'list.isHere' : 'list.moveTo', where);
  return (
    <button type="button" class={styles.target} title={label} disabled={here} onClick={() => onMove(domain)}>
      <DomainMark domain={domain} filled={here} />
    </button>
  );
}
