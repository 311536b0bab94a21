/**
 * Keeps snapshots (evidence/snapshots/snapshot.ts) in IndexedDB: apart from `storage.local`, which lies in another
 * folder of the profile, so that what damages the one does not damage the other.
 */
import { type Database, databaseExists, databaseOf, eraseDatabase } from '../database.ts';
import { parseSnapshot, type Snapshot } from './snapshot.ts';

/** Where the extension's own contexts hear that something changed. */
const CHANNEL = 'snapshots';

/** A snapshot with its content. */
export interface WholeSnapshot {
  readonly snapshot: Snapshot;
  readonly content: string;
}

/** Keeps snapshots. Every call rejects with the browser's own error and then has changed nothing. */
export interface SnapshotStore {
  /** @returns those there are, the newest first, without what is in them */
  list(): Promise<readonly Snapshot[]>;
  /** @returns one with its content, as it was kept; undefined where there is none that can be read */
  read(id: string): Promise<WholeSnapshot | undefined>;
  /** Keeps one and erases others, in one step; resolves when that is safe on the disk. */
  keep(snapshot: Snapshot, content: string, erase: readonly string[]): Promise<void>;
  /** @returns the ids of all that is kept, also of what {@link list} leaves out because it cannot be read */
  ids(): Promise<readonly string[]>;
  /** Puts snapshots in the place of those with their ids and erases others, in one step; resolves as `keep` does. */
  replace(changed: readonly WholeSnapshot[], erase: readonly string[]): Promise<void>;
  /** Erases the whole database, with all that anything keeps in it. */
  eraseDatabase(): Promise<void>;
  /**
   * Calls the listener after one was kept or all were erased, in whatever view.
   * @returns the function that ends that
   */
  subscribe(listener: () => void): () => void;
}

/** A snapshot as it is stored. The content is a file of its own: the list is read without it. */
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
      tell();
    },

    async ids() {
      if (!(await databaseExists(factory))) return [];
      return (await database()).getAllKeys('snapshots');
    },

    async replace(changed, erase) {
      if (changed.length + erase.length === 0) return;
      await write(await database(), changed, erase);
      tell();
    },

    async eraseDatabase() {
      await eraseDatabase(factory);
      tell();
    },

    subscribe(listener) {
      const channel = new BroadcastChannel(CHANNEL);
      channel.addEventListener('message', listener);
      return () => channel.close();
    },
  };
}

/** IndexedDB tells nobody of its changes. */
function tell(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(null);
  channel.close();
}

/** One transaction, which counts as done when the disk has it: what follows may be what it is kept for. */
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
