import * as v from 'valibot';
import { command } from './command.ts';
import { eraseForGood } from './erase-pieces.ts';
import { ids } from './fields.ts';

/**
 * Erases pieces in the bin for good, with every trace of them. Pieces that were restored meanwhile stay. No
 * snapshot is saved first, because it would hold the very data that has to go.
 */
export const deleteForGood = command({
  type: 'delete-for-good',
  fields: {
    ids,
    /** Also erases the pieces from the editions of applications. */
    fromEditions: v.optional(v.literal(true)),
  },
  async run({ ids, fromEditions = false }, context) {
    await eraseForGood(context, ids, fromEditions);
    return undefined;
  },
});
