import { recount as countAgain } from '../storage/counts.ts';
import { command } from './command.ts';

/** Compares the list with its second copy, and makes the counts agree with the records. */
export const recount = command({
  type: 'recount',
  fields: {},
  comparesPlaces: true,
  async run(_fields, { store, keeper }) {
    await keeper.check();
    await countAgain(store);
    return undefined;
  },
});
