import { applicationIdSchema } from '../application/application.ts';
import { EDITION_VERSION } from '../application/edition.ts';
import { withoutHidden } from '../piece/contribution.ts';
import { isLive } from '../piece/piece.ts';
import { EDITION } from '../storage/applications.ts';
import { readList } from '../storage/evidence-list.ts';
import { put } from '../storage/puts.ts';
import { readLive } from './applications.ts';
import { command } from './command.ts';

/** Saves an edition: an application with all live pieces as they are now. `edition` is its id. */
export const saveEdition = command({
  type: 'save-edition',
  fields: { id: applicationIdSchema, edition: applicationIdSchema },
  async run({ id, edition: editionId }, { store, now }) {
    const [application, stored] = await Promise.all([readLive(store, id), store.read(EDITION, editionId)]);
    // Already saved: the answer got lost and the view repeated the command.
    if (stored) return undefined;
    const pieces = [...(await readList(store)).pieces.values()]
      .filter(isLive)
      .map((one) => withoutHidden(one));
    const made = { version: EDITION_VERSION, id: editionId, frozenAt: now, application, pieces } as const;
    await store.write([put(EDITION, made, editionId)]);
    return undefined;
  },
});
