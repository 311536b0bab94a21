import * as v from 'valibot';
import { RECOVERIES } from '../mirror/recover.ts';
import { command } from './command.ts';

/** Makes list and second copy say what was chosen of them; what goes becomes a snapshot first. */
export const recover = command({
  type: 'recover',
  fields: { choice: v.picklist(RECOVERIES) },
  comparesPlaces: true,
  async run({ choice }, { keeper }) {
    await keeper.recover(choice);
    return undefined;
  },
});
