import type { PictureStore } from '../picture/picture-store.ts';
import { LAST_ACTION, type LastAction } from './last-action.ts';
import { PICTURE, readPictureIds } from './pictures.ts';
import { isOf, nameIn } from './records-of.ts';
import type { Store } from './store.ts';

/**
 * Wraps a store so that it erases the pixels of a picture as soon as neither a record nor the Undo of the
 * last action needs them: for a removed or replaced picture with the next action, for one deleted for good at
 * once. It reads no more than the few keys concerned.
 * @returns the store. If pixels can't be erased, the write still succeeds; a later sweep erases them
 *   (commands/sweep-pictures.ts)
 */
export function releasingPixels(store: Store, pictures: Pick<PictureStore, 'erase'>): Store {
  async function named(
    pages: ReadonlySet<string>,
    action: LastAction | undefined,
  ): Promise<ReadonlySet<string>> {
    const ids = await readPictureIds(store, pages);
    return ids.union(new Set(action?.pictures?.map(({ id }) => id)));
  }

  async function releasing(keys: readonly string[], change: () => Promise<void>): Promise<void> {
    const written = keys.filter((key) => isOf(PICTURE, key)).map((key) => nameIn(PICTURE, key));
    if (written.length === 0 && !keys.some((key) => isOf(LAST_ACTION, key))) return change();
    const action = await store.read(LAST_ACTION);
    const pages = new Set([...written, ...(action?.pictures ?? []).map(({ page }) => page)]);
    const before = await named(pages, action);
    await change();
    if (before.size === 0) return;
    try {
      const released = before.difference(await named(pages, await store.read(LAST_ACTION)));
      if (released.size > 0) await pictures.erase(released);
    } catch (error) {
      console.error('The pixels could not be erased:', error);
    }
  }

  return {
    ...store,
    write: (puts) =>
      releasing(
        puts.map(({ key }) => key),
        () => store.write(puts),
      ),
    erase: (keys) => releasing(keys, () => store.erase(keys)),
  };
}
