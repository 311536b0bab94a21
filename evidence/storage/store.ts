/**
 * The one owner of `storage.local`: nothing else reads or writes it. Each kind of record has a file in this
 * folder that says how it is read and which other places hold it (record-kind.ts); records.ts lists them.
 *
 * - One key per piece, `evidence:<domain>:<page key>`, so that tagging costs the same however long the list
 *   is, and two writes can't overwrite each other. The key holds the page key itself, not a hash of it: it
 *   can be read, and no two pages collide.
 * - Counts and the record for Undo are written in the same call as the pieces, because one call is atomic in
 *   both browsers. So a record that is deleted by a change is emptied (null) and erased later: erasing it at
 *   once would take a second call, and between the two calls data could be nowhere.
 * - Counts (summary.ts, tally.ts) can be rebuilt from the pieces, and are rebuilt if they are missing or
 *   contradict them.
 * - Every record has a version and is parsed when it is read. Unknown fields are kept. A record of a newer
 *   version is shown and never written; one that can't be read is reported and never touched. A failed read
 *   is an error on the screen, never an empty list.
 */

import type { Put } from './puts.ts';
import { keyOf, type RecordKind, type Records } from './record-kind.ts';

/** The part of the browser's storage area that the store uses; tests pass another one. */
export interface StorageArea {
  get(keys: string | string[] | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
  clear(): Promise<void>;
  readonly onChanged: {
    addListener(listener: StorageListener): void;
    removeListener(listener: StorageListener): void;
  };
}

/** The part of a storage area that reads. */
export type ReadableArea = Pick<StorageArea, 'get' | 'onChanged'>;

type StorageListener = (changes: Record<string, { oldValue?: unknown; newValue?: unknown }>) => void;

/** The part of the store that views use. They never write: they send commands. */
export interface ReadingStore {
  /** @param name the name of the record, if the kind has many */
  read<Read>(kind: RecordKind<Read, unknown>, name?: string): Promise<Read>;
  /** @returns the records with these names, by name; missing ones are left out */
  readMany<Read>(
    kind: RecordKind<Read, unknown>,
    names: Iterable<string>,
  ): Promise<ReadonlyMap<string, Read>>;
  /**
   * @param keys undefined for all records
   * @returns unparsed records, all read at one moment
   */
  readRecords(keys?: readonly string[]): Promise<Records>;
  /**
   * @param listener gets the new stored values of changed records, by key; undefined for an erased one
   * @returns the function that ends the subscription
   */
  subscribe(listener: (changes: Records) => void): () => void;
}

/** Reads and writes the storage. Every method rejects if the browser's storage fails. */
export interface Store extends ReadingStore {
  /** Writes records, all in one call. */
  write(puts: readonly Put[]): Promise<void>;
  /** Erases keys, all in one call. */
  erase(keys: readonly string[]): Promise<void>;
  /** Erases the whole storage area. */
  eraseEverything(): Promise<void>;
}

/** @returns what reads a storage area */
export function createReadingStore(area: ReadableArea): ReadingStore {
  return {
    async read(kind, name = '') {
      const key = keyOf(kind, name);
      return kind.parse((await area.get(key))[key]);
    },

    async readMany(kind, names) {
      const wanted = [...names];
      if (wanted.length === 0) return new Map();
      const items = await area.get(wanted.map((name) => keyOf(kind, name)));
      return new Map(
        wanted
          .filter((name) => items[keyOf(kind, name)] !== undefined)
          .map((name) => [name, kind.parse(items[keyOf(kind, name)])]),
      );
    },

    readRecords: (keys) => area.get(keys ? [...keys] : null),

    subscribe(listener) {
      const onChanged: StorageListener = (changes) => {
        listener(Object.fromEntries(Object.entries(changes).map(([key, { newValue }]) => [key, newValue])));
      };
      area.onChanged.addListener(onChanged);
      return () => area.onChanged.removeListener(onChanged);
    },
  };
}

/** @returns the store over a storage area */
export function createStore(area: StorageArea): Store {
  return {
    ...createReadingStore(area),

    async write(puts) {
      if (puts.length > 0) await area.set(Object.fromEntries(puts.map(({ key, value }) => [key, value])));
    },

    async erase(keys) {
      if (keys.length > 0) await area.remove([...keys]);
    },

    eraseEverything: () => area.clear(),
  };
}
