import { Pencil } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { MAX_TITLE_LENGTH } from '../../evidence/clean-text.ts';
import { readableHostname } from '../../evidence/page-address.ts';
import { Icon } from '../shared/Icon.tsx';
import { useKeptText } from '../shared/use-kept-text.ts';
import { VisuallyHidden } from '../shared/VisuallyHidden.tsx';
import { useWords } from '../words.tsx';
import styles from './PageHeader.module.css';
import type { PageState } from './use-page-evidence.ts';

interface PageHeaderProps {
  readonly page: PageState;
  readonly title: string;
  /** Keeps a corrected title; tells whether that worked. */
  readonly onCorrect: (title: string) => Promise<boolean>;
}

/** Which page this is, or the one sentence that says why it cannot be tagged. */
export function PageHeader({ page, title, onCorrect }: PageHeaderProps) {
  const { t } = useWords();
  const [editing, setEditing] = useState(false);
  const editButton = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);

  useEffect(() => {
    if (wasEditing.current && !editing) editButton.current?.focus();
    wasEditing.current = editing;
  }, [editing]);

  if (page.status !== 'ready') return <Heading />;
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
        <TitleField title={title} onCorrect={onCorrect} onDone={() => setEditing(false)} />
      ) : (
        <div class={styles.line}>
          <p class={styles.title} dir="auto">
            {title || t('common.untitled')}
          </p>
          <button
            ref={editButton}
            type="button"
            class={styles.edit}
            aria-label={t('page.editTitle')}
            title={t('page.editTitle')}
            onClick={() => setEditing(true)}
          >
            <Icon shape={Pencil} size={14} />
          </button>
        </div>
      )}
      <p class={styles.host} dir="ltr">
        {readableHostname(page.url)}
      </p>
    </header>
  );
}

function Heading() {
  const { t } = useWords();
  return (
    <h1>
      <VisuallyHidden>{t('page.heading')}</VisuallyHidden>
    </h1>
  );
}

interface TitleFieldProps {
  readonly title: string;
  readonly onCorrect: (title: string) => Promise<boolean>;
  readonly onDone: () => void;
}

function TitleField({ title, onCorrect, onDone }: TitleFieldProps) {
  const { t } = useWords();
  const field = useKeptText(title, onCorrect);
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
