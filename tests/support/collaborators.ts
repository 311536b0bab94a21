import type { Collaborators } from '../../evidence/commands/writer.ts';
import { Refusal } from '../../evidence/fault.ts';
import type { MirrorKeeper } from '../../evidence/mirror/mirror-keeper.ts';
import { createSafekeeping } from '../../evidence/snapshots/safekeeping.ts';
import type { SnapshotStore } from '../../evidence/snapshots/snapshots.ts';
import type { Store } from '../../evidence/storage/store.ts';
import { memoryJournal } from './memory-journal.ts';
import { memorySnapshots } from './memory-snapshots.ts';

/** Without a mirror, there is nothing to compare. */
const NO_COPY: MirrorKeeper = {
  check: async () => {},
  checkAtStart: async () => {},
  settle: async () => {},
  recover: async () => {
    throw new Refusal('refused');
  },
};

interface Given extends Partial<Omit<Collaborators, 'store'>> {
  readonly snapshots?: SnapshotStore;
}

/** @returns the collaborators of a writer: the given ones, and the rest in memory, without a mirror */
export function collaborators(store: Store, given: Given = {}): Collaborators {
  const { snapshots = memorySnapshots(), now = () => new Date(), ...rest } = given;
  return {
    store,
    safekeeping: createSafekeeping(store, snapshots, now),
    keeper: NO_COPY,
    journal: memoryJournal(),
    pictures: { erase: async () => {}, sweep: async () => 0 },
    now,
    newId: () => crypto.randomUUID(),
    newOrigin: () => crypto.randomUUID(),
    ...rest,
  };
}
