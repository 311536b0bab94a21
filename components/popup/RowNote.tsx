import type { ComponentChildren } from 'preact';
import { domainNumber } from '../../evidence/mission-domain.ts';
import { ownWords } from '../../evidence/piece/contribution.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { VisuallyHidden } from '../controls/VisuallyHidden.tsx';
import { useWords } from '../words.tsx';
import { ColleaguesLine } from './ColleaguesLine.tsx';
import { NoteField } from './NoteField.tsx';
import styles from './RowNote.module.css';

interface RowNoteProps {
  readonly piece: Piece;
  /** A newer version wrote the piece. */
  readonly readOnly: boolean;
  readonly isOpen: boolean;
  /** The note was opened to write in. */
  readonly isWriting: boolean;
  readonly onOpen: () => void;
  /** Content below the open note. */
  readonly children: ComponentChildren;
}

/** The note in the row of a tagged page: open, with the other parts of the piece, or only its beginning. */
export function RowNote({ piece, readOnly, isOpen, isWriting, onOpen, children }: RowNoteProps) {
  const { t, settings } = useWords();
  const note = ownWords(piece, settings)?.note.trim();
  const others = <ColleaguesLine piece={piece} />;
  if (isOpen) {
    return (
      <>
        <NoteField
          // The page can change under the popup: keep its text out of this field.
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
