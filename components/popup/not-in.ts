import type { Evidence } from '../../evidence/piece/evidence.ts';
import { type Quote, sameQuote } from '../../evidence/piece/quote.ts';

/** @returns the passages that a piece does not have yet, each once */
export function notIn(piece: Evidence | undefined, quotes: readonly Quote[]): Quote[] {
  const had = piece?.quotes ?? [];
  return quotes.filter(
    (quote, index) =>
      !had.some((one) => sameQuote(one, quote)) && quotes.findIndex((one) => sameQuote(one, quote)) === index,
  );
}
