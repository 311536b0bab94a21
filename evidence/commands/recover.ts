import * as v from 'valibot';
import { RECOVERIES } from '../mirror/recover.ts';
import { command } from './command.ts';

/** Makes list and mirror agree, as the teacher chose. Data that goes is saved in a snapshot first. */
export const recover = command({
  type: 'recover',
  fields: { choice: v.picklist(RECOVERIES) },
  comparesPlaces: true,
  async run({ choice }, { keeper }) {
    await keeper.recover(choice);
    return undefined;
  },
});
