import * as v from 'valibot';
import { command } from './command.ts';

/**
 * Compares the list with the mirror, unless that was done since the browser started and their counts still
 * agree. A view that could not read the list, or found it empty, sets `fully`: then every record is compared
 * in any case.
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
