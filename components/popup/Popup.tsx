import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { domainNumber, MISSION_DOMAINS, type MissionDomain } from '../../evidence/mission-domain.ts';
import { checkAddress, pageKey } from '../../evidence/page/page-address.ts';
import type { Evidence, StoredEvidence } from '../../evidence/piece/evidence.ts';
import { evidenceId, isLive } from '../../evidence/piece/evidence-id.ts';
import type { LastAction } from '../../evidence/storage/last-action.ts';
import type { PageEvidence } from '../../evidence/storage/page-evidence.ts';
import { LiveMessage } from '../controls/LiveMessage.tsx';
import { useCheckAfterFailure } from '../controls/use-check-after-failure.ts';
import { useLoaded } from '../controls/use-loaded.ts';
import { useReady } from '../controls/use-ready.ts';
import { type TextCommand, useFaults, useRun, WithFaults } from '../faults.tsx';
import { usePopupServices } from '../services.ts';
import { type Say, useMessage, useWords } from '../words.tsx';
import { DomainRow } from './DomainRow.tsx';
import { Introduction } from './Introduction.tsx';
import { PageHeader } from './PageHeader.tsx';
import styles from './Popup.module.css';
import { PopupFooter } from './PopupFooter.tsx';
import { useNumberKeys } from './use-number-keys.ts';
import { type PageState, usePageEvidence } from './use-page-evidence.ts';
import { usePageParts } from './use-page-parts.ts';
import { usePendingQuotes } from './use-pending-quotes.ts';
import { useScreenshot } from './use-screenshot.ts';
import { useSelectedTabs } from './use-selected-tabs.ts';

/** The toolbar's popup: this page, the five domains, one note. */
export function Popup() {
  return (
    <WithFaults>
      <PopupContent />
    </WithFaults>
  );
}

const loadEditor = () => import('../picture/PictureEditor.tsx').then(({ PictureEditor }) => PictureEditor);

function PopupContent() {
  const { t } = useWords();
  const run = useRun();
  const services = usePopupServices();
  const page = usePageEvidence();
  const tabs = useSelectedTabs();
  const [touched, setTouched] = useState(false);
  const [together, setTogether] = useState(false);
  const [noteAt, setNoteAt] = useState<MissionDomain>();
  const [readingAt, setReadingAt] = useState<MissionDomain>();
  const [message, setMessage] = useMessage();
  const [writing, setWriting] = useState<MissionDomain>();
  const [undoFocus, setUndoFocus] = useState<LastAction['kind']>();
  const undoFocused = useCallback(() => setUndoFocus(undefined), []);
  const [cancelled, setCancelled] = useState(0);
  const opening = useRef<MissionDomain | null>(null);
  const list = useRef<HTMLOListElement>(null);

  useSummaryRepair(page);
  useCheckAfterFailure(page.status === 'failed', page.retry);

  const isReady = page.status === 'ready';
  const url = isReady ? page.url : undefined;
  const evidence = isReady ? page.evidence : undefined;
  const lastAction = evidence?.lastAction;
  const rescue = evidence?.rescue;
  const shown = (domain: MissionDomain) => pieceIn(evidence?.byDomain[domain]);
  const live = MISSION_DOMAINS.map(shown).filter(isLive);
  const title =
    latest(live)?.title ?? evidence?.draft?.title ?? (page.status === 'loading' ? '' : page.title) ?? '';
  // What was worked on last is open when the popup opens, and stays: later changes move nothing.
  if (evidence && opening.current === null) opening.current = latest(live)?.domain ?? null;
  const noteDomain = noteAt ?? opening.current;
  const selection = isReady ? page.selection : undefined;
  const pending = usePendingQuotes(url, evidence, selection);
  const screenshot = useScreenshot();
  const Editor = useLoaded(loadEditor, screenshot.taken !== undefined);
  const { fault, isPartMissing } = useFaults();
  const wantsParts =
    touched ||
    tabs.length > 1 ||
    page.movedOn ||
    page.status === 'failed' ||
    (isReady && page.untaggable !== undefined) ||
    fault !== undefined ||
    rescue !== undefined ||
    (evidence !== undefined && hasRecords(evidence));
  const parts = usePageParts(wantsParts);
  const picture = evidence?.picture;
  const draft = evidence?.draft?.picture;
  const taking = parts?.pictureTaking(screenshot, { ...services, run, url, picture, draft });
  // What the first view shows, it shows at once: nothing moves when a part is there.
  const begun = useRef(false);
  if (page.status !== 'loading' && (!wantsParts || parts || isPartMissing)) begun.current = true;
  useReady(begun.current);

  async function toggle(domain: MissionDomain, byPointer: boolean) {
    if (url === undefined) {
      // Nothing to tag: the click still gets the official text, and the reason is said.
      setReadingAt(domain);
      const reason = isReady ? page.untaggable : undefined;
      if (parts && reason) setMessage((t) => t(`untaggable.${reason}`));
      return;
    }
    setTouched(true);
    if (together) return tagTogether(domain);
    const number = domainNumber(domain);
    const tagged = isLive(shown(domain));
    const outcome = await run(
      tagged
        ? { type: 'delete', ids: [evidenceId(domain, url)] }
        : { type: 'tag', domain, pages: [{ url, title }], quotes: [...pending.quotes] },
    );
    if (!outcome.ok || outcome.count === 0) return;
    setNoteAt(tagged ? undefined : domain);
    // A hand on the pointer writes next; a hand on the number keys may want another domain.
    setWriting(!tagged && byPointer ? domain : undefined);
    setMessage((t) => t(tagged ? 'popup.takenOff' : 'popup.tagged', { number }));
  }

  async function tagTogether(domain: MissionDomain) {
    const pages = tabs.flatMap((tab) => {
      const address = checkAddress(tab.url);
      return address.ok ? [{ url: address.url, title: tab.title }] : [];
    });
    const outcome = await run({ type: 'tag', domain, pages });
    if (!outcome.ok || outcome.count === 0) return;
    const { count } = outcome;
    setNoteAt(domain);
    setWriting(undefined);
    setMessage((t) => t('tabs.tagged', { count, number: domainNumber(domain) }));
  }

  async function undo(action: LastAction) {
    if (!parts) return;
    const { command, say, domain } = parts.undoing(action, {
      url,
      title: isReady ? page.title : undefined,
    });
    const outcome = await run(command);
    if (!outcome.ok) return;
    if (domain) setNoteAt(action.kind === 'tagged' ? undefined : domain);
    setMessage(say);
    focusOn(domain ?? noteDomain);
  }

  function focusOn(domain: MissionDomain | null): void {
    if (domain) tagButton(list.current, domain)?.focus();
  }

  /** Tells what was done; the button that did it may be gone, so its Undo takes the focus. */
  function done(kind: LastAction['kind'], say: Say) {
    setUndoFocus(kind);
    setMessage(say);
  }

  // Once the list is to be seen again, or nothing in it takes the focus.
  useEffect(() => {
    if (cancelled > 0) focusOn(noteDomain);
  }, [cancelled]);

  function keepingTitle(text: string, from: string[]): TextCommand {
    const [piece] = live;
    return piece
      ? { type: 'write-title', id: evidenceId(piece.domain, piece.url), title: text, from }
      : { type: 'write-draft', url: url ?? '', change: { title: text } };
  }

  useNumberKeys((domain) => {
    focusOn(domain);
    void toggle(domain, false);
  }, screenshot.taken === undefined);

  if (!begun.current || page.status === 'loading') return null;

  const editing = taking?.screenshot !== undefined && Editor !== undefined;
  return (
    <>
      {editing && taking.screenshot !== undefined && (
        <Editor
          image={taking.screenshot}
          shape={taking.shape}
          showsPupils={taking.showsPupils}
          onShape={taking.setShape}
          onShowsPupils={taking.setMark}
          onKeep={async (finished) => {
            await taking.keep(finished);
            done('picture-saved', (t) => t('screenshot.kept'));
          }}
          onCancel={() => {
            taking.cancel();
            setCancelled((count) => count + 1);
          }}
        />
      )}
      <main hidden={editing}>
        <PageHeader
          key={url && pageKey(url)}
          page={page}
          title={title}
          parts={parts}
          canEdit={url !== undefined}
          onEdit={() => setTouched(true)}
          keeping={keepingTitle}
        />
        {page.movedOn && parts && <parts.MovedOn onFollow={page.retry} />}
        {rescue && parts && <parts.RescueNotice rescue={rescue} />}
        {page.status === 'failed' && parts && <parts.ReadFailure onRetry={page.retry} />}
        {url !== undefined && parts && (
          <parts.PendingQuotes quotes={pending.quotes} onRemove={pending.dismiss} />
        )}
        {url !== undefined && parts && (
          <parts.SelectedTabs tabs={tabs} together={together} onTogether={setTogether} />
        )}
        <Introduction canTag={url !== undefined} />
        <ol ref={list} aria-label={t('popup.domains')}>
          {MISSION_DOMAINS.map((domain) => {
            const piece = shown(domain);
            const action = actionIn(lastAction, domain, noteDomain);
            return (
              <DomainRow
                key={domain}
                domain={domain}
                parts={parts}
                stored={evidence?.byDomain[domain]}
                count={evidence?.counts[domain]}
                canTag={url !== undefined}
                onToggle={(byPointer) => void toggle(domain, byPointer)}
                lastAction={action}
                onUndo={undo}
                focusUndo={action !== undefined && action.kind === undoFocus}
                onUndoFocused={undoFocused}
                noteOpen={noteDomain === domain}
                writing={writing === domain}
                onOpenNote={() => {
                  setNoteAt(domain);
                  setWriting(domain);
                }}
                tools={
                  piece &&
                  parts &&
                  taking &&
                  url !== undefined && (
                    <parts.TaggedTools
                      id={evidenceId(domain, url)}
                      piece={piece}
                      readOnly={evidence?.byDomain[domain]?.state === 'newer'}
                      title={title}
                      begunLabel={evidence?.draft?.label}
                      picture={picture}
                      taking={taking}
                      pending={pending}
                      selection={selection}
                      onDone={done}
                    />
                  )
                }
                reading={readingAt === domain}
                onRead={(open) => setReadingAt(open ? domain : undefined)}
              />
            );
          })}
        </ol>
      </main>
      <div class={styles.bottom}>
        {parts ? (
          <parts.FaultNotice />
        ) : (
          <p role="alert" class={styles.missing}>
            {isPartMissing && t('common.partMissing')}
          </p>
        )}
        {!editing && <PopupFooter counts={evidence?.counts} />}
      </div>
      <LiveMessage>{message}</LiveMessage>
    </>
  );
}

/** Counts that are missing or wrong are put right by the writer, without a word. */
function useSummaryRepair(page: PageState): void {
  const run = useRun();
  const wrong = page.status === 'ready' && page.evidence.summaryIsWrong;
  useEffect(() => {
    if (wrong) void run({ type: 'recount' });
  }, [wrong, run]);
}

/** Something was done with the page before. */
function hasRecords({ byDomain, draft, picture, lastAction }: PageEvidence): boolean {
  return [...Object.values(byDomain), draft, picture, lastAction].some((record) => record !== undefined);
}

function tagButton(list: HTMLOListElement | null, domain: MissionDomain): HTMLButtonElement | undefined {
  return list?.querySelectorAll<HTMLButtonElement>('button[aria-pressed]')[domainNumber(domain) - 1];
}

function pieceIn(stored: StoredEvidence | undefined): Evidence | undefined {
  return stored === undefined || stored.state === 'unreadable' ? undefined : stored.evidence;
}

/** The last action where it is shown in a domain's row; a picture is the page's, shown where the note is open. */
function actionIn(
  action: LastAction | undefined,
  domain: MissionDomain,
  noteDomain: MissionDomain | null,
): LastAction | undefined {
  if (!action) return undefined;
  return (action.domain ?? noteDomain) === domain ? action : undefined;
}

/** The piece that was worked on last. */
function latest(pieces: readonly Evidence[]): Evidence | undefined {
  return pieces.reduce<Evidence | undefined>(
    (last, piece) => (last && last.updatedAt >= piece.updatedAt ? last : piece),
    undefined,
  );
}
