/**
 * The extension's IndexedDB, for what is too large for `storage.local`. This file alone knows its name,
 * its version and what stores are in it; each store has its own file that reads and writes it.
 */
import { type DBSchema, type IDBPDatabase, wrap } from 'idb';

const NAME = 'mission-evidence';
/** The version of the database that this code knows. */
export const DATABASE_VERSION = 1;

/** One picture as it is stored; `putAt` (ISO 8601 UTC) is when that was. */
export interface StoredPicture {
  readonly blob: Blob;
  readonly putAt: string;
}

/** What is known of an earlier action without reading what it changed (undo/journal.ts). */
export interface StoredAction {
  readonly id: string;
  /** When its last part was made, ISO 8601 UTC. */
  readonly at: string;
  /** How many parts can still be undone; 0: it was undone. */
  readonly parts: number;
  /** How many pieces and other records these are. */
  readonly count: number;
  /** How long they are as text, in characters. */
  readonly bytes: number;
}

/** The stores that there are. */
export interface Stores extends DBSchema {
  pictures: { key: string; value: StoredPicture; indexes: { putAt: string } };
  /** By their id; evidence/snapshots/snapshots.ts says what is in one. */
  snapshots: { key: string; value: unknown };
  /** Earlier actions by their id, and the parts that undo them by id and number; evidence/undo/journal.ts keeps them. */
  actions: { key: string; value: StoredAction };
  'action-parts': { key: [id: string, part: number]; value: unknown };
  /** The second copy of what is in the list, by storage key; evidence/mirror/ tells its story. */
  records: { key: string; value: unknown };
  /** Of what was erased on purpose: the print of what it was, by a hash of its storage key. */
  erased: { key: string; value: string };
  /** The number of the last change that the second copy has. */
  revision: { key: string; value: number };
}

/** An open connection. */
export type Database = IDBPDatabase<Stores>;

/**
 * @param factory the browser's `indexedDB`, or a test's
 * @returns a function that hands out one connection, opened when it is first asked for. It rejects with
 *   what the browser says, and tries anew when it is asked again. A connection closes when a newer
 *   version wants to change the database, and is opened anew when it was closed.
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
      // Better told than waited for without end. It may open all the same, too late for anyone.
      reject(new Error('An older version of the database is still open elsewhere'));
      opening.then((late) => late.close()).catch(() => {});
    });
  });
  const database = await Promise.race([opening, blocked]);
  database.addEventListener('versionchange', () => {
    database.close();
    onClosed();
  });
  // The browser itself ended the connection, for instance because its files are gone.
  database.addEventListener('close', onClosed);
  return database;
}

/** @returns whether there is a database: looking into one that is not there would make it */
export async function databaseExists(factory: IDBFactory): Promise<boolean> {
  try {
    return (await factory.databases()).some(({ name }) => name === NAME);
  } catch {
    // Where its files are damaged, Firefox cannot list it, and makes it anew when it is opened.
    return true;
  }
}

/**
 * Erases the whole database. Every open connection closes for it, in whatever view.
 * @throws what the browser says, or that something still holds it open; it may then go later
 */
export function eraseDatabase(factory: IDBFactory): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = factory.deleteDatabase(NAME);
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => reject(request.error));
    request.addEventListener('blocked', () => reject(new Error('The database is still open elsewhere')));
  });
}

/** Takes the database from the version before to this one; runs inside the upgrade's transaction. */
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
