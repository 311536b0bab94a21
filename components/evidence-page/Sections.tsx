import { ListChecks } from 'lucide';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { currentApplication } from '../../evidence/application/application.ts';
import { usesIn } from '../../evidence/application/edition.ts';
import { binOf } from '../../evidence/list/bin.ts';
import { isNarrowed, type ListView } from '../../evidence/list/list-view.ts';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import type { Piece, PieceId } from '../../evidence/piece/piece.ts';
import type { EvidenceList } from '../../evidence/storage/evidence-list.ts';
import { summarise, totalOf } from '../../evidence/storage/summary.ts';
import { nameOf } from '../application/name-of.ts';
import { Button } from '../controls/Button.tsx';
import { LiveMessage } from '../controls/LiveMessage.tsx';
import { LONG_LIST } from '../controls/use-virtual-rows.ts';
import type { ChangeView } from '../page-links/use-view-in-address.ts';
import { useWords } from '../words.tsx';
import { DomainNav } from './DomainNav.tsx';
import { DomainSection } from './DomainSection.tsx';
import { FilterBar } from './FilterBar.tsx';
import { type Gone, wentHere } from './gone.ts';
import { PieceEditor } from './late-piece-editor.ts';
import { NotTagged } from './NotTagged.tsx';
import { Overview } from './Overview.tsx';
import styles from './Sections.module.css';
import { ignoreShiftSpace, selectByKey } from './SelectBox.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { usePlacing } from './use-placing.ts';
import { useSelection } from './use-selection.ts';
import { useShownList } from './use-shown-list.ts';

interface SectionsProps {
  readonly list: EvidenceList;
  readonly view: ListView;
  readonly onChange: ChangeView;
}

/** The list by mission domain, with search, filters and selection. */
export function Sections({ list, view, onChange }: SectionsProps) {
  const { t, settings } = useWords();
  const [gone, setGone] = useState<ReadonlyMap<PieceId, Gone>>(new Map());
  const [editing, setEditing] = useState<PieceId>();
  const [focusAt, setFocusAt] = useState<PieceId>();
  const focused = useCallback(() => setFocusAt(undefined), []);
  const { counts } = useMemo(() => summarise(list.pieces.values()), [list]);
  const total = totalOf(counts);
  const searching = isNarrowed(view);
  const leavesTrace = useCallback((id: PieceId, evidence: Piece) => wentHere(id, evidence, gone), [gone]);
  // The piece in the editor stays shown, even if a word of the search is being edited in it.
  const { ordered, byDomain, ids } = useShownList(list.pieces, view, editing, leavesTrace);
  const binned = useMemo(() => binOf(list.pieces).length, [list.pieces]);
  const selectable = useMemo(() => ids.filter((id) => !list.newer.has(id)), [ids, list.newer]);
  const selection = useSelection(selectable);
  const { placed, place } = usePlacing(ordered, byDomain);
  const isLong = total > LONG_LIST;
  const application = currentApplication(list.applications.all.values(), settings.application);
  const { editions } = list.applications;
  const uses = useMemo(() => usesIn(editions.values(), (copy) => nameOf(copy.application, t)), [editions, t]);

  // Load the editor ahead, so that it opens at once. A failure is reported where the editor should open.
  useEffect(() => void PieceEditor.load().catch(() => {}), []);

  const remember = useCallback((id: PieceId, what: Gone | undefined) => {
    setEditing(undefined);
    setFocusAt(id);
    setGone((now) => {
      const next = new Map(now);
      if (what) next.set(id, what);
      else next.delete(id);
      return next;
    });
  }, []);

  return (
    <>
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
        <SelectionBar selection={selection} shown={selectable.length} />
      </main>
      <LiveMessage>{searching ? t('list.shown', { shown: ids.length, total }) : ''}</LiveMessage>
      <LiveMessage>{placed}</LiveMessage>
    </>
  );
}

function Notice({ count, say }: { count: number; say: 'list.newer' | 'list.unreadable' }) {
  const { t } = useWords();
  return count === 0 ? null : <p class={styles.notice}>{t(say, { count })}</p>;
}
