import { pictureIdIn } from '../picture/picture.ts';
import type { PictureStore } from '../picture/picture-store.ts';
import { openSnapshot } from '../snapshots/snapshot.ts';
import type { SnapshotStore } from '../snapshots/snapshots.ts';
import { isDoubtful } from '../storage/known-date.ts';
import { contentKind, type Store } from '../storage/store.ts';

/**
 * How long pixels wait for the record that names them, in milliseconds: usually an instant, and a view
 * that put some before the browser started is gone.
 */
const WAITING_MS = 60 * 1_000;

/** How long going back to an earlier state can be undone with its pictures, in milliseconds. */
const UNDOABLE_MS = 24 * 60 * 60 * 1_000;

/**
 * Erases the pixels that no record names any more: of pictures that were removed or replaced, once Undo
 * cannot bring them back, and of those whose record never came. Most are gone by then (released-pixels.ts). Where the
 * records cannot be read whole, or the date is doubtful, nothing is erased.
 * @param snapshots where given, what was gone back from is spared for a day, so that this can be undone
 * @throws whatever the storage throws
 */
export async function sweepPictures(
  store: Pick<Store, 'readAll'>,
  pictures: Pick<PictureStore, 'sweep'>,
  now: Date,
  snapshots?: Pick<SnapshotStore, 'list' | 'read'>,
): Promise<void> {
  const { pictureIds, rescue, knownDate } = await store.readAll();
  // A record that is missing may come back, and name its pixels.
  if (rescue?.undecided || isDoubtful(knownDate, now)) return;
  const before = (milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString();
  const undoable = snapshots ? await leftSince(before(UNDOABLE_MS), snapshots) : [];
  await pictures.sweep(new Set([...pictureIds, ...undoable]), before(WAITING_MS));
}

/** @returns the ids of the pictures that were there before an earlier state was brought back */
async function leftSince(
  limit: string,
  { list, read }: Pick<SnapshotStore, 'list' | 'read'>,
): Promise<string[]> {
  const left = (await list()).filter(
    ({ reason, takenAt }) => reason === 'before-restore' && takenAt >= limit,
  );
  const found = await Promise.all(left.map(({ id }) => read(id)));
  const contents = await Promise.all(
    found.filter((one) => one !== undefined).map(({ snapshot, content }) => openSnapshot(snapshot, content)),
  );
  return contents
    .flatMap((each) => Object.entries(each))
    .filter(([key]) => contentKind(key) === 'picture')
    .map(([, value]) => pictureIdIn(value))
    .filter((id) => id !== undefined);
}
