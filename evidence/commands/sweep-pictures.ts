import type { PictureStore } from '../picture/picture-store.ts';
import { readList } from '../storage/evidence-list.ts';
import { isDoubtful } from '../storage/known-date.ts';
import type { ReadingStore } from '../storage/store.ts';

/**
 * How long pixels without a record are kept, in milliseconds. Usually the record follows in an instant; the
 * view that stored older pixels is gone.
 */
const WAITING_MS = 60 * 1_000;

/**
 * Erases pixels that no record names: those of removed or replaced pictures, once Undo of the last action no
 * longer needs them, and those whose record never followed. Most are already erased (released-pixels.ts). If
 * the records can't all be read, or the date is doubtful, nothing is erased.
 * @throws whatever the storage throws
 */
export async function sweepPictures(
  store: Pick<ReadingStore, 'readRecords'>,
  pictures: Pick<PictureStore, 'sweep'>,
  now: Date,
): Promise<void> {
  const { pictureIds, recoveryReport, knownDate } = await readList(store);
  // A missing record may still be recovered, and need its pixels.
  if (recoveryReport?.undecided || isDoubtful(knownDate, now)) return;
  await pictures.sweep(pictureIds, new Date(now.getTime() - WAITING_MS).toISOString());
}
