import { pageKey } from '../page/page-address.ts';
import type { PictureStore } from '../picture/picture-store.ts';
import { type LastAction, pictureIdsOf } from './last-action.ts';
import type { Store } from './store.ts';

/**
 * A store that erases the pixels of a picture as soon as neither a record nor the Undo of the last action names
 * them: of one that was removed or replaced with the next action, of one that was deleted for good at once. It
 * reads no more than the few keys that are concerned.
 * @returns the same store otherwise. That pixels could not be erased is no fault of the change: a later sweep
 *   does it (sweep-pictures.ts)
 */
export function releasingPixels(store: Store, pictures: Pick<PictureStore, 'erase'>): Store {
  async function releasing(pages: Iterable<string>, change: () => Promise<void>): Promise<void> {
    const action = await store.readLastAction();
    const concerned = new Set([...pages, ...pageOf(action)]);
    const before = (await store.readPictureIds(concerned)).union(new Set(action ? pictureIdsOf(action) : []));
    await change();
    if (before.size === 0) return;
    try {
      const [still, undoable] = await Promise.all([store.readPictureIds(concerned), store.readLastAction()]);
      const named = still.union(new Set(undoable ? pictureIdsOf(undoable) : []));
      const released = before.difference(named);
      if (released.size > 0) await pictures.erase(released);
    } catch (error) {
      console.error('The pixels could not be erased:', error);
    }
  }

  return {
    ...store,
    write(batch) {
      const { pictures: pages, lastAction } = batch;
      if (pages === undefined && lastAction === undefined) return store.write(batch);
      return releasing(pages?.keys() ?? [], () => store.write(batch));
    },
    erase(ids, also) {
      return releasing(also?.pages ?? [], () => store.erase(ids, also));
    },
    erasePictures(pages) {
      return releasing(pages, () => store.erasePictures(pages));
    },
  };
}

function pageOf(action: LastAction | undefined): string[] {
  return action && 'picture' in action ? [pageKey(action.picture.url)] : [];
}
