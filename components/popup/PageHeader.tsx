import { Pencil } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { readableHostname } from '../../evidence/page/page-address.ts';
import { Icon } from '../controls/Icon.tsx';
import { VisuallyHidden } from '../controls/VisuallyHidden.tsx';
import { useWords } from '../words.tsx';
import { TitleField } from './later-parts.tsx';
import { Nearby } from './Nearby.tsx';
import styles from './PageHeader.module.css';
import type { ShownPage } from './shown-page.ts';
import type { PageState } from './use-page-evidence.ts';

interface PageHeaderProps {
  readonly state: PageState;
  readonly page: ShownPage;
  /** The field for the title is loaded, and the words that say why a page cannot be tagged. */
  readonly hasParts: boolean;
  /** Called when somebody is about to correct the title. */
  readonly onEdit: () => void;
}

/** The page's title, or the one sentence that says why it cannot be tagged. */
export function PageHeader({ state, page, hasParts, onEdit }: PageHeaderProps) {
  const { t } = useWords();
  const [editing, setEditing] = useState(false);
  const editButton = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);

  useEffect(() => {
    if (wasEditing.current && !editing) editButton.current?.focus();
    wasEditing.current = editing;
  }, [editing]);

  if (state.status === 'loading' || state.title === undefined) return <Heading />;
  if (state.url === undefined) {
    return (
      <header class={styles.header}>
        <Heading />
        <p class={styles.untaggable}>{hasParts && t(`untaggable.${state.untaggable ?? 'unknown-page'}`)}</p>
      </header>
    );
  }
  return (
    <header class={styles.header}>
      <Heading />
      {editing && hasParts ? (
        <TitleField page={page} onDone={() => setEditing(false)} />
      ) : (
        <div class={styles.line}>
          <p class={styles.title} dir="auto">
            {page.title || t('common.untitled')}
          </p>
          {page.url !== undefined && (
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
        {readableHostname(state.url)}
      </p>
      {state.status === 'ready' && <Nearby url={state.url} nearby={state.evidence.nearby} />}
      {state.isClosed && <p class={styles.closed}>{t('page.closed')}</p>}
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
