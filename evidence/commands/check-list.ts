import * as v from 'valibot';
import { command } from './command.ts';

/**
 * Compares the list with its second copy, unless that was done since the browser's start and their counts still
 * agree; record by record in any case (`fully`) for a view that could not read the list, or found it empty.
 */
export const checkList = command({
  type: 'check-list',
  fields: { fully: v.optional(v.boolean()) },
  comparesPlaces: true,
  async run({ fully }, { keeper }) {
    await (fully ? keeper.check() : keeper.checkAtStart());
    return undefined;
  },
});
