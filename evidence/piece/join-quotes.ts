import { cleanQuote, type Quote, sameQuote } from './quote.ts';

/**
 * Joins passages, the first list's first, each once and cleaned. Nothing is dropped here, however many there
 * are; whoever stores them checks the number.
 * @returns all of them; `list` itself if `more` adds nothing
 */
export function joinQuotes(list: readonly Quote[], more: readonly Quote[]): readonly Quote[] {
  const all = [...list];
  for (const quote of more.map(cleanQuote)) {
    if (quote && !all.some((one) => sameQuote(one, quote))) all.push(quote);
  }
  return all.length === list.length ? list : all;
}
