import type { PictureStore } from '../picture/picture-store.ts';
import { createSafekeeping, type Safekeeping } from '../snapshots/safekeeping.ts';
import type { SnapshotStore } from '../snapshots/snapshots.ts';
import { withSession } from '../storage/session-part.ts';
import { createStore, type StorageArea, type Store } from '../storage/store.ts';
import { createMirrorKeeper, type MirrorKeeper, type Stores } from './mirror-keeper.ts';
import type { MirrorChange } from './mirror-store.ts';
import { mirroredArea } from './mirrored-area.ts';
import { noteMirrorFaults } from './note-mirror-faults.ts';
import { soundArea, soundPlace } from './renewal.ts';

/** All the storage that the mirrored store uses. */
interface Where extends Pick<Stores, 'mirror' | 'witness'> {
  /** Storage that lasts until the browser ends. */
  readonly session: StorageArea;
  /** The list's own area. */
  readonly area: StorageArea;
  /** Makes the mirror's database start a new log; see renewal.ts. */
  readonly renewMirror: () => Promise<void>;
  readonly snapshots: SnapshotStore;
  /** Stores the pixels of pictures. */
  readonly pictures: Pick<PictureStore, 'erase'>;
}

/** Everything that the writer needs from the mirrored places. */
export interface MirroredStore {
  /** Writes to the list, the mirror and the witness. */
  readonly store: Store;
  readonly safekeeping: Safekeeping;
  readonly keeper: MirrorKeeper;
}

/**
 * Connects the store that writes to the places with the keeper that compares them. There must be only one, in
 * the background.
 * @param now the clock
 */
export function createMirroredStore(
  { area: listArea, session, mirror: mirrorStore, renewMirror, witness, snapshots, pictures }: Where,
  now: () => Date = () => new Date(),
): MirroredStore {
  const area = soundArea(listArea, session);
  const soundMirror = soundPlace('mirror', renewMirror, session);
  const mirror = {
    ...mirrorStore,
    write: (change: MirrorChange) => soundMirror.write(() => mirrorStore.write(change)),
  };
  const tellFault = noteMirrorFaults(area, now);
  const mirrored = mirroredArea(area, mirror, witness, now, tellFault);
  const store = createStore(withSession(mirrored, session));
  async function forget(): Promise<void> {
    await session.clear();
    await mirrored.silence();
  }
  const safekeeping = createSafekeeping(store, snapshots, now, undefined, forget, pictures);
  const { eraseDatabase } = snapshots;
  const places = { area, session, mirrored, mirror, witness, store, safekeeping, tellFault, eraseDatabase };
  return { store, safekeeping, keeper: createMirrorKeeper(places, now) };
}
