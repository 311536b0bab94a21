/**
 * Keeps acknowledged data from being lost after a failed write.
 *
 * Chromium stores `storage.local` and IndexedDB in LevelDB, which appends each change to a log and reads the
 * log again when it is opened. A write to a full disk leaves half a record in the log. LevelDB reports that
 * write as failed and goes on appending (db/db_impl.cc, `DBImpl::Write`, stops only after a failed sync).
 * Later writes succeed and can be read back, but the next start finds a damaged log and drops everything
 * after the half record, or all of it. LevelDB starts a new log, and moves all its data into a table, once a
 * log has grown by 4 MB (include/leveldb/options.h, `write_buffer_size`). So the first write after a failed
 * one waits until that has happened. Other engines don't need this and aren't harmed by it.
 */
import { keyOf } from '../storage/record-kind.ts';
import { RENEWAL } from '../storage/revision.ts';
import type { StorageArea } from '../storage/store.ts';
import type { ReadableArea } from './read-places.ts';

const RENEWAL_KEY = keyOf(RENEWAL);

/** More than the 4 MiB after which LevelDB starts a new log. */
const FILLER_BYTES = 5 * 1024 * 1024;

/** Below the size from which Chromium stores a value of IndexedDB in a file of its own. */
const VALUE_BYTES = 50_000;

/** The second round waits until the table of the first is written. */
const ROUNDS = 2;

const RENEWAL_DATABASE = 'mission-evidence-renewal';

/** A place in which a successful write is safe. */
export interface SoundPlace {
  /**
   * Performs one write, after a renewal if an earlier one failed.
   * @throws the error of the write or the renewal
   */
  write<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Makes the place safe, or shows that it can't be written.
   * @throws the error of the storage
   */
  renew(): Promise<void>;
}

/**
 * @param name the name of the place in the session
 * @param renew writes enough data to make the place start a new log
 * @param session remembers a failure while the background sleeps, and forgets it when the browser opens the
 *   files again
 */
export function soundPlace(
  name: string,
  renew: () => Promise<void>,
  session: Pick<StorageArea, 'get' | 'set'>,
): SoundPlace {
  const key = `torn:${name}`;
  let torn: boolean | undefined;

  async function isTorn(): Promise<boolean> {
    torn ??= (await session.get(key).catch(() => ({}) as Record<string, unknown>))[key] === true;
    return torn;
  }

  async function mark(value: boolean): Promise<void> {
    if (torn === value) return;
    torn = value;
    await session.set({ [key]: value }).catch(() => {});
  }

  async function renewed(): Promise<void> {
    await mark(true);
    await renew();
    await mark(false);
  }

  return {
    renew: renewed,
    async write(work) {
      if (await isTorn()) await renewed();
      try {
        return await work();
      } catch (error) {
        await mark(true);
        throw error;
      }
    },
  };
}

/** A storage area in which a successful write is safe. */
export type SoundArea = StorageArea & ReadableArea & Pick<SoundPlace, 'renew'>;

/** @returns the area, with every write made safe */
export function soundArea(
  area: StorageArea & ReadableArea,
  session: Pick<StorageArea, 'get' | 'set'>,
): SoundArea {
  const getKeys = area.getKeys?.bind(area);
  const place = soundPlace('list', () => renewArea(area), session);
  return {
    ...(getKeys && { getKeys }),
    get: (keys) => area.get(keys),
    set: (items) => place.write(() => area.set(items)),
    remove: (keys) => place.write(() => area.remove(keys)),
    clear: () => place.write(() => area.clear()),
    onChanged: area.onChanged,
    renew: place.renew,
  };
}

async function renewArea(area: StorageArea): Promise<void> {
  const filler = '-'.repeat(FILLER_BYTES);
  for (let round = 0; round < ROUNDS; round += 1) {
    await area.set({ [RENEWAL_KEY]: filler });
    await area.set({ [RENEWAL_KEY]: null });
  }
  await area.remove([RENEWAL_KEY]);
}

/**
 * Makes the browser start a new log for the IndexedDB of this extension.
 * @param factory the browser's `indexedDB`, or a test's
 * @throws the browser's error if it can't be written
 */
export async function renewIndexedDb(factory: IDBFactory): Promise<void> {
  const database = await openRenewal(factory);
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      await fill(database, FILLER_BYTES / VALUE_BYTES);
      await fill(database, 1);
    }
  } finally {
    database.close();
    factory.deleteDatabase(RENEWAL_DATABASE);
  }
}

function openRenewal(factory: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(RENEWAL_DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('filler');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Writes values that can't be compressed. */
function fill(database: IDBDatabase, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction('filler', 'readwrite', { durability: 'strict' });
    const store = transaction.objectStore('filler');
    for (let number = 0; number < count; number += 1)
      store.put(crypto.getRandomValues(new Uint8Array(VALUE_BYTES)), number);
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('The transaction was aborted'));
  });
}
