import { Camera, Trash } from 'lucide';
import { useState } from 'preact/hooks';
import type { Application } from '../../evidence/application/application.ts';
import type { Edition } from '../../evidence/application/edition.ts';
import { WHOLE_LIST } from '../../evidence/list/list-view.ts';
import { dateIn } from '../../locales/dates.ts';
import { Button } from '../controls/Button.tsx';
import { ConfirmDialog } from '../controls/ConfirmDialog.tsx';
import { useRun } from '../faults.tsx';
import { ListLink } from '../page-links/ListLink.tsx';
import type { ChangeView } from '../page-links/use-view-in-address.ts';
import { useMessage, useWords } from '../words.tsx';
import styles from './ApplicationView.module.css';
import { nameOf } from './name-of.ts';

interface EditionListProps {
  /** The application to make an edition of; missing if there is none. */
  readonly application: Application | undefined;
  /** The editions of all applications, the newest first. */
  readonly editions: readonly Edition[];
  readonly onChange: ChangeView;
}

/** The editions of what was handed in, and a button to make one. */
export function EditionList({ application, editions, onChange }: EditionListProps) {
  const { t, language } = useWords();
  const run = useRun();
  const [message, setMessage] = useMessage();
  const [asking, setAsking] = useState<Edition>();
  const dateOf = ({ frozenAt }: Edition) => dateIn(language, frozenAt, 'medium');

  async function freeze(one: Application) {
    const outcome = await run({ type: 'save-edition', id: one.id, edition: crypto.randomUUID() });
    if (!outcome.ok) return;
    const date = dateIn(language, new Date().toISOString(), 'medium');
    setMessage((t) => t('application.frozen', { name: nameOf(one, t), date }));
  }

  async function erase(copy: Edition) {
    setAsking(undefined);
    const outcome = await run({ type: 'delete-edition', id: copy.id });
    if (outcome.ok) setMessage((t) => t('application.erased', { date: dateOf(copy) }));
  }

  return (
    <section class={styles.copies} aria-labelledby="copies">
      <h3 id="copies" class={styles.subhead}>
        {t('application.copies')}
      </h3>
      <p class={styles.help}>{t('application.freezeExplain')}</p>
      {application && (
        <p>
          <Button icon={Camera} look="plain" onClick={() => void freeze(application)}>
            {t('application.freeze')}
          </Button>
        </p>
      )}
      <p role="status" class={styles.help}>
        {message}
      </p>
      <ul>
        {editions.map((copy) => (
          <li key={copy.id} class={styles.row}>
            <span class={styles.rowName}>
              <bdi>{nameOf(copy.application, t)}</bdi>
              {' · '}
              <ListLink to={{ ...WHOLE_LIST, application: true, copy: copy.id }} onChange={onChange}>
                {t('application.openCopy', { date: dateOf(copy) })}
              </ListLink>
            </span>
            <Button
              icon={Trash}
              aria-label={t('application.eraseCopyOf', { date: dateOf(copy) })}
              onClick={() => setAsking(copy)}
            >
              {t('application.eraseCopy')}
            </Button>
          </li>
        ))}
      </ul>
      {asking && (
        <ConfirmDialog
          heading={t('application.eraseHeading')}
          yes={t('application.eraseCopy')}
          onYes={() => void erase(asking)}
          // A dialog reports a moment later that it closed; another may be open by then.
          onClose={() => setAsking((now) => (now === asking ? undefined : now))}
        >
          {t('application.eraseExplain', { date: dateOf(asking) })}
        </ConfirmDialog>
      )}
    </section>
  );
}
