import { useEffect, useId, useRef } from 'preact/hooks';
import { domainNumber } from '../../evidence/mission-domain.ts';
import { ownWords } from '../../evidence/piece/contribution.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { pieceId } from '../../evidence/piece/piece-id.ts';
import { cleanText, MAX_NOTE_LENGTH } from '../../evidence/values/clean-text.ts';
import { useInView } from '../controls/use-in-view.ts';
import { useKeptCaret } from '../controls/use-kept-caret.ts';
import { useKeptText } from '../controls/use-kept-text.ts';
import { VisuallyHidden } from '../controls/VisuallyHidden.tsx';
import { useWords } from '../words.tsx';
import styles from './NoteField.module.css';

interface NoteFieldProps {
  readonly piece: Piece;
  readonly readOnly: boolean;
  /** Takes the focus, because it was opened to write in. */
  readonly focus: boolean;
}

/** "Why is this evidence?", saved while it is typed. */
export function NoteField({ piece, readOnly, focus }: NoteFieldProps) {
  const { t, language, settings } = useWords();
  const id = useId();
  const box = useInView<HTMLDivElement>();
  const { domain, url } = piece;
  const { field, unsaved } = useKeptText(
    ownWords(piece, settings)?.note ?? '',
    (text, from) => ({ type: 'write-note', id: pieceId(domain, url), note: text, from }),
    cleanText,
  );
  // The field does not accept more than fits.
  const isFull = field.value.length >= MAX_NOTE_LENGTH;
  const text = useRef<HTMLTextAreaElement>(null);
  useKeptCaret(text, field.value);
  useEffect(() => {
    if (focus) text.current?.focus();
  }, [focus]);
  return (
    <div ref={box} class={styles.field}>
      <label for={id} class={styles.label}>
        <span aria-hidden="true">{t('tag.noteLabel')}</span>
        <VisuallyHidden>{t('tag.noteOf', { number: domainNumber(domain) })}</VisuallyHidden>
      </label>
      <textarea
        {...field}
        ref={text}
        id={id}
        class={styles.text}
        dir="auto"
        rows={2}
        maxLength={MAX_NOTE_LENGTH}
        readOnly={readOnly}
        placeholder={t(`hints.${domain}`)}
        aria-describedby={`${id}-kept`}
      />
      <p id={`${id}-kept`} class={styles.kept}>
        {readOnly
          ? t('faults.newer-data')
          : unsaved
            ? t('tag.unsaved')
            : isFull
              ? t('tag.full', { limit: MAX_NOTE_LENGTH.toLocaleString(language) })
              : t('tag.kept')}
      </p>
    </div>
  );
}
