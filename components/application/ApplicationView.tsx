/**
 * The room application/ is the desk on which the form is written: its texts, references to pieces, details,
 * and editions of what was handed in. evidence/application/ knows what an application is.
 */
import { FilePlus, RotateCcw, Trash } from 'lucide';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  type Application,
  currentApplication,
  liveApplications,
} from '../../evidence/application/application.ts';
import { numberingOf } from '../../evidence/application/references.ts';
import { arrange } from '../../evidence/list/arrange.ts';
import type { ListView } from '../../evidence/list/list-view.ts';
import type { EvidenceList } from '../../evidence/storage/evidence-list.ts';
import { Button } from '../controls/Button.tsx';
import { useRun } from '../faults.tsx';
import { BackLink } from '../page-links/BackLink.tsx';
import type { ChangeView } from '../page-links/use-view-in-address.ts';
import { useMessage, useWords } from '../words.tsx';
import { ApplicationNav } from './ApplicationNav.tsx';
import styles from './ApplicationView.module.css';
import { DomainTexts } from './DomainTexts.tsx';
import { EditionList } from './EditionList.tsx';
import { EditionView } from './EditionView.tsx';
import { nameOf } from './name-of.ts';
import { StartTexts } from './StartTexts.tsx';

interface ApplicationViewProps {
  readonly list: EvidenceList;
  readonly view: ListView;
  readonly onChange: ChangeView;
  /** Days for which a deleted application stays stored. */
  readonly daysKept: number;
}

/** The texts of the form: written here, saved while they are typed, and copied from here into the form. */
export function ApplicationView({ list, view, onChange, daysKept }: ApplicationViewProps) {
  const { t, settings } = useWords();
  const run = useRun();
  const [message, setMessage] = useMessage();
  const [deleted, setDeleted] = useState<{ readonly one: Application; readonly undoId: string }>();
  const head = useRef<HTMLElement>(null);
  const { all, newer, unreadable, editions: allEditions } = list.applications;
  const live = useMemo(() => liveApplications(all.values()), [all]);
  const application = currentApplication(all.values(), settings.application);
  const arranged = useMemo(() => arrange(list.pieces.values()), [list.pieces]);
  const numbering = useMemo(() => numberingOf(arranged), [arranged]);
  const pieces = useMemo(() => arranged.flatMap(({ pieces: inDomain }) => inDomain), [arranged]);
  const editions = useMemo(
    () => [...allEditions.values()].sort((a, b) => (a.frozenAt < b.frozenAt ? 1 : -1)),
    [allEditions],
  );
  const removedOnes = useMemo(() => [...all.values()].filter(({ deletedAt }) => deletedAt), [all]);
  const main = useRef<HTMLElement>(null);
  const { domain, query } = view;

  // The pressed button may be gone. If another application was chosen, the choice keeps the focus.
  useEffect(() => main.current?.querySelector('h2')?.focus(), [domain, view.copy]);

  if (view.copy) return <EditionView copy={allEditions.get(view.copy)} onChange={onChange} />;

  /**
   * Takes over the school's name; the teacher's name from the settings is the default for who prepares it.
   */
  async function start() {
    const { school = '', preparedBy = settings.name ?? '' } = application ?? {};
    const id = crypto.randomUUID();
    await run({ type: 'save-application', id, change: { school, preparedBy } });
    onChange({ domain: '' });
  }

  async function remove(one: Application) {
    const outcome = await run({ type: 'delete-application', id: one.id });
    if (!outcome.ok) return;
    setDeleted(outcome.undoId === undefined ? undefined : { one, undoId: outcome.undoId });
    setMessage((t) => t('application.removed', { name: nameOf(one, t) }));
    head.current?.focus();
  }

  /** Restores an application: by Undo, or later from the list of deleted ones. */
  async function bringBack(one: Application, undoId?: string) {
    const outcome = await run(
      undoId === undefined ? { type: 'restore-application', id: one.id } : { type: 'undo', id: undoId },
    );
    if (!outcome.ok) return;
    setDeleted(undefined);
    setMessage((t) => t('application.restored', { name: nameOf(one, t) }));
    head.current?.focus();
  }

  const readOnly = application !== undefined && newer.has(application.id);
  return (
    <>
      <div class={styles.side}>
        <BackLink onChange={onChange} />
        {application && <ApplicationNav application={application} current={domain} onChange={onChange} />}
      </div>
      <main ref={main} class={styles.main}>
        <section ref={head} class={styles.head} tabIndex={-1} aria-label={t('application.heading')}>
          {live.length > 1 && application && (
            <label class={styles.choose}>
              <span>{t('application.choose')}</span>
              <select
                value={application.id}
                onChange={({ currentTarget: { value } }) =>
                  void run({ type: 'save-settings', change: { application: value } })
                }
              >
                {live.map((one) => (
                  <option key={one.id} value={one.id}>
                    {nameOf(one, t)}
                  </option>
                ))}
              </select>
            </label>
          )}
          {!application && <h2 tabIndex={-1}>{t('application.heading')}</h2>}
          <p class={styles.explain}>{t(application ? 'application.explain' : 'application.none')}</p>
          <Button icon={FilePlus} look={application ? 'quiet' : 'main'} onClick={() => void start()}>
            {t('application.start')}
          </Button>
        </section>
        {message && (
          <p class={styles.message}>
            <span role="status">{message}</span>
            {deleted && (
              <Button
                icon={RotateCcw}
                look="plain"
                onClick={() => void bringBack(deleted.one, deleted.undoId)}
              >
                {t('common.undo')}
              </Button>
            )}
          </p>
        )}
        {readOnly && <p class={styles.notice}>{t('application.newer')}</p>}
        {unreadable.size > 0 && (
          <p class={styles.notice}>{t('application.unreadable', { count: unreadable.size })}</p>
        )}
        {application && domain === '' && (
          <StartTexts
            key={application.id}
            application={application}
            pieces={pieces}
            numbering={numbering}
            query={query}
            readOnly={readOnly}
          />
        )}
        {application && domain !== '' && (
          <DomainTexts
            key={`${application.id} ${domain}`}
            application={application}
            domain={domain}
            pieces={arranged.find((one) => one.domain === domain)?.pieces ?? []}
            numbering={numbering}
            query={query}
            readOnly={readOnly}
          />
        )}
        {domain === '' && (application || editions.length > 0) && (
          <EditionList application={application} editions={editions} onChange={onChange} />
        )}
        {domain === '' && application && !readOnly && (
          <p>
            <Button icon={Trash} onClick={() => void remove(application)}>
              {t('application.remove')}
            </Button>
          </p>
        )}
        {domain === '' && removedOnes.length > 0 && (
          <details class={styles.official}>
            <summary>{t('application.removedOnes')}</summary>
            <p class={styles.help}>{t('application.removedExplain', { days: daysKept })}</p>
            <ul>
              {removedOnes.map((one) => (
                <li key={one.id} class={styles.row}>
                  <bdi class={styles.rowName}>{nameOf(one, t)}</bdi>
                  <Button
                    icon={RotateCcw}
                    aria-label={t('application.restoreOf', { name: nameOf(one, t) })}
                    onClick={() => void bringBack(one)}
                  >
                    {t('application.restore')}
                  </Button>
                </li>
              ))}
            </ul>
          </details>
        )}
      </main>
    </>
  );
}
