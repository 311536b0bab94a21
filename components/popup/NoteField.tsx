import { useId } from 'preact/hooks';
import { MAX_NOTE_LENGTH } from '../../evidence/clean-text.ts';
import { type Evidence, evidenceId } from '../../evidence/evidence.ts';
import { domainNumber } from '../../evidence/mission-domain.ts';
import { useRun } from '../faults.tsx';
import { useInView } from '../shared/use-in-view.ts';
import { useKeptText } from '../shared/use-kept-text.ts';
import { VisuallyHidden } from '../shared/VisuallyHidden.tsx';
import { useWords } from '../words.tsx';
import styles from './NoteField.module.css';

interface NoteFieldProps {
  readonly piece: Evidence;
  readonly readOnly: boolean;
}

/** "Why is this evidence?", kept while it is typed. */
export function NoteField({ piece, readOnly }: NoteFieldProps) {
  const { t } = useWords();
  const run = useRun();
  const id = useId();
  const box = useInView<HTMLDivElement>();
  const { domain, url, note } = piece;
  const field = useKeptText(note, async (text) => {
    const outcome = await run({ type: 'write-note', id: evidenceId(domain, url), note: text });
    return outcome.ok;
  });
  return (
    <div ref={box} class={styles.field}>
      <label for={id} class={styles.label}>
        <span aria-hidden="true">{t('tag.noteLabel')}</span>
        <VisuallyHidden>{t('tag.noteOf', { number: domainNumber(domain) })}</VisuallyHidden>
      </label>
      <textarea
        {...field}
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
        {t(readOnly ? 'faults.newer-data' : 'tag.kept')}
      </p>
    </div>
  );
}
