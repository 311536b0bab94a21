import { useEffect, useState } from 'preact/hooks';
import { isLive } from '../../evidence/piece/piece-id.ts';
import { type Quote, sameQuote, withoutQuote, withQuote } from '../../evidence/piece/quote.ts';
import type { PageEvidence } from '../../evidence/storage/page-evidence.ts';
import { useRun } from '../faults.tsx';

export interface PendingQuotes {
  /** The stored passages that wait for a domain. */
  readonly quotes: readonly Quote[];
  /** Removes one, and does not add it again while the popup is open. */
  dismiss(quote: Quote): void;
}

/**
 * Lets the passage selected on the page wait for a domain. It is stored in the browser's session memory as
 * soon as it is known (evidence/storage/session-part.ts), because the click that closes the popup clears the
 * selection.
 * @param url undefined if nothing may be stored
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
    // Once for each selection: everything else follows from what is stored.
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

/** The passages in the page's live pieces. */
function quotesOf({ byDomain }: PageEvidence): Quote[] {
  return Object.values(byDomain).flatMap((stored) =>
    stored && stored.state !== 'unreadable' && isLive(stored.piece) ? (stored.piece.quotes ?? []) : [],
  );
}
