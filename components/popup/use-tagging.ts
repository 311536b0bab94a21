import { useRef, useState } from 'preact/hooks';
import { domainNumber, type MissionDomain } from '../../evidence/mission-domain.ts';
import { checkAddress } from '../../evidence/page/page-address.ts';
import { pieceId } from '../../evidence/piece/piece-id.ts';
import type { Quote } from '../../evidence/piece/quote.ts';
import { useRun } from '../faults.tsx';
import type { TabPage } from '../services.ts';
import { type Say, useWords } from '../words.tsx';
import { latest, type ShownPage } from './shown-page.ts';

interface Surroundings {
  /** The passages that wait for a domain. */
  readonly quotes: readonly Quote[];
  /** The tabs that are selected together. */
  readonly tabs: readonly TabPage[];
  readonly say: (what: Say | undefined) => void;
}

/** Handles clicks on the domains, and knows what is open in their rows. */
export interface Tagging {
  /** `byPointer`: with a mouse, pen or finger. */
  readonly toggle: (domain: MissionDomain, byPointer: boolean) => Promise<void>;
  /** Whether anything was done with the page. */
  readonly isTouched: boolean;
  readonly touch: () => void;
  /** Whether to tag all selected tabs at once. */
  readonly together: boolean;
  readonly setTogether: (together: boolean) => void;
  /** The domain whose note is open. */
  readonly noteAt: MissionDomain | undefined;
  /** Opens the note of a domain; without one, that of the piece that was changed last. */
  readonly showNote: (domain: MissionDomain | undefined) => void;
  /** The domain whose note was opened to write in. */
  readonly writingAt: MissionDomain | undefined;
  readonly writeNote: (domain: MissionDomain) => void;
  /** The domain whose official text is open. */
  readonly readingAt: MissionDomain | undefined;
  readonly read: (domain: MissionDomain | undefined) => void;
}

/** Tags the page or the selected tabs, and takes the teacher's own tag off again. */
export function useTagging(page: ShownPage, { quotes, tabs, say }: Surroundings): Tagging {
  const { url, title, mine } = page;
  const { knows } = useWords();
  const run = useRun();
  const [isTouched, setTouched] = useState(false);
  const [together, setTogether] = useState(false);
  const [noteAt, setNoteAt] = useState<MissionDomain>();
  const [writingAt, setWritingAt] = useState<MissionDomain>();
  const [readingAt, setReadingAt] = useState<MissionDomain>();
  const opening = useRef<MissionDomain>(undefined);
  // The piece changed last is open when the popup opens, and stays open: later changes move nothing.
  opening.current ??= latest(page.live.filter((piece) => mine.has(piece.domain)))?.domain;

  async function toggle(domain: MissionDomain, byPointer: boolean) {
    if (url === undefined) {
      // Nothing to tag: the click still opens the official text, and the reason is shown.
      setReadingAt(domain);
      const reason = page.untaggable;
      if (reason && knows('piece')) say((t) => t(`untaggable.${reason}`));
      return;
    }
    setTouched(true);
    if (together) return tagTogether(domain);
    const number = domainNumber(domain);
    const isTagged = mine.has(domain);
    const outcome = await run(
      isTagged
        ? { type: 'delete', ids: [pieceId(domain, url)], onlyMine: true }
        : { type: 'tag', domain, pages: [{ url, title }], quotes: [...quotes] },
    );
    if (!outcome.ok || outcome.count === 0) return;
    setNoteAt(isTagged ? undefined : domain);
    // Focus the note after a click, not after a number key: the next key may be another domain.
    setWritingAt(!isTagged && byPointer ? domain : undefined);
    say((t) => t(isTagged ? 'popup.takenOff' : 'popup.tagged', { number }));
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
    setWritingAt(undefined);
    say((t) => t('tabs.tagged', { count, number: domainNumber(domain) }));
  }

  return {
    toggle,
    isTouched,
    touch: () => setTouched(true),
    together,
    setTogether,
    noteAt: noteAt ?? opening.current,
    showNote: setNoteAt,
    writingAt,
    writeNote(domain) {
      setNoteAt(domain);
      setWritingAt(domain);
    },
    readingAt,
    read: setReadingAt,
  };
}
