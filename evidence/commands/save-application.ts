import {
  applicationChangeSchema,
  applicationIdSchema,
  changedApplication,
  newApplication,
} from '../application/application.ts';
import { Refusal } from '../fault.ts';
import { choosing, readWritable, writeApplication } from './applications.ts';
import { command } from './command.ts';

/** Changes the details of an application. If it doesn't exist, it is created and selected. */
export const saveApplication = command({
  type: 'save-application',
  fields: { id: applicationIdSchema, change: applicationChangeSchema },
  async run({ id, change }, { store, now }) {
    const known = await readWritable(store, id);
    if (known?.deletedAt !== undefined) throw new Refusal('no-application');
    const before = known ?? newApplication(id, now);
    const also = known ? [] : await choosing(store, id);
    await writeApplication(store, known, changedApplication(before, change, now), also);
    return undefined;
  },
});
