/**
 * Keeps finished pictures. Their records (evidence/picture/picture.ts) lie in `storage.local` and are the truth
 * about which pictures there are: a picture that no record names is swept up.
 */
import type { IDBPTransaction } from 'idb';
import { type Database, databaseOf, type Stores } from '../database.ts';

/** Keeps pictures by id. Every call rejects with the browser's own error and then has changed nothing. */
export interface PictureStore {
  /** Keeps a picture under an id, in place of one there; resolves when it is safe on the disk. */
  put(id: string, blob: Blob): Promise<void>;
  /** @returns the picture, or undefined where there is none. */
  get(id: string): Promise<Blob | undefined>;
  /** @returns the ids of all pictures. */
  ids(): Promise<string[]>;
  /** Erases pictures for good; those that are not there are none. */
  erase(ids: Iterable<string>): Promise<void>;
  /**
   * Erases the pictures that nothing names any more.
   * @param referenced the ids that records name, of newer versions' records too (`pictureIdIn`); hand in
   *   only what a whole and successful read found
   * @param olderThan ISO 8601 UTC: what was put at that time or later is spared, because its record may
   *   be on its way
   * @returns how many were erased
   */
  sweep(referenced: ReadonlySet<string>, olderThan: string): Promise<number>;
}

/**
 * @param factory the browser's `indexedDB`, or a test's
 * @param now the clock
 */
export function createPictureStore(
  factory: IDBFactory = indexedDB,
  now: () => Date = () => new Date(),
): PictureStore {
  const database = databaseOf(factory);

  return {
    put(id, blob) {
      return write(database, async (pictures) => {
        await pictures.put({ blob, putAt: now().toISOString() }, id);
      });
    },

    get(id) {
      return read(database, async (pictures) => (await pictures.get(id))?.blob);
    },

    ids() {
      return read(database, (pictures) => pictures.getAllKeys());
    },

    erase(ids) {
      return write(database, async (pictures) => {
        await Promise.all([...ids].map((id) => pictures.delete(id)));
      });
    },

    sweep(referenced, olderThan) {
      return write(database, async (pictures) => {
        const old = await pictures.index('putAt').getAllKeys(IDBKeyRange.upperBound(olderThan, true));
        const orphans = old.filter((id) => !referenced.has(id));
        await Promise.all(orphans.map((id) => pictures.delete(id)));
        return orphans.length;
      });
    },
  };
}

type Pictures<Mode extends IDBTransactionMode> = IDBPTransaction<Stores, ['pictures'], Mode>['store'];

async function read<T>(
  database: () => Promise<Database>,
  look: (pictures: Pictures<'readonly'>) => Promise<T>,
): Promise<T> {
  const { store, done } = (await database()).transaction('pictures');
  const [found] = await Promise.all([look(store), done]);
  return found;
}

/**
 * Makes a change in one transaction, all of it or nothing. It counts as done only when the disk has it
 * (durability `strict`): by default the browser says so before, and a power cut can then leave a record
 * without its picture.
 */
async function write<T>(
  database: () => Promise<Database>,
  change: (pictures: Pictures<'readwrite'>) => Promise<T>,
): Promise<T> {
  const transaction = (await database()).transaction('pictures', 'readwrite', { durability: 'strict' });
  try {
    const [result] = await Promise.all([change(transaction.store), transaction.done]);
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It has ended by itself, as it does when one of its requests fails.
    }
    throw error;
  }
}
