import * as v from 'valibot';

export const MAX_QUOTE_LENGTH = 5_000;
export const MAX_CONTEXT_LENGTH = 64;
export const MAX_QUOTES = 20;
export const quoteSchema = v.looseObject({
  exact: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_QUOTE_LENGTH)),
  prefix: v.pipe(v.string(), v.maxLength(MAX_CONTEXT_LENGTH)),
  suffix: v.pipe(v.string(), v.maxLength(MAX_CONTEXT_LENGTH)),
});
export type Quote = v.InferOutput<typeof quoteSchema>;
export declare function cleanQuote(raw: Quote): Quote | undefined;
export declare function sameQuote(a: Quote, b: Quote): boolean;
export declare function withQuote(list: readonly Quote[], quote: Quote): readonly Quote[];
export declare function withoutQuote(list: readonly Quote[], quote: Quote): readonly Quote[];
