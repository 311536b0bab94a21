import type { PictureStore } from './picture-store.ts';
import type { Store } from './store.ts';

/**
 * How long pixels wait for the record that names them, in milliseconds: usually an instant, and a view
 * that put some before the browser started is gone.
 */
const WAITING_MS = 60 * 1_000;

/**
 * Erases the pixels that no record names any more: of pictures that were removed or replaced, once Undo
 * cannot bring them back, and of those whose record never came. Where the records cannot be read whole,
 * nothing is erased.
 * @throws whatever the storage throws
 */
export async function sweepPictures(
  store: Pick<Store, 'readAll'>,
  pictures: Pick<PictureStore, 'sweep'>,
  now: Date,
): Promise<void> {
  const { pictureIds } = await store.readAll();
  await pictures.sweep(pictureIds, new Date(now.getTime() - WAITING_MS).toISOString());
}
