import { ExternalLink, Pencil, Trash } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { Evidence, EvidenceId } from '../../evidence/evidence.ts';
import { readableHostname } from '../../evidence/page-address.ts';
import { dateIn } from '../../locales/index.ts';
import { useRun } from '../faults.tsx';
import { Button } from '../shared/Button.tsx';
import { Icon } from '../shared/Icon.tsx';
import { VisuallyHidden } from '../shared/VisuallyHidden.tsx';
import { useWords } from '../words.tsx';
import type { Gone } from './EvidencePage.tsx';
import styles from './Piece.module.css';
import { PieceEditor } from './PieceEditor.tsx';

interface PieceProps {
  readonly id: EvidenceId;
  readonly evidence: Evidence;
  readonly readOnly: boolean;
  /** It just came back by Undo: its link takes the focus that the Undo button had. */
  readonly focused: boolean;
  /** It is open to be edited. */
  readonly editing: boolean;
  readonly onEdit: (open: boolean) => void;
  /** Called when it has taken the focus it was given. */
  readonly onFocused: () => void;
  /** Called after it was deleted or moved. */
  readonly onGone: (gone: Gone) => void;
}

/** One piece of evidence: its page, when it was tagged, why it is evidence. */
export function Piece({ id, evidence, readOnly, editing, onEdit, focused, onFocused, onGone }: PieceProps) {
  const { t, language } = useWords();
  const run = useRun();
  const link = useRef<HTMLAnchorElement>(null);
  const editButton = useRef<HTMLButtonElement>(null);
  const title = evidence.title || t('common.untitled');
  const date = dateIn(language, evidence.taggedAt, 'medium');

  useEffect(() => {
    if (!focused) return;
    link.current?.focus();
    onFocused();
  }, [focused, onFocused]);

  async function remove() {
    const outcome = await run({ type: 'take-off', id });
    if (outcome.ok) onGone({ movedTo: undefined, changes: outcome.changes });
  }

  function stopEditing() {
    onEdit(false);
    requestAnimationFrame(() => editButton.current?.focus());
  }

  return (
    <article class={styles.piece}>
      <div class={styles.head}>
        <h3 class={styles.title}>
          <a ref={link} href={evidence.url} target="_blank" rel="noopener noreferrer" dir="auto">
            {title}
            <VisuallyHidden> ({t('list.opensNewTab')})</VisuallyHidden>
          </a>
          <Icon shape={ExternalLink} size={13} />
        </h3>
        {!readOnly && !editing && (
          <div class={styles.tools}>
            <Button
              ref={editButton}
              icon={Pencil}
              aria-label={t('list.editOf', { title })}
              onClick={() => onEdit(true)}
            >
              {t('list.edit')}
            </Button>
            <Button icon={Trash} aria-label={t('list.deleteOf', { title })} onClick={() => void remove()}>
              {t('list.delete')}
            </Button>
          </div>
        )}
      </div>
      <p class={styles.meta}>
        <span dir="ltr" title={evidence.url}>
          {readableHostname(evidence.url)}
        </span>
        <span aria-hidden="true"> · </span>
        <time datetime={evidence.taggedAt}>{t('list.taggedOn', { date })}</time>
      </p>
      {editing ? (
        <PieceEditor id={id} evidence={evidence} onDone={stopEditing} onMoved={onGone} />
      ) : evidence.note.trim() ? (
        <p class={styles.note} dir="auto">
          {evidence.note}
        </p>
      ) : (
        <p class={styles.noNote}>{t('list.noNote')}</p>
      )}
    </article>
  );
}
