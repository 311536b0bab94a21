import { applicationIdSchema, removed } from '../application/application.ts';
import { APPLICATION } from '../storage/applications.ts';
import { readWritable } from './applications.ts';
import { command } from './command.ts';
import { recordChange } from './remember.ts';
import { writePieces } from './write-pieces.ts';

/** Deletes an application. It can be restored for a while, and its editions stay. */
export const deleteApplication = command({
  type: 'delete-application',
  fields: { id: applicationIdSchema },
  async run({ id }, context) {
    const known = await readWritable(context.store, id);
    const after = known && removed(known, context.now);
    if (!known || !after || after === known) return undefined;
    const { made } = await writePieces(context, {
      ids: [],
      change: () => [],
      action: { kind: 'application-deleted', records: [recordChange(APPLICATION, id, known, after)] },
    });
    return made;
  },
});
