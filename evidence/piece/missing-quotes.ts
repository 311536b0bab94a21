import { type Quote, sameQuote } from './quote.ts';

/** @returns the passages that a piece does not have yet, each once */
export function missingIn(
  piece: { readonly quotes?: readonly Quote[] | undefined } | undefined,
  quotes: readonly Quote[],
): Quote[] {
  const had = piece?.quotes ?? [];
  return quotes.filter(
    (quote, index) =>
      !had.some((one) => sameQuote(one, quote)) && quotes.findIndex((one) => sameQuote(one, quote)) === index,
  );
}
