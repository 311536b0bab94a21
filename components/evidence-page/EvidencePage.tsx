import { ListChecks } from 'lucide';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { currentApplication } from '../../evidence/application/application.ts';
import { usesIn } from '../../evidence/application/application-copy.ts';
import { binOf, KEPT_AFTER_DELETION_DAYS } from '../../evidence/commands/bin.ts';
import { placesAfterMove } from '../../evidence/list/hand-order.ts';
import { isNarrowed, type ListView } from '../../evidence/list/list-view.ts';
import { MISSION_DOMAINS, type MissionDomain } from '../../evidence/mission-domain.ts';
import type { Change } from '../../evidence/piece/edits.ts';
import { type Evidence, type EvidenceId, isLive } from '../../evidence/piece/evidence.ts';
import type { EvidenceList } from '../../evidence/storage/store.ts';
import { summarise, totalOf } from '../../evidence/storage/summary.ts';
import { nameOf } from '../application/name-of.ts';
import { BackupReminder } from '../backup/BackupReminder.tsx';
import { LastBackupLine } from '../backup/LastBackupLine.tsx';
import { Button } from '../controls/Button.tsx';
import { LiveMessage } from '../controls/LiveMessage.tsx';
import { useCheckAfterFailure } from '../controls/use-check-after-failure.ts';
import { useLoaded } from '../controls/use-loaded.ts';
import { useReady } from '../controls/use-ready.ts';
import { LONG_LIST } from '../controls/use-virtual-rows.ts';
import { useRun, WithFaults } from '../faults.tsx';
import { LastMergeLine } from '../merge/LastMergeLine.tsx';
import { FaultNotice, ReadFailure } from '../notices/FaultNotice.tsx';
import { RescueNotice } from '../notices/RescueNotice.tsx';
import { BackLink } from '../page-links/BackLink.tsx';
import { type ChangeView, useViewInAddress } from '../page-links/use-view-in-address.ts';
import { useMessage, useWords } from '../words.tsx';
import { Bin } from './Bin.tsx';
import { DateNotice } from './DateNotice.tsx';
import { DomainNav } from './DomainNav.tsx';
import { DomainSection } from './DomainSection.tsx';
import styles from './EvidencePage.module.css';
import { FilterBar } from './FilterBar.tsx';
import { ListHeader } from './ListHeader.tsx';
import { NotTagged } from './NotTagged.tsx';
import { Overview } from './Overview.tsx';
import { ignoreShiftSpace, selectByKey } from './SelectBox.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { useEvidenceList } from './use-evidence-list.ts';
import { useSelection } from './use-selection.ts';
import { useShownList } from './use-shown-list.ts';

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

const loadApplicationView = () =>
  import('../application/ApplicationView.tsx').then((part) => part.ApplicationView);

function EvidencePageContent() {
  const { t } = useWords();
  const { retry, unchecked, ...state } = useEvidenceList();
  const [view, changeView] = useViewInAddress();
  useCheckAfterFailure(state.status === 'failed', retry);
  const ApplicationView = useLoaded(loadApplicationView, view.application);

  useReady(state.status !== 'loading');
  useEffect(() => {
    document.title = `${t('manifest.name')} – ${t('list.heading')}`;
  }, [t]);

  const isReading = state.status === 'loading';
  return (
    <>
      <ListHeader
        list={state.status === 'ready' ? state.list : undefined}
        isReading={isReading}
        query={view.query}
        onSearch={(query) => changeView({ query }, 'typing')}
      />
      {isReading && (
        <main class={styles.reading}>
          <p>{t('list.reading')}</p>
        </main>
      )}
      {state.status === 'failed' && (
        <div class={styles.failure}>
          <ReadFailure onRetry={retry} />
        </div>
      )}
      {state.status === 'ready' && (
        <div class={styles.rescue}>
          <RescueNotice rescue={state.list.rescue} unchecked={unchecked} />
        </div>
      )}
      <div class={styles.reminder}>
        {/* There whatever becomes of the list: what it answers stays when that is read anew. */}
        <DateNotice known={state.status === 'ready' ? state.list.knownDate : undefined} />
        {state.status === 'ready' && <BackupReminder list={state.list} />}
        {state.status === 'ready' && <LastMergeLine last={state.list.lastMerge} />}
      </div>
      {state.status === 'ready' && view.application && ApplicationView && (
        <div class={styles.columns} data-copy={view.copy !== ''}>
          <ApplicationView
            list={state.list}
            view={view}
            onChange={changeView}
            daysKept={KEPT_AFTER_DELETION_DAYS}
          />
        </div>
      )}
      {state.status === 'ready' && !view.bin && !view.application && (
        <Sections list={state.list} view={view} onChange={changeView} />
      )}
      {state.status === 'ready' && view.bin && (
        <div class={styles.columns}>
          <BackLink onChange={changeView} />
          <Bin list={state.list} view={view} />
        </div>
      )}
      <div class={styles.fault}>
        <FaultNotice />
      </div>
      {!isReading && (
        <footer class={styles.footer}>
          {state.status === 'ready' && <LastBackupLine last={state.list.lastBackup} />}
          <p>{t('common.notOfficial')}</p>
        </footer>
      )}
    </>
  );
}

interface SectionsProps {
  readonly list: EvidenceList;
  readonly view: ListView;
  readonly onChange: ChangeView;
}

function Sections({ list, view, onChange }: SectionsProps) {
  const { t, settings } = useWords();
  const run = useRun();
  const [placed, setPlaced] = useMessage();
  const [gone, setGone] = useState<ReadonlyMap<EvidenceId, Gone>>(new Map());
  const [editing, setEditing] = useState<EvidenceId>();
  const [focusAt, setFocusAt] = useState<EvidenceId>();
  const focused = useCallback(() => setFocusAt(undefined), []);
  const { counts } = useMemo(() => summarise(list.pieces.values()), [list]);
  const total = totalOf(counts);
  const searching = isNarrowed(view);
  const leavesTrace = useCallback(
    (id: EvidenceId, evidence: Evidence) => wentHere(id, evidence, gone),
    [gone],
  );
  // What is being edited stays, even when a word of the search is just being typed over.
  const { ordered, byDomain, ids } = useShownList(list.pieces, view, editing, leavesTrace);
  const binned = useMemo(() => binOf(list.pieces).length, [list.pieces]);
  const selectable = useMemo(() => ids.filter((id) => !list.newer.has(id)), [ids, list.newer]);
  const selection = useSelection(selectable);
  const isLong = total > LONG_LIST;
  const application = currentApplication(list.applications.all.values(), settings.application);
  const { copies } = list.applications;
  const uses = useMemo(() => usesIn(copies.values(), (copy) => nameOf(copy.application, t)), [copies, t]);

  const remember = useCallback((id: EvidenceId, what: Gone | undefined) => {
    setEditing(undefined);
    setFocusAt(id);
    setGone((now) => {
      const next = new Map(now);
      if (what) next.set(id, what);
      else next.delete(id);
      return next;
    });
  }, []);

  /** Moves a piece to another place among those that are shown. */
  async function place(id: EvidenceId, to: number) {
    const domain = MISSION_DOMAINS.find((one) => byDomain[one].some((listed) => listed.id === id));
    if (!domain) return;
    const shown = byDomain[domain];
    const from = shown.findIndex((listed) => listed.id === id);
    // What went from here keeps its line for its Undo, but no place.
    const beyond = to > from ? shown.slice(to) : shown.slice(0, to + 1).reverse();
    const neighbour = beyond.find(({ evidence }) => isLive(evidence));
    if (!neighbour) return;
    const all = ordered[domain].filter(({ evidence }) => isLive(evidence));
    const [at, goal] = [id, neighbour.id].map((one) => all.findIndex((listed) => listed.id === one));
    const places = placesAfterMove(all, at ?? -1, goal ?? -1);
    if (places.length === 0) return;
    const outcome = await run({ type: 'place-pieces', places });
    if (!outcome.ok) return;
    const live = shown.filter(({ evidence }) => isLive(evidence));
    const title = shown[from]?.evidence.title || t('common.untitled');
    setPlaced((t) => t('order.now', { title, number: live.indexOf(neighbour) + 1, total: live.length }));
  }

  return (
    <div class={styles.columns}>
      <DomainNav counts={counts} binned={binned} onChange={onChange} />
      <main
        class={styles.main}
        data-long={isLong}
        onKeyDown={(event) => selectByKey(event, selection, selectable)}
        onKeyUp={ignoreShiftSpace}
      >
        <Notice count={list.newer.size} say="list.newer" />
        <Notice count={list.unreadable.size} say="list.unreadable" />
        <NotTagged list={list} />
        {total === 0 && list.unreadable.size === 0 && gone.size === 0 && (
          <div class={styles.empty}>
            <h2>{t('list.emptyHeading')}</h2>
            <p>{t('list.empty')}</p>
          </div>
        )}
        {(total > 0 || searching) && (
          <div class={styles.tools}>
            <FilterBar view={view} onChange={onChange} pieces={list.pieces}>
              {total > 0 && (
                <Button icon={ListChecks} look="plain" onClick={() => selection.setOn(!selection.on)}>
                  {t(selection.on ? 'select.stop' : 'select.start')}
                </Button>
              )}
            </FilterBar>
            {searching && (
              <p class={styles.shown} aria-hidden="true">
                {t('list.shown', { shown: ids.length, total })}
              </p>
            )}
          </div>
        )}
        {!searching && <Overview pieces={list.pieces} counts={counts} period={application} />}
        {MISSION_DOMAINS.map((domain) => (
          <DomainSection
            key={domain}
            domain={domain}
            listed={byDomain[domain]}
            count={counts[domain]}
            searching={searching}
            long={isLong}
            newer={list.newer}
            pictures={list.pictures}
            drafts={list.drafts}
            gone={gone}
            onGone={remember}
            editing={editing}
            onEdit={setEditing}
            focusAt={focusAt}
            onFocused={focused}
            selection={selection}
            period={application}
            uses={uses}
            onPlace={view.sort === 'hand' ? (id, to) => void place(id, to) : undefined}
          />
        ))}
        <SelectionBar selection={selection} shown={selectable.length} pieces={list.pieces} />
      </main>
      <LiveMessage>{searching ? t('list.shown', { shown: ids.length, total }) : ''}</LiveMessage>
      <LiveMessage>{placed}</LiveMessage>
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
