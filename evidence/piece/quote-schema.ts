import * as v from 'valibot';
import { MAX_CONTEXT_LENGTH, MAX_QUOTE_LENGTH, type Quote } from './quote.ts';

/** Stored shape of a {@link Quote}. */
export const quoteSchema = v.looseObject({
  exact: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_QUOTE_LENGTH)),
  prefix: v.pipe(v.string(), v.maxLength(MAX_CONTEXT_LENGTH)),
  suffix: v.pipe(v.string(), v.maxLength(MAX_CONTEXT_LENGTH)),
  isShortened: v.optional(v.boolean()),
  inFrame: v.optional(v.boolean()),
}) satisfies v.GenericSchema<unknown, Quote>;
