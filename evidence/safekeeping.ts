/** When a snapshot is taken, and how one is opened. Used by the writer alone, in its turn. */

import { Refusal } from './refusal.ts';
import { outdated } from './rotation.ts';
import { sha256Of } from './sha256.ts';
import {
  contentOf,
  countsIn,
  openSnapshot,
  SNAPSHOT_VERSION,
  type Snapshot,
  type SnapshotReason,
} from './snapshot.ts';
import type { SnapshotStore } from './snapshots.ts';
import { type Contents, contentsAmong, type Store } from './store.ts';

/** What the writer needs to make what it does safe. */
export interface Safekeeping {
  /**
   * Takes a snapshot of what is stored, unless the last one says the same.
   * @param records what to take it of, where not everything that is stored can be read at once
   * @returns the id of the snapshot that says what is stored now; undefined where nothing is
   * @throws Refusal where none could be taken: what needs one is then not begun
   */
  take(reason: SnapshotReason, records?: Contents): Promise<string | undefined>;
  /** Takes the snapshot of the day, unless there is one. @throws where that fails */
  takeDaily(): Promise<void>;
  /**
   * @returns what is in a snapshot, whole
   * @throws Refusal where it is not there, damaged or of a newer version
   */
  open(id: string): Promise<Contents>;
  /** Erases all that is kept, everywhere. */
  eraseEverything(): Promise<void>;
}

/**
 * @param store where evidence is kept
 * @param snapshots where snapshots are kept
 * @param now the clock
 * @param newId makes a UUID
 * @param silenceWitness erases what tells how much there was (second-copy/)
 */
export function createSafekeeping(
  store: Pick<Store, 'readContents' | 'eraseEverything'>,
  snapshots: SnapshotStore,
  now: () => Date = () => new Date(),
  newId: () => string = () => crypto.randomUUID(),
  silenceWitness: () => Promise<void> = async () => {},
): Safekeeping {
  /** The day (UTC) whose snapshot is there, so that it is not looked for at every command. */
  let done: string | undefined;

  async function take(reason: SnapshotReason, records?: Contents): Promise<Snapshot | undefined> {
    const contents = records ? contentsAmong(records) : await store.readContents();
    if (Object.keys(contents).length === 0) return undefined;
    const content = contentOf(contents);
    const hash = await sha256Of(content);
    const counts = countsIn(contents);
    try {
      return await keep({ version: SNAPSHOT_VERSION, reason, counts, hash }, content);
    } catch (error) {
      console.error('No snapshot could be taken:', error);
      throw new Refusal('no-snapshot');
    }
  }

  async function keep(taken: Omit<Snapshot, 'id' | 'takenAt'>, content: string): Promise<Snapshot> {
    const kept = (await snapshots.list()).filter(({ version }) => version <= SNAPSHOT_VERSION);
    const [last] = kept;
    if (last?.hash === taken.hash) return last;
    const snapshot = { ...taken, id: newId(), takenAt: now().toISOString() };
    await snapshots.keep(snapshot, content, outdated([snapshot, ...kept], taken.hash));
    return snapshot;
  }

  return {
    async take(reason, records) {
      return (await take(reason, records))?.id;
    },

    async takeDaily() {
      const today = now().toISOString().slice(0, 10);
      if (done === today) return;
      const isThere = (await snapshots.list()).some(
        ({ reason, takenAt }) => reason === 'daily' && takenAt.startsWith(today),
      );
      // Where nothing changed since an earlier day, the day's first change is still to come.
      if (isThere || (await take('daily'))?.takenAt.startsWith(today)) done = today;
    },

    async open(id) {
      const found = await snapshots.read(id);
      if (!found) throw new Refusal('damaged-snapshot');
      return openSnapshot(found.snapshot, found.content);
    },

    async eraseEverything() {
      done = undefined;
      // What says that there was more goes before all, or its absence would be taken for damage.
      await silenceWitness();
      // The pictures first: should this be cut short, the list is still there to show that it was.
      await snapshots.eraseDatabase();
      await store.eraseEverything();
    },
  };
}
