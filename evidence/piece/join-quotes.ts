import { cleanQuote, type Quote, sameQuote } from './quote.ts';

/**
 * Puts passages together, the first first, each once and cleaned. However many there are: nothing is
 * dropped here, so who stores them checks the number.
 * @returns all of them; `list` itself where `more` brings nothing new
 */
export function joinQuotes(list: readonly Quote[], more: readonly Quote[]): readonly Quote[] {
  const all = [...list];
  for (const quote of more.map(cleanQuote)) {
    if (quote && !all.some((one) => sameQuote(one, quote))) all.push(quote);
  }
  return all.length === list.length ? list : all;
}
