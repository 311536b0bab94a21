import type { PictureStore } from '../picture/picture-store.ts';
import { readList } from '../storage/evidence-list.ts';
import { isDoubtful } from '../storage/known-date.ts';
import type { ReadingStore } from '../storage/store.ts';

/**
 * How long pixels wait for the record that names them, in milliseconds: usually an instant, and a view
 * that put some before the browser started is gone.
 */
const WAITING_MS = 60 * 1_000;

/**
 * Erases the pixels that no record names any more: of pictures that were removed or replaced, once Undo of the last
 * action does not need them, and of those whose record never came. Most are gone by then (released-pixels.ts). Where
 * the records can't be read whole, or the date is doubtful, nothing is erased.
 * @throws whatever the storage throws
 */
export async function sweepPictures(
  store: Pick<ReadingStore, 'readRecords'>,
  pictures: Pick<PictureStore, 'sweep'>,
  now: Date,
): Promise<void> {
  const { pictureIds, recoveryReport, knownDate } = await readList(store);
  // A record that is missing may come back, and name its pixels.
  if (recoveryReport?.undecided || isDoubtful(knownDate, now)) return;
  await pictures.sweep(pictureIds, new Date(now.getTime() - WAITING_MS).toISOString());
}
