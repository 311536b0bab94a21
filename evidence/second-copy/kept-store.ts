import type { PictureStore } from '../picture/picture-store.ts';
import { createSafekeeping, type Safekeeping } from '../snapshots/safekeeping.ts';
import type { SnapshotStore } from '../snapshots/snapshots.ts';
import { withSession } from '../storage/session-part.ts';
import { createStore, type StorageArea, type Store } from '../storage/store.ts';
import { type CopyKeeper, createCopyKeeper, type KeptPlaces, noteCopyFaults } from './copy-keeper.ts';
import type { CopyChange } from './copy-store.ts';
import { mirroredArea } from './mirrored-area.ts';
import { soundArea, soundPlace } from './renewal.ts';

/** Where everything lies. */
interface Where extends Pick<KeptPlaces, 'copy' | 'witness'> {
  /** Storage that lasts until the browser ends. */
  readonly session: StorageArea;
  /** The list's own area. */
  readonly area: StorageArea;
  /** Makes the database of the copy write into new files; see renewal.ts. */
  readonly renewCopy: () => Promise<void>;
  readonly snapshots: SnapshotStore;
  /** Where the pixels of pictures are. */
  readonly pictures: Pick<PictureStore, 'erase'>;
}

/** What the writer needs of the places together. */
export interface KeptStore {
  /** Writes to the list, its copy and the witness. */
  readonly store: Store;
  readonly safekeeping: Safekeeping;
  readonly keeper: CopyKeeper;
}

/**
 * Puts together what writes to the places and what keeps them together. There must be one only: in the background.
 * @param now the clock
 */
export function createKeptStore(
  { area: listArea, session, copy: copyStore, renewCopy, witness, snapshots, pictures }: Where,
  now: () => Date = () => new Date(),
): KeptStore {
  const area = soundArea(listArea, session);
  const copyPlace = soundPlace('copy', renewCopy, session);
  const copy = {
    ...copyStore,
    write: (change: CopyChange) => copyPlace.write(() => copyStore.write(change)),
  };
  const tellFault = noteCopyFaults(area, now);
  const mirrored = mirroredArea(area, copy, witness, now, tellFault);
  const store = createStore(withSession(mirrored, session));
  async function forget(): Promise<void> {
    await session.clear();
    await mirrored.silence();
  }
  const safekeeping = createSafekeeping(store, snapshots, now, undefined, forget, pictures);
  const { eraseDatabase } = snapshots;
  const places = { area, session, mirrored, copy, witness, store, safekeeping, tellFault, eraseDatabase };
  return { store, safekeeping, keeper: createCopyKeeper(places, now) };
}
