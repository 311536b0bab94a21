import { useEffect, useState } from 'preact/hooks';
import { isLive } from '../../evidence/piece/piece-id.ts';
import { type Quote, sameQuote, withoutQuote, withQuote } from '../../evidence/piece/quote.ts';
import type { PageEvidence } from '../../evidence/storage/page-evidence.ts';
import { useRun } from '../faults.tsx';

export interface PendingQuotes {
  /** Passages that wait for a domain, as they are stored. */
  readonly quotes: readonly Quote[];
  /** Drops one, and does not take it up again while the popup is open. */
  dismiss(quote: Quote): void;
}

/**
 * What is selected in the page waits for a domain. It is put into the browser's memory as soon as it is known
 * (evidence/storage/session-part.ts), because the click that closes the popup takes the selection away.
 * @param url where nothing may be stored, there is none
 */
export function usePendingQuotes(
  url: string | undefined,
  evidence: PageEvidence | undefined,
  selection: Quote | undefined,
): PendingQuotes {
  const run = useRun();
  const [dismissed, setDismissed] = useState<readonly Quote[]>([]);
  const quotes = evidence?.draft?.quotes ?? [];
  const has = (list: readonly Quote[], quote: Quote) => list.some((one) => sameQuote(one, quote));

  const isNew =
    url !== undefined &&
    evidence !== undefined &&
    selection !== undefined &&
    !has(quotes, selection) &&
    !has(dismissed, selection) &&
    !has(quotesOf(evidence), selection);
  useEffect(() => {
    if (!isNew) return;
    void run({ type: 'write-draft', url, change: { quotes: [...withQuote(quotes, selection)] } });
    // Once for a selection: the rest follows from what is stored.
  }, [isNew]);

  return {
    quotes: url === undefined ? [] : quotes,
    dismiss(quote) {
      setDismissed((now) => [...now, quote]);
      if (url === undefined || !has(quotes, quote)) return;
      const left = withoutQuote(quotes, quote);
      void run({ type: 'write-draft', url, change: { quotes: left.length > 0 ? [...left] : null } });
    },
  };
}

/** The passages that the page's live pieces have. */
function quotesOf({ byDomain }: PageEvidence): Quote[] {
  return Object.values(byDomain).flatMap((stored) =>
    stored && stored.state !== 'unreadable' && isLive(stored.evidence) ? (stored.evidence.quotes ?? []) : [],
  );
}
