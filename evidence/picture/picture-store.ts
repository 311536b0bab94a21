/**
 * Stores finished pictures. Their records (evidence/picture/picture.ts) are in `storage.local` and decide
 * which pictures exist: a picture that no record names is swept.
 */
import type { IDBPTransaction } from 'idb';
import { type Database, databaseOf, type Stores } from '../database.ts';

/** Stores pictures by id. A call that fails rejects with the browser's own error and has changed nothing. */
export interface PictureStore {
  /** Stores a picture under an id, replacing any picture there; resolves once it is safe on disk. */
  put(id: string, blob: Blob): Promise<void>;
  /** @returns the picture, or undefined if there is none. */
  get(id: string): Promise<Blob | undefined>;
  /** @returns the ids of all pictures. */
  ids(): Promise<string[]>;
  /** Erases pictures for good; ignores ids without a picture. */
  erase(ids: Iterable<string>): Promise<void>;
  /**
   * Erases the pictures that no record names any more.
   * @param referenced the ids that records name, including records of newer versions (`pictureIdIn`); pass
   *   only the result of a complete, successful read
   * @param olderThan ISO 8601 UTC: pictures stored at that time or later are spared, because their record may
   *   not be written yet
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
 * Makes a change in one transaction, all or nothing. It counts as done only once it is on disk (durability
 * `strict`): by default the browser reports success earlier, and a power cut could then leave a record
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
      // The transaction has ended already, as it does if one of its requests fails.
    }
    throw error;
  }
}
