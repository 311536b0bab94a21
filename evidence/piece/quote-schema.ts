import * as v from 'valibot';
import { MAX_CONTEXT_LENGTH, MAX_QUOTE_LENGTH } from './quote.ts';

/** The stored shape of a quote. It is loose: fields it does not name are kept as they are. */
export const quoteSchema = v.looseObject({
  exact: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_QUOTE_LENGTH)),
  prefix: v.pipe(v.string(), v.maxLength(MAX_CONTEXT_LENGTH)),
  suffix: v.pipe(v.string(), v.maxLength(MAX_CONTEXT_LENGTH)),
  /** The passage goes on in the page: only its beginning is kept. */
  isShortened: v.optional(v.boolean()),
  /** It is in a frame, where no text directive of the page's address finds it. */
  inFrame: v.optional(v.boolean()),
});
