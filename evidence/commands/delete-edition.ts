import { applicationIdSchema } from '../application/application.ts';
import { Refusal } from '../fault.ts';
import { EDITION } from '../storage/applications.ts';
import { keyOf } from '../storage/record-kind.ts';
import { command } from './command.ts';

/** Erases an edition for good, unless a newer version wrote it. */
export const deleteEdition = command({
  type: 'delete-edition',
  fields: { id: applicationIdSchema },
  async run({ id }, { store }) {
    if ((await store.read(EDITION, id))?.state === 'newer') throw new Refusal('newer-data');
    await store.erase([keyOf(EDITION, id)]);
    return undefined;
  },
});
