import { applicationIdSchema, removed } from '../application/application.ts';
import { Refusal } from '../fault.ts';
import { choosing, readWritable, writeApplication } from './applications.ts';
import { command } from './command.ts';

/** Restores a deleted application and selects it. */
export const restoreApplication = command({
  type: 'restore-application',
  fields: { id: applicationIdSchema },
  async run({ id }, { store }) {
    const known = await readWritable(store, id);
    if (!known) throw new Refusal('no-application');
    await writeApplication(store, known, removed(known), await choosing(store, id));
    return undefined;
  },
});
