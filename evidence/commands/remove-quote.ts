import { removeQuote as withoutQuote } from '../piece/edits.ts';
import { quoteSchema } from '../piece/quote-schema.ts';
import { command } from './command.ts';
import { id } from './fields.ts';
import { placeOf } from './remember.ts';
import { writePiece } from './write-pieces.ts';

/** Removes a quote from a piece. */
export const removeQuote = command({
  type: 'remove-quote',
  fields: { id, quote: quoteSchema },
  async run({ id, quote }, context) {
    const { made } = await writePiece(
      context,
      id,
      (piece, at) => [[at, withoutQuote(piece, quote, context.now)]],
      {
        isWork: true,
        action: (changes) => ({ kind: 'quote-removed', ...placeOf(changes) }),
      },
    );
    return made;
  },
});
