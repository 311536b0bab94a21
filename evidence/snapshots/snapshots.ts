/**
 * Stores snapshots (snapshot.ts) in IndexedDB: apart from `storage.local`, which is in another folder of the
 * profile, so that damage to one doesn't reach the other.
 */
import { type Database, databaseExists, databaseOf, eraseDatabase } from '../database.ts';
import { parseSnapshot, type Snapshot } from './snapshot.ts';

/** The channel that notifies the extension's other contexts of a change. */
const CHANNEL = 'snapshots';

/** A snapshot with its content. */
export interface WholeSnapshot {
  readonly snapshot: Snapshot;
  readonly content: string;
}

/** Stores snapshots. Every call rejects with the browser's own error and then has changed nothing. */
export interface SnapshotStore {
  /** @returns the descriptions of all snapshots, the newest first, without their contents */
  list(): Promise<readonly Snapshot[]>;
  /** @returns a snapshot with its content, as it was saved; undefined if there is none that can be read */
  read(id: string): Promise<WholeSnapshot | undefined>;
  /** Saves a snapshot and erases others, in one step; resolves when that is safe on the disk. */
  keep(snapshot: Snapshot, content: string, erase: readonly string[]): Promise<void>;
  /** @returns the ids of all stored snapshots, including unreadable ones that {@link list} leaves out */
  ids(): Promise<readonly string[]>;
  /**
   * Replaces the snapshots with these ids and erases others, in one step; resolves when that is safe on the
   * disk.
   */
  replace(changed: readonly WholeSnapshot[], erase: readonly string[]): Promise<void>;
  /** Erases the whole database, with everything else in it. */
  eraseDatabase(): Promise<void>;
  /**
   * Calls the listener after a snapshot was saved or all were erased, in any view.
   * @returns the function that ends the subscription
   */
  subscribe(listener: () => void): () => void;
}

/** A snapshot as it is stored. The content is a file of its own, so that the list can be read without it. */
interface StoredSnapshot extends Snapshot {
  readonly content: Blob;
}

/** @param factory the browser's `indexedDB`, or a test's */
export function createSnapshotStore(factory: IDBFactory = indexedDB): SnapshotStore {
  const database = databaseOf(factory);

  return {
    async list() {
      if (!(await databaseExists(factory))) return [];
      const stored = await (await database()).getAll('snapshots');
      return stored
        .map(parseSnapshot)
        .filter((snapshot) => snapshot !== undefined)
        .sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1));
    },

    async read(id) {
      const stored = await (await database()).get('snapshots', id);
      const snapshot = parseSnapshot(stored);
      if (!snapshot) return undefined;
      const { content } = stored as Partial<StoredSnapshot>;
      return { snapshot, content: content instanceof Blob ? await content.text() : '' };
    },

    async keep(snapshot, content, erase) {
      await write(await database(), [{ snapshot, content }], erase);
      notify();
    },

    async ids() {
      if (!(await databaseExists(factory))) return [];
      return (await database()).getAllKeys('snapshots');
    },

    async replace(changed, erase) {
      if (changed.length + erase.length === 0) return;
      await write(await database(), changed, erase);
      notify();
    },

    async eraseDatabase() {
      await eraseDatabase(factory);
      notify();
    },

    subscribe(listener) {
      const channel = new BroadcastChannel(CHANNEL);
      channel.addEventListener('message', listener);
      return () => channel.close();
    },
  };
}

/** Notifies the other views, because IndexedDB doesn't. */
function notify(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(null);
  channel.close();
}

/**
 * One transaction, complete only when it is on the disk: the change that needs the snapshot may follow at
 * once.
 */
async function write(
  database: Database,
  kept: readonly WholeSnapshot[],
  erase: readonly string[],
): Promise<void> {
  const { store, done } = database.transaction('snapshots', 'readwrite', { durability: 'strict' });
  const puts = kept.map(({ snapshot, content }) => {
    const stored: StoredSnapshot = { ...snapshot, content: new Blob([content]) };
    return store.put(stored, snapshot.id);
  });
  await Promise.all([...puts, ...erase.map((id) => store.delete(id)), done]);
}
