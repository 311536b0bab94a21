import { createSafekeeping, type Safekeeping } from '../safekeeping.ts';
import { withSession } from '../session-part.ts';
import type { SnapshotStore } from '../snapshots.ts';
import { createStore, type StorageArea, type Store } from '../store.ts';
import { type CopyKeeper, createCopyKeeper, type KeptPlaces, noteCopyFaults } from './copy-keeper.ts';
import { mirroredArea } from './mirrored-area.ts';

/** Where everything lies. */
interface Where extends Pick<KeptPlaces, 'copy' | 'witness'> {
  /** The list's own area. */
  readonly area: StorageArea;
  /** Storage that lasts until the browser ends. */
  readonly session: StorageArea;
  readonly snapshots: SnapshotStore;
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
  { area, session, copy, witness, snapshots }: Where,
  now?: () => Date,
): KeptStore {
  const tellFault = noteCopyFaults(area, now);
  const mirrored = mirroredArea(area, copy, witness, now, tellFault);
  const store = createStore(withSession(mirrored, session));
  const safekeeping = createSafekeeping(store, snapshots, now, undefined, mirrored.silence);
  const { eraseDatabase } = snapshots;
  const places = { area, session, mirrored, copy, witness, store, safekeeping, tellFault, eraseDatabase };
  return { store, safekeeping, keeper: createCopyKeeper(places, now) };
}
