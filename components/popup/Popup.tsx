/**
 * The popup. Nothing is stored about most pages, so its first view loads only the code for that case: it
 * reads a page with evidence/storage/page-evidence.ts, without valibot until there is a record to parse, and
 * shows the words of ui.json and the official titles. Parts that only some pages show (note, quotes, picture,
 * details, Undo, why a page cannot be tagged) are in page-parts.ts and load with piece.json: with the first
 * view if it shows any of them, else with the first click. Import those files only through later-parts.tsx.
 * ahead.ts requests what the view will need while its words are loading. tests/artefacts/sizes.test.ts holds
 * a budget of bytes; `npm run bench -- popups` measures the time.
 */
import { useEffect } from 'preact/hooks';
import { pageKey } from '../../evidence/page/page-address.ts';
import type { LastAction } from '../../evidence/storage/last-action.ts';
import { LiveMessage } from '../controls/LiveMessage.tsx';
import { useCheckAfterFailure } from '../controls/use-check-after-failure.ts';
import { useFaults, useRun, WithFaults } from '../faults.tsx';
import { type Say, useMessage, useWords } from '../words.tsx';
import { DomainList } from './DomainList.tsx';
import type { Undone } from './Done.tsx';
import { Introduction } from './Introduction.tsx';
import { FaultNotice, PageNotices, ScreenshotEditor } from './later-parts.tsx';
import { PageHeader } from './PageHeader.tsx';
import styles from './Popup.module.css';
import { PopupFooter } from './PopupFooter.tsx';
import { hasRecords, shownPage } from './shown-page.ts';
import { useFirstView } from './use-first-view.ts';
import { useNumberKeys } from './use-number-keys.ts';
import { type PageState, usePageEvidence } from './use-page-evidence.ts';
import { usePendingQuotes } from './use-pending-quotes.ts';
import { useRowFocus } from './use-row-focus.ts';
import { useScreenshot } from './use-screenshot.ts';
import { useSelectedTabs } from './use-selected-tabs.ts';
import { useTagging } from './use-tagging.ts';

/** The toolbar's popup: this page, the five domains, one note. */
export function Popup() {
  return (
    <WithFaults>
      <PopupContent />
    </WithFaults>
  );
}

function PopupContent() {
  const { t, settings } = useWords();
  const { fault, trouble } = useFaults();
  const state = usePageEvidence();
  const page = shownPage(state, settings);
  const { url, evidence } = page;
  const tabs = useSelectedTabs();
  const [message, say] = useMessage();
  const pending = usePendingQuotes(url, evidence, page.selection);
  const screenshot = useScreenshot();
  const focus = useRowFocus();
  const tagging = useTagging(page, { quotes: pending.quotes, tabs, say });
  useSummaryRepair(state);
  useCheckAfterFailure(state.status === 'failed', state.retry);
  useNumberKeys((domain) => {
    focus.toDomain(domain);
    void tagging.toggle(domain, false);
  }, screenshot.taken === undefined);
  const { hasParts, hasBegun } = useFirstView(
    state.status === 'loading',
    tagging.isTouched ||
      tabs.length > 1 ||
      state.movedOn ||
      state.status === 'failed' ||
      page.untaggable !== undefined ||
      fault !== undefined ||
      evidence?.recoveryReport !== undefined ||
      (evidence !== undefined && hasRecords(evidence)),
  );

  /** Shows what was done. The button that did it may be gone, so its Undo takes the focus. */
  function done(kind: LastAction['kind'], what: Say) {
    focus.toUndoOf(kind);
    say(what);
  }

  function undone({ kind, domain, say: what }: Undone) {
    if (domain) tagging.showNote(kind === 'tagged' ? undefined : domain);
    say(what);
    focus.toDomain(domain ?? tagging.noteAt);
  }

  if (!hasBegun || state.status === 'loading') return null;

  const isEditing = hasParts && screenshot.taken !== undefined && screenshot.Editor !== undefined;
  return (
    <>
      {isEditing && (
        <ScreenshotEditor
          page={page}
          screenshot={screenshot}
          onKept={() => done('picture-saved', (t) => t('screenshot.kept'))}
          onCancelled={() => focus.toDomainSoon(tagging.noteAt)}
        />
      )}
      <main hidden={isEditing}>
        <PageHeader
          key={url && pageKey(url)}
          state={state}
          page={page}
          hasParts={hasParts}
          onEdit={tagging.touch}
        />
        {hasParts && <PageNotices page={state} pending={pending} tabs={tabs} tagging={tagging} />}
        <Introduction canTag={url !== undefined} />
        <DomainList
          page={page}
          tagging={tagging}
          focus={focus}
          pending={pending}
          screenshot={screenshot}
          hasParts={hasParts}
          onDone={done}
          onUndone={undone}
        />
      </main>
      <div class={styles.bottom}>
        {hasParts ? (
          <FaultNotice />
        ) : (
          <p role="alert" class={styles.missing}>
            {trouble && t(`common.${trouble}`)}
          </p>
        )}
        {!isEditing && <PopupFooter counts={evidence?.counts} />}
      </div>
      <LiveMessage>{message}</LiveMessage>
    </>
  );
}

/** Has the writer silently correct counts that are missing or wrong. */
function useSummaryRepair(page: PageState): void {
  const run = useRun();
  const wrong = page.status === 'ready' && page.evidence.summaryIsWrong;
  useEffect(() => {
    if (wrong) void run({ type: 'recount' });
  }, [wrong, run]);
}
