import * as v from 'valibot';
import { addQuotes as withQuotes } from '../piece/edits.ts';
import { pageOf } from '../piece/piece.ts';
import { MAX_QUOTES, sameQuote } from '../piece/quote.ts';
import { quoteSchema } from '../piece/quote-schema.ts';
import { changedDraft, draftPuts, readDrafts } from '../storage/draft.ts';
import { command } from './command.ts';
import { id } from './fields.ts';
import { placeOf } from './remember.ts';
import { writePiece } from './write-pieces.ts';

/** Adds quotes to a piece, and removes them from the page's draft if they were waiting there. */
export const addQuotes = command({
  type: 'add-quotes',
  fields: { id, quotes: v.pipe(v.array(quoteSchema), v.minLength(1), v.maxLength(MAX_QUOTES)) },
  async run({ id, quotes }, context) {
    const { store, now } = context;
    const page = pageOf(id);
    const stored = (await readDrafts(store, [page])).get(page);
    const draft = stored === 'newer' ? undefined : stored;
    const left = draft?.quotes?.filter((one) => !quotes.some((quote) => sameQuote(one, quote)));
    const waiting = left && left.length > 0 ? left : null;
    const { made } = await writePiece(context, id, (piece, at) => [[at, withQuotes(piece, quotes, now)]], {
      isWork: true,
      action: (changes) => ({ kind: 'quote-added', ...placeOf(changes) }),
      also: () =>
        draft
          ? draftPuts(store, new Map([[page, changedDraft(draft, { quotes: waiting }, now) ?? null]]))
          : [],
    });
    return made;
  },
});
