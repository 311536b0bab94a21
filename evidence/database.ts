/**
 * The extension's IndexedDB, for data too large for `storage.local`. Only this file knows its name, its
 * version and its stores; each store has its own file that reads and writes it.
 */
import { type DBSchema, type IDBPDatabase, wrap } from 'idb';

const NAME = 'mission-evidence';
/** The version of the database that this code knows. */
export const DATABASE_VERSION = 1;

/** A stored picture; `putAt` (ISO 8601 UTC) is the time it was stored. */
export interface StoredPicture {
  readonly blob: Blob;
  readonly putAt: string;
}

/** Describes an earlier action, so that its changes need not be read (undo/journal.ts). */
export interface StoredAction {
  readonly id: string;
  /** Time of its last part, ISO 8601 UTC. */
  readonly at: string;
  /** How many parts can still be undone; 0 if all were undone. */
  readonly parts: number;
  /** How many pieces and other records these parts change. */
  readonly count: number;
  /** Size of these parts as text, in characters. */
  readonly bytes: number;
}

/** The stores in the database. */
export interface Stores extends DBSchema {
  pictures: { key: string; value: StoredPicture; indexes: { putAt: string } };
  /** Snapshots by id; evidence/snapshots/snapshots.ts describes their contents. */
  snapshots: { key: string; value: unknown };
  /** Earlier actions by id, and their parts by id and number; evidence/undo/journal.ts manages both. */
  actions: { key: string; value: StoredAction };
  'action-parts': { key: [id: string, part: number]; value: unknown };
  /** The mirror of the list, by storage key; evidence/mirror/ explains it. */
  records: { key: string; value: unknown };
  /** Records erased on purpose: the print of each record's last value, by a hash of its storage key. */
  erased: { key: string; value: string };
  /** The revision of the last change that the mirror has. */
  revision: { key: string; value: number };
}

/** An open connection. */
export type Database = IDBPDatabase<Stores>;

/**
 * @param factory the browser's `indexedDB`, or a test's
 * @returns a function that returns one shared connection, opened on the first call. If opening fails, it
 *   rejects with the browser's error, and the next call tries again. The connection closes when a newer
 *   version wants to change the database; the next call opens it again.
 */
export function databaseOf(factory: IDBFactory): () => Promise<Database> {
  let opened: Promise<Database> | undefined;
  function forget(): void {
    opened = undefined;
  }
  return () => {
    if (!opened) {
      opened = open(factory, forget);
      opened.catch(forget);
    }
    return opened;
  };
}

async function open(factory: IDBFactory, onClosed: () => void): Promise<Database> {
  const request = factory.open(NAME, DATABASE_VERSION);
  request.addEventListener('upgradeneeded', ({ oldVersion }) => {
    const database = wrap(request.result) as unknown as Database;
    for (let version = oldVersion + 1; version <= DATABASE_VERSION; version += 1)
      upgradeTo(version, database);
  });
  const opening = wrap(request) as Promise<unknown> as Promise<Database>;
  const blocked = new Promise<never>((_, reject) => {
    request.addEventListener('blocked', () => {
      // Fail rather than wait without end. The database may still open later, when nobody needs it: close it
      // then.
      reject(new Error('An older version of the database is still open elsewhere'));
      opening.then((late) => late.close()).catch(() => {});
    });
  });
  const database = await Promise.race([opening, blocked]);
  database.addEventListener('versionchange', () => {
    database.close();
    onClosed();
  });
  // The browser itself closed the connection, for instance because the files are gone.
  database.addEventListener('close', onClosed);
  return database;
}

/** @returns whether the database exists; opening one that doesn't would create it */
export async function databaseExists(factory: IDBFactory): Promise<boolean> {
  try {
    return (await factory.databases()).some(({ name }) => name === NAME);
  } catch {
    // If its files are damaged, Firefox can't list the database, and creates it again when it is opened.
    return true;
  }
}

/**
 * Erases the whole database. All open connections to it close, in every view.
 * @throws the browser's error, or an error saying that a connection is still open; the browser may then still
 *   erase it later
 */
export function eraseDatabase(factory: IDBFactory): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = factory.deleteDatabase(NAME);
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => reject(request.error));
    request.addEventListener('blocked', () => reject(new Error('The database is still open elsewhere')));
  });
}

/** Upgrades the database from the previous version to this one, inside the upgrade transaction. */
function upgradeTo(version: number, database: Database): void {
  switch (version) {
    case 1:
      database.createObjectStore('pictures').createIndex('putAt', 'putAt');
      database.createObjectStore('snapshots');
      database.createObjectStore('actions');
      database.createObjectStore('action-parts');
      database.createObjectStore('records');
      database.createObjectStore('erased');
      database.createObjectStore('revision');
      break;
  }
}
