/**
 * The one owner of `storage.local`: nothing else reads or writes it. What lies there is told by kinds of records
 * (records.ts has the list).
 *
 * One key a piece, so that tagging costs the same however long the list is and two writes can't overwrite each
 * other. What counts pieces, or undoes a change, goes in the same call as the pieces: one call is atomic in both
 * browsers. For the same reason a record that goes with a change is emptied (null) rather than erased.
 */
import { keyOf, type Put, type RecordKind, type Records } from './record-kind.ts';

/** The part of the browser's storage area that is used; tests hand in another. */
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

type StorageListener = (changes: Record<string, { oldValue?: unknown; newValue?: unknown }>) => void;

/** The part of the store that views use: they never write, they send commands. */
export interface ReadingStore {
  /** @param name of a record of which there are many */
  read<Read>(kind: RecordKind<Read, unknown>, name?: string): Promise<Read>;
  /** @returns the records with these names, by name; those that are not there are left out */
  readMany<Read>(
    kind: RecordKind<Read, unknown>,
    names: Iterable<string>,
  ): Promise<ReadonlyMap<string, Read>>;
  /**
   * @param keys undefined for all that is stored
   * @returns records as they are stored, read at one moment
   */
  readRecords(keys?: readonly string[]): Promise<Records>;
  /**
   * @param listener hears of changed records as they are stored now, by key; undefined for one that is gone
   * @returns the function that ends the subscription
   */
  subscribe(listener: (changes: Records) => void): () => void;
}

/** Reads and writes the storage. Every method rejects when the browser's storage fails. */
export interface Store extends ReadingStore {
  /** Writes records, all in one call. */
  write(puts: readonly Put[]): Promise<void>;
  /** Erases keys, all in one call. */
  erase(keys: readonly string[]): Promise<void>;
  /** Erases all that is stored here. */
  eraseEverything(): Promise<void>;
}

/** @returns the store over a storage area */
export function createStore(area: StorageArea): Store {
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

    async write(puts) {
      if (puts.length > 0) await area.set(Object.fromEntries(puts.map(({ key, value }) => [key, value])));
    },

    async erase(keys) {
      if (keys.length > 0) await area.remove([...keys]);
    },

    eraseEverything: () => area.clear(),

    subscribe(listener) {
      const onChanged: StorageListener = (changes) => {
        listener(Object.fromEntries(Object.entries(changes).map(([key, { newValue }]) => [key, newValue])));
      };
      area.onChanged.addListener(onChanged);
      return () => area.onChanged.removeListener(onChanged);
    },
  };
}
