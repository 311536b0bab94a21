import { Pencil } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { readableHostname } from '../../evidence/page/page-address.ts';
import { Icon } from '../controls/Icon.tsx';
import { VisuallyHidden } from '../controls/VisuallyHidden.tsx';
import type { TextCommand } from '../faults.tsx';
import { useWords } from '../words.tsx';
import { TitleField } from './later-parts.tsx';
import { Nearby } from './Nearby.tsx';
import styles from './PageHeader.module.css';
import type { PageState } from './use-page-evidence.ts';

interface PageHeaderProps {
  readonly page: PageState;
  readonly title: string;
  /** The field for the title is there, and the words that say why a page cannot be tagged. */
  readonly hasParts: boolean;
  /** What is typed may be stored. */
  readonly canEdit: boolean;
  /** Someone is going to correct the title. */
  readonly onEdit: () => void;
  /** The command that keeps a corrected title. */
  readonly keeping: (title: string, from: string[]) => TextCommand;
}

/** Which page this is, or the one sentence that says why it cannot be tagged. */
export function PageHeader({ page, hasParts, title, canEdit, onEdit, keeping }: PageHeaderProps) {
  const { t } = useWords();
  const [editing, setEditing] = useState(false);
  const editButton = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);

  useEffect(() => {
    if (wasEditing.current && !editing) editButton.current?.focus();
    wasEditing.current = editing;
  }, [editing]);

  if (page.status === 'loading' || page.title === undefined) return <Heading />;
  if (page.url === undefined) {
    return (
      <header class={styles.header}>
        <Heading />
        <p class={styles.untaggable}>{hasParts && t(`untaggable.${page.untaggable ?? 'unknown-page'}`)}</p>
      </header>
    );
  }
  return (
    <header class={styles.header}>
      <Heading />
      {editing && hasParts ? (
        <TitleField title={title} keeping={keeping} onDone={() => setEditing(false)} />
      ) : (
        <div class={styles.line}>
          <p class={styles.title} dir="auto">
            {title || t('common.untitled')}
          </p>
          {canEdit && (
            <button
              ref={editButton}
              type="button"
              class={styles.edit}
              title={t('page.editTitle')}
              onClick={() => {
                onEdit();
                setEditing(true);
              }}
            >
              <Icon shape={Pencil} size={14} />
            </button>
          )}
        </div>
      )}
      <p class={styles.host} dir="ltr">
        {readableHostname(page.url)}
      </p>
      {page.status === 'ready' && <Nearby url={page.url} nearby={page.evidence.nearby} />}
      {page.isClosed && <p class={styles.closed}>{t('page.closed')}</p>}
    </header>
  );
}

function Heading() {
  const { t } = useWords();
  return (
    <h1 tabIndex={-1}>
      <VisuallyHidden>{t('page.heading')}</VisuallyHidden>
    </h1>
  );
}
