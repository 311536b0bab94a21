import { Pencil } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { MAX_TITLE_LENGTH } from '../../evidence/clean-text.ts';
import { readableHostname } from '../../evidence/page-address.ts';
import type { TextCommand } from '../faults.tsx';
import { Icon } from '../shared/Icon.tsx';
import { useKeptText } from '../shared/use-kept-text.ts';
import { VisuallyHidden } from '../shared/VisuallyHidden.tsx';
import { useWords } from '../words.tsx';
import { Nearby } from './Nearby.tsx';
import styles from './PageHeader.module.css';
import type { PageState } from './use-page-evidence.ts';

interface PageHeaderProps {
  readonly page: PageState;
  readonly title: string;
  /** What is typed may be stored. */
  readonly canEdit: boolean;
  /** The command that keeps a corrected title. */
  readonly keeping: (title: string) => TextCommand;
}

/** Which page this is, or the one sentence that says why it cannot be tagged. */
export function PageHeader({ page, title, canEdit, keeping }: PageHeaderProps) {
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
        <p class={styles.untaggable}>{t(`page.untaggable.${page.untaggable ?? 'unknown-page'}`)}</p>
      </header>
    );
  }
  return (
    <header class={styles.header}>
      <Heading />
      {editing ? (
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
              onClick={() => setEditing(true)}
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

interface TitleFieldProps {
  readonly title: string;
  readonly keeping: (title: string) => TextCommand;
  readonly onDone: () => void;
}

function TitleField({ title, keeping, onDone }: TitleFieldProps) {
  const { t } = useWords();
  const { field } = useKeptText(title, keeping);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <form
      class={styles.line}
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      <input
        {...field}
        ref={input}
        class={styles.input}
        dir="auto"
        aria-label={t('page.titleLabel')}
        maxLength={MAX_TITLE_LENGTH}
      />
      <button type="submit" class={styles.done}>
        {t('page.doneTitle')}
      </button>
    </form>
  );
}
