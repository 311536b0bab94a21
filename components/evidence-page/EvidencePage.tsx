import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { listByDomain, matcher } from '../../evidence/arrange.ts';
import type { Change } from '../../evidence/edits.ts';
import { type Evidence, type EvidenceId, isLive } from '../../evidence/evidence.ts';
import { MISSION_DOMAINS, type MissionDomain } from '../../evidence/mission-domain.ts';
import type { EvidenceList } from '../../evidence/store.ts';
import { summarise, totalOf } from '../../evidence/summary.ts';
import { BackupReminder } from '../backup/BackupReminder.tsx';
import { LastBackupLine } from '../backup/LastBackupLine.tsx';
import { FaultNotice, ReadFailure, WithFaults } from '../faults.tsx';
import { LiveMessage } from '../shared/LiveMessage.tsx';
import { useReady } from '../shared/use-ready.ts';
import { useWords } from '../words.tsx';
import { DomainNav } from './DomainNav.tsx';
import { DomainSection } from './DomainSection.tsx';
import styles from './EvidencePage.module.css';
import { ListHeader } from './ListHeader.tsx';
import { Overview } from './Overview.tsx';
import { useEvidenceList } from './use-evidence-list.ts';
import { useSearchInAddress } from './use-search-in-address.ts';

/** All evidence by mission domain, on a full page. */
export function EvidencePage() {
  return (
    <WithFaults>
      <EvidencePageContent />
    </WithFaults>
  );
}

/** A piece that was deleted or moved away here, kept in its place with its Undo. */
export interface Gone {
  readonly movedTo: MissionDomain | undefined;
  readonly changes: readonly Change[];
}

function EvidencePageContent() {
  const { t } = useWords();
  const { retry, ...state } = useEvidenceList();
  const [query, setQuery] = useSearchInAddress();

  useReady(state.status !== 'loading');
  useEffect(() => {
    document.title = `${t('manifest.name')} – ${t('list.heading')}`;
  }, [t]);

  if (state.status === 'loading') return null;
  return (
    <>
      <ListHeader
        list={state.status === 'ready' ? state.list : undefined}
        query={query}
        onSearch={setQuery}
      />
      {state.status === 'failed' && (
        <div class={styles.failure}>
          <ReadFailure onRetry={retry} />
        </div>
      )}
      {state.status === 'ready' && (
        <div class={styles.reminder}>
          <BackupReminder list={state.list} />
        </div>
      )}
      {state.status === 'ready' && <Sections list={state.list} query={query} />}
      <div class={styles.fault}>
        <FaultNotice />
      </div>
      <footer class={styles.footer}>
        {state.status === 'ready' && <LastBackupLine last={state.list.lastBackup} />}
        <p>{t('common.notOfficial')}</p>
      </footer>
    </>
  );
}

function Sections({ list, query }: { list: EvidenceList; query: string }) {
  const { t } = useWords();
  const [gone, setGone] = useState<ReadonlyMap<EvidenceId, Gone>>(new Map());
  const [editing, setEditing] = useState<EvidenceId>();
  const [focusAt, setFocusAt] = useState<EvidenceId>();
  const focused = useCallback(() => setFocusAt(undefined), []);
  const { counts } = useMemo(() => summarise(list.pieces.values()), [list]);
  const total = totalOf(counts);
  const searching = query.trim() !== '';

  const byDomain = useMemo(() => {
    const matches = matcher(query);
    return listByDomain(
      list.pieces,
      // What is being edited stays, even when a word of the search is just being typed over.
      ({ id, evidence }) =>
        id === editing || ((isLive(evidence) || wentHere(id, evidence, gone)) && matches(evidence)),
    );
  }, [list, gone, query, editing]);
  const shown = MISSION_DOMAINS.reduce(
    (sum, domain) => sum + byDomain[domain].filter(({ evidence }) => isLive(evidence)).length,
    0,
  );

  const remember = (id: EvidenceId, what: Gone | undefined) => {
    setEditing(undefined);
    setFocusAt(id);
    setGone((now) => {
      const next = new Map(now);
      if (what) next.set(id, what);
      else next.delete(id);
      return next;
    });
  };

  return (
    <div class={styles.columns}>
      <DomainNav counts={counts} />
      <main class={styles.main}>
        <Notice count={list.newer.size} say="list.newer" />
        <Notice count={list.unreadable.size} say="list.unreadable" />
        {total === 0 && list.unreadable.size === 0 && gone.size === 0 && (
          <div class={styles.empty}>
            <h2>{t('list.emptyHeading')}</h2>
            <p>{t('list.empty')}</p>
          </div>
        )}
        {!searching && <Overview pieces={list.pieces} counts={counts} />}
        {searching && (
          <p class={styles.shown} aria-hidden="true">
            {t('list.shown', { shown, total })}
          </p>
        )}
        {MISSION_DOMAINS.map((domain) => (
          <DomainSection
            key={domain}
            domain={domain}
            listed={byDomain[domain]}
            count={counts[domain]}
            searching={searching}
            newer={list.newer}
            pictures={list.pictures}
            gone={gone}
            onGone={remember}
            editing={editing}
            onEdit={setEditing}
            focusAt={focusAt}
            onFocused={focused}
          />
        ))}
      </main>
      <LiveMessage>{searching ? t('list.shown', { shown, total }) : ''}</LiveMessage>
    </div>
  );
}

/** Whether a piece that is no longer live is gone by what was done on this page, and not since. */
function wentHere(id: EvidenceId, { deletedAt }: Evidence, gone: ReadonlyMap<EvidenceId, Gone>): boolean {
  const change = gone.get(id)?.changes.find((one) => one.id === id);
  return change !== undefined && change.after.deletedAt === deletedAt;
}

function Notice({ count, say }: { count: number; say: 'list.newer' | 'list.unreadable' }) {
  const { t } = useWords();
  return count === 0 ? null : <p class={styles.notice}>{t(say, { count })}</p>;
}
