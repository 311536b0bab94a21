import { domainNumber } from '../../evidence/mission-domain.ts';
import { colleaguesNotes, ownWords } from '../../evidence/piece/contribution.ts';
import type { Evidence } from '../../evidence/piece/evidence.ts';
import { VisuallyHidden } from '../controls/VisuallyHidden.tsx';
import { useWords } from '../words.tsx';
import { ColleaguesLine } from './ColleaguesLine.tsx';
import type { DomainRowProps } from './DomainRow.tsx';
import { NoteField } from './NoteField.tsx';
import styles from './RowNote.module.css';

type RowNoteProps = Pick<
  DomainRowProps,
  'domain' | 'stored' | 'noteOpen' | 'writing' | 'onOpenNote' | 'tools'
> & { readonly piece: Evidence };

/** The note of a tagged page's row, open with what else there is to the piece, or its beginning. */
export function RowNote({ piece, stored, domain, noteOpen, writing, onOpenNote, tools }: RowNoteProps) {
  const { t, settings } = useWords();
  const note = ownWords(piece, settings)?.note.trim();
  const others = <ColleaguesLine notes={colleaguesNotes(piece, settings)} />;
  if (noteOpen) {
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
