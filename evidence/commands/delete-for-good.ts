import * as v from 'valibot';
import { command } from './command.ts';
import { eraseForGood } from './erase-pieces.ts';
import { ids } from './fields.ts';

/**
 * Erases pieces of the bin for good, with every trace of them; those that are live again stay. No snapshot is taken
 * first: it would keep what is to go.
 */
export const deleteForGood = command({
  type: 'delete-for-good',
  fields: {
    ids,
    /** Copies of applications that were handed in lose them, too. */
    fromCopies: v.optional(v.literal(true)),
  },
  async run({ ids, fromCopies = false }, context) {
    await eraseForGood(context, ids, fromCopies);
    return undefined;
  },
});
