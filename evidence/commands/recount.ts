import { recount as countAgain } from '../storage/counts.ts';
import { command } from './command.ts';

/** Compares the list with the mirror, and corrects the counts to match the records. */
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
