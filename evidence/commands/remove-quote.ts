import { removeQuote as withoutQuote } from '../piece/edits.ts';
import { siblingIds } from '../piece/piece.ts';
import { quoteSchema } from '../piece/quote-schema.ts';
import { command } from './command.ts';
import { id } from './fields.ts';
import { followed } from './followed.ts';
import { placeOf } from './remember.ts';
import { writePieces } from './write-pieces.ts';

/** Removes a quote from a piece. */
export const removeQuote = command({
  type: 'remove-quote',
  fields: { id, quote: quoteSchema },
  async run({ id, quote }, context) {
    const { made } = await writePieces(context, {
      ids: siblingIds(id),
      change: (current, demand) => {
        demand(id);
        const at = followed(id, current);
        return [[at, withoutQuote(demand(at), quote, context.now)]];
      },
      isWork: true,
      action: (changes) => ({ kind: 'quote-removed', ...placeOf(changes) }),
    });
    return made;
  },
});
