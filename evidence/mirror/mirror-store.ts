/**
 * Stores the mirror: the records of the list once more, in IndexedDB, with the revision of their last change.
 */
import type { IDBPObjectStore } from 'idb';
import { type Database, databaseExists, databaseOf, type Stores } from '../database.ts';
import type { Contents } from '../storage/contents.ts';
import { markOf, printOf } from './digest.ts';

/** Contents of the mirror. */
export interface MirrorContents {
  readonly records: ReadonlyMap<string, unknown>;
  /** Records erased on purpose: the print of each record's last value, by the mark of its key (digest.ts). */
  readonly erased: ReadonlyMap<string, string>;
  /** The revision of the last change it has; undefined if it was never filled. */
  readonly revision: number | undefined;
}

/** A change of the mirror, all or nothing. */
export interface MirrorChange {
  readonly put?: Contents;
  readonly erase?: readonly string[];
  /** Marks of erased keys that need not be remembered any more. */
  readonly forget?: readonly string[];
  readonly revision: number;
}

/** Stores the mirror. Every call rejects with the browser's own error and then has changed nothing. */
export interface MirrorStore {
  /** @returns all readable contents; undefined if there is no database, and then none is created */
  read(): Promise<MirrorContents | undefined>;
  /**
   * @returns the mirror's revision and number of records, without reading them; undefined if there is no
   *   database
   */
  brief(): Promise<{ readonly revision: number | undefined; readonly records: number } | undefined>;
  /** @returns the previous values, by key, once the change is safe on the disk */
  write(change: MirrorChange): Promise<ReadonlyMap<string, unknown>>;
}

const REVISION = 'revision';

/** Up to this many records are read one by one. */
const FEW = 500;

type Records = Pick<
  IDBPObjectStore<Stores, ['records'], 'records', 'readonly'>,
  'get' | 'getAll' | 'getAllKeys'
>;

/** @param factory the browser's `indexedDB`, or a test's */
export function createMirrorStore(factory: IDBFactory = indexedDB): MirrorStore {
  const database = databaseOf(factory);

  return {
    async read() {
      if (!(await databaseExists(factory))) return undefined;
      const open = await database();
      const [records, erased, revision] = await Promise.all([
        readRecords(open),
        readErased(open),
        open.get('revision', REVISION),
      ]);
      return { records, erased, revision };
    },

    async brief() {
      if (!(await databaseExists(factory))) return undefined;
      const open = await database();
      const [revision, records] = await Promise.all([open.get('revision', REVISION), open.count('records')]);
      return { revision, records };
    },

    async write(change) {
      return write(await database(), change);
    },
  };
}

/** Reads record by record if it must: one part of the files may be damaged and the others not. */
async function readRecords(open: Database): Promise<ReadonlyMap<string, unknown>> {
  const keys = await open.getAllKeys('records');
  try {
    const values = await open.getAll('records');
    if (values.length === keys.length) return new Map(keys.map((key, index) => [key, values[index]]));
  } catch (error) {
    console.error('The second copy is read one by one:', error);
  }
  const found = new Map<string, unknown>();
  for (const key of keys) {
    const value: unknown = await open.get('records', key).catch(() => undefined);
    if (value !== undefined) found.set(key, value);
  }
  return found;
}

async function readErased(open: Database): Promise<ReadonlyMap<string, string>> {
  const { store } = open.transaction('erased');
  const [keys, prints] = await Promise.all([store.getAllKeys(), store.getAll()]);
  return new Map(keys.map((key, index) => [key, prints[index] ?? '']));
}

/** Reads many records at once: thousands of requests take seconds. */
async function valuesOf(keys: readonly string[], records: Records): Promise<ReadonlyMap<string, unknown>> {
  if (keys.length <= FEW) {
    const values = await Promise.all(keys.map((key) => records.get(key)));
    return new Map(keys.map((key, index) => [key, values[index]]));
  }
  const [allKeys, all] = await Promise.all([records.getAllKeys(), records.getAll()]);
  return new Map(allKeys.map((key, index) => [key, all[index]]));
}

/** One transaction, complete only when it is on the disk. The answer to a command relies on this. */
async function write(
  open: Database,
  { put = {}, erase = [], forget = [], revision }: MirrorChange,
): Promise<ReadonlyMap<string, unknown>> {
  const transaction = open.transaction(['records', 'erased', 'revision'], 'readwrite', {
    durability: 'strict',
  });
  const records = transaction.objectStore('records');
  const erased = transaction.objectStore('erased');
  const before = new Map<string, unknown>();
  async function change(): Promise<void> {
    const keys = [...Object.keys(put), ...erase];
    const [values, marks] = await Promise.all([valuesOf(keys, records), erased.getAllKeys()]);
    const back = marks.length > 0 ? new Set(Object.keys(put).map(markOf)) : new Set<string>();
    for (const key of keys) {
      const value = values.get(key);
      if (value !== undefined) before.set(key, value);
    }
    await Promise.all([
      // Async, because `put` throws at once if a value can't be stored, and the other requests would be left
      // without a handler.
      ...Object.entries(put).map(async ([key, value]) => records.put(value, key)),
      ...marks.filter((mark) => back.has(mark)).map((mark) => erased.delete(mark)),
      ...erase.flatMap((key) => [
        records.delete(key),
        ...(before.has(key) ? [erased.put(printOf(key, before.get(key)), markOf(key))] : []),
      ]),
      ...forget.map((mark) => erased.delete(mark)),
      transaction.objectStore('revision').put(revision, REVISION),
    ]);
  }
  try {
    await Promise.all([change(), transaction.done]);
    return before;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // The transaction has already aborted, because one of its requests failed.
    }
    throw error;
  }
}
