import { useEffect, useRef, useState } from 'preact/hooks';
import { type Evidence, evidenceId, isLive, type StoredEvidence } from '../../evidence/evidence.ts';
import type { LastAction } from '../../evidence/last-action.ts';
import { domainNumber, MISSION_DOMAINS, type MissionDomain } from '../../evidence/mission-domain.ts';
import { FaultNotice, ReadFailure, type TextCommand, useRun, WithFaults } from '../faults.tsx';
import { LiveMessage } from '../shared/LiveMessage.tsx';
import { useReady } from '../shared/use-ready.ts';
import { useMessage, useWords } from '../words.tsx';
import { DomainRow } from './DomainRow.tsx';
import { Introduction } from './Introduction.tsx';
import { PageHeader } from './PageHeader.tsx';
import styles from './Popup.module.css';
import { PopupFooter } from './PopupFooter.tsx';
import { type PageState, usePageEvidence } from './use-page-evidence.ts';

/** The toolbar's popup: this page, the five domains, one note. */
export function Popup() {
  return (
    <WithFaults>
      <PopupContent />
    </WithFaults>
  );
}

function PopupContent() {
  const { t } = useWords();
  const run = useRun();
  const page = usePageEvidence();
  const [noteAt, setNoteAt] = useState<MissionDomain>();
  const [readingAt, setReadingAt] = useState<MissionDomain>();
  const [message, setMessage] = useMessage();
  const [writing, setWriting] = useState<MissionDomain>();
  const opening = useRef<MissionDomain | null>(null);
  const list = useRef<HTMLOListElement>(null);

  useReady(page.status !== 'loading');
  useSummaryRepair(page);

  const url = page.status === 'ready' ? page.url : undefined;
  const evidence = page.status === 'ready' ? page.evidence : undefined;
  const lastAction = evidence?.lastAction;
  const shown = (domain: MissionDomain) => pieceIn(evidence?.byDomain[domain]);
  const live = MISSION_DOMAINS.map(shown).filter(isLive);
  const title =
    latest(live)?.title ?? evidence?.draft?.title ?? (page.status === 'loading' ? '' : page.title) ?? '';
  // What was worked on last is open when the popup opens, and stays: later changes move nothing.
  if (evidence && opening.current === null) opening.current = latest(live)?.domain ?? null;
  const noteDomain = noteAt ?? opening.current;

  async function toggle(domain: MissionDomain, byPointer: boolean) {
    if (url === undefined) {
      // Nothing to tag: the click still gets the official text, and the reason is said.
      setReadingAt(domain);
      const reason = page.status === 'ready' ? page.untaggable : undefined;
      if (reason) setMessage((t) => t(`page.untaggable.${reason}`));
      return;
    }
    const number = domainNumber(domain);
    const tagged = isLive(shown(domain));
    const outcome = await run(
      tagged
        ? { type: 'take-off', id: evidenceId(domain, url) }
        : { type: 'tag', domain, page: { url, title } },
    );
    if (!outcome.ok || outcome.changes.length === 0) return;
    setNoteAt(tagged ? undefined : domain);
    // A hand on the pointer writes next; a hand on the number keys may want another domain.
    setWriting(!tagged && byPointer ? domain : undefined);
    setMessage((t) => t(tagged ? 'tag.takenOff' : 'tag.tagged', { number }));
  }

  async function undo(action: LastAction) {
    if ('picture' in action) return;
    const { kind, changes } = action;
    const outcome = await run({ type: 'undo', changes: [...changes] });
    const [change] = changes;
    if (!outcome.ok || !change) return;
    const { domain } = change.after;
    const number = domainNumber(domain);
    setNoteAt(kind === 'tagged' ? undefined : domain);
    setMessage((t) => t(kind === 'tagged' ? 'tag.undone' : 'tag.tagged', { number }));
    tagButton(list.current, domain)?.focus();
  }

  function keepingTitle(text: string): TextCommand {
    const [piece] = live;
    return piece
      ? { type: 'write-title', id: evidenceId(piece.domain, piece.url), title: text }
      : { type: 'write-draft', url: url ?? '', change: { title: text } };
  }

  useNumberKeys((domain) => {
    tagButton(list.current, domain)?.focus();
    void toggle(domain, false);
  });

  if (page.status === 'loading') return null;

  return (
    <>
      <main>
        <PageHeader page={page} title={title} keeping={keepingTitle} />
        {page.status === 'failed' && <ReadFailure onRetry={page.retry} />}
        <Introduction canTag={url !== undefined} />
        <ol ref={list} aria-label={t('popup.domains')}>
          {MISSION_DOMAINS.map((domain) => (
            <DomainRow
              key={domain}
              domain={domain}
              stored={evidence?.byDomain[domain]}
              count={evidence?.counts[domain]}
              canTag={url !== undefined}
              onToggle={(byPointer) => void toggle(domain, byPointer)}
              lastAction={isIn(lastAction, domain) ? lastAction : undefined}
              onUndo={undo}
              noteOpen={noteDomain === domain}
              writing={writing === domain}
              onOpenNote={() => {
                setNoteAt(domain);
                setWriting(domain);
              }}
              reading={readingAt === domain}
              onRead={(open) => setReadingAt(open ? domain : undefined)}
            />
          ))}
        </ol>
      </main>
      <div class={styles.bottom}>
        <FaultNotice />
        <PopupFooter counts={evidence?.counts} />
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
    if (wrong) void run({ type: 'rebuild-summary' });
  }, [wrong, run]);
}

/** How long after a letter a digit or a space still belongs to what someone writes, in milliseconds. */
const WRITING_MS = 1_000;

/**
 * Keys 1 to 5 press the domains' buttons, unless someone is writing: in a field, or, having missed
 * the field, anywhere. Then neither a digit nor the space bar presses a button.
 */
function useNumberKeys(press: (domain: MissionDomain) => void): void {
  const pressNow = useRef(press);
  pressNow.current = press;
  useEffect(() => {
    let lastLetter = Number.NEGATIVE_INFINITY;
    const onKeyDown = (event: KeyboardEvent) => {
      const inField = (event.target as Element).matches('input:not([type=checkbox]), textarea, select');
      if (inField || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      const isLetter = event.key.length === 1 && !/[1-5 ]/.test(event.key);
      if (isLetter) lastLetter = event.timeStamp;
      else if (event.timeStamp - lastLetter < WRITING_MS) {
        lastLetter = event.timeStamp;
        if (event.key.length === 1) event.preventDefault();
        return;
      }
      const domain = MISSION_DOMAINS[Number(event.key) - 1];
      if (!domain) return;
      event.preventDefault();
      pressNow.current(domain);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

function tagButton(list: HTMLOListElement | null, domain: MissionDomain): HTMLButtonElement | undefined {
  return list?.querySelectorAll<HTMLButtonElement>('button[aria-pressed]')[domainNumber(domain) - 1];
}

function pieceIn(stored: StoredEvidence | undefined): Evidence | undefined {
  return stored === undefined || stored.state === 'unreadable' ? undefined : stored.evidence;
}

function isIn(action: LastAction | undefined, domain: MissionDomain): boolean {
  return (
    action !== undefined && 'changes' in action && action.changes.some(({ after }) => after.domain === domain)
  );
}

/** The piece that was worked on last. */
function latest(pieces: readonly Evidence[]): Evidence | undefined {
  return pieces.reduce<Evidence | undefined>(
    (last, piece) => (last && last.updatedAt >= piece.updatedAt ? last : piece),
    undefined,
  );
}
