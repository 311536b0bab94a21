import * as v from 'valibot';
import { cleanText, cleanTitle, cut } from './clean-text.ts';

export const MAX_QUOTE_LENGTH = 5_000;
export const MAX_CONTEXT_LENGTH = 64;
export const MAX_QUOTES = 20;
export const quoteSchema = v.looseObject({
  exact: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_QUOTE_LENGTH)),
  prefix: v.pipe(v.string(), v.maxLength(MAX_CONTEXT_LENGTH)),
  suffix: v.pipe(v.string(), v.maxLength(MAX_CONTEXT_LENGTH)),
});
export type Quote = v.InferOutput<typeof quoteSchema>;

export function cleanQuote(raw: Quote): Quote | undefined {
  const exact = cut(cleanText(raw.exact).trim(), MAX_QUOTE_LENGTH).trimEnd();
  const context = { prefix: cleanTitle(raw.prefix), suffix: cleanTitle(raw.suffix) };
  return exact === '' ? undefined : { ...raw, exact, ...context };
}

export function sameQuote(a: Quote, b: Quote): boolean {
  return a.exact === b.exact && a.prefix === b.prefix && a.suffix === b.suffix;
}

export function withQuote(list: readonly Quote[], quote: Quote): readonly Quote[] {
  return list.some((one) => sameQuote(one, quote)) ? list : [...list, quote];
}

export function withoutQuote(list: readonly Quote[], quote: Quote): readonly Quote[] {
  return list.some((one) => sameQuote(one, quote)) ? list.filter((one) => !sameQuote(one, quote)) : list;
}
