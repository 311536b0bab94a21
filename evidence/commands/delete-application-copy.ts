import { applicationIdSchema } from '../application/application.ts';
import { Refusal } from '../fault.ts';
import { COPY } from '../storage/applications.ts';
import { keyOf } from '../storage/record-kind.ts';
import { command } from './command.ts';

/** Erases a copy of an application for good; one that a newer version wrote stays. */
export const deleteApplicationCopy = command({
  type: 'delete-application-copy',
  fields: { id: applicationIdSchema },
  async run({ id }, { store }) {
    if ((await store.read(COPY, id))?.state === 'newer') throw new Refusal('newer-data');
    await store.erase([keyOf(COPY, id)]);
    return undefined;
  },
});
