import type { ComponentChildren } from 'preact';
import { domainNumber } from '../../evidence/mission-domain.ts';
import { colleaguesNotes, ownWords } from '../../evidence/piece/contribution.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { VisuallyHidden } from '../controls/VisuallyHidden.tsx';
import { useWords } from '../words.tsx';
import { ColleaguesLine } from './ColleaguesLine.tsx';
import { NoteField } from './NoteField.tsx';
import styles from './RowNote.module.css';

interface RowNoteProps {
  readonly piece: Piece;
  /** A newer version wrote it. */
  readonly readOnly: boolean;
  readonly isOpen: boolean;
  /** It was opened to be written in. */
  readonly isWriting: boolean;
  readonly onOpen: () => void;
  /** What stands below the note when it is open. */
  readonly children: ComponentChildren;
}

/** The note of a tagged page's row, open with what else there is to the piece, or its beginning. */
export function RowNote({ piece, readOnly, isOpen, isWriting, onOpen, children }: RowNoteProps) {
  const { t, settings } = useWords();
  const note = ownWords(piece, settings)?.note.trim();
  const others = <ColleaguesLine notes={colleaguesNotes(piece, settings)} />;
  if (isOpen) {
    return (
      <>
        <NoteField
          // The page can become another one under the popup: its text is not this one's.
          key={piece.url}
          piece={piece}
          readOnly={readOnly}
          focus={isWriting}
        />
        {others}
        {children}
      </>
    );
  }
  return (
    <>
      <button type="button" class={styles.excerpt} onClick={onOpen}>
        <VisuallyHidden>{t('tag.editNote', { number: domainNumber(piece.domain) })}: </VisuallyHidden>
        {note ? <span dir="auto">{note}</span> : t('tag.addNote')}
      </button>
      {others}
    </>
  );
}
