import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DATABASE_VERSION } from '../../evidence/database.ts';
import { createPictureStore } from '../../evidence/picture/picture-store.ts';

const NAME = 'mission-evidence';
const FIRST = '3f0e6f0a-5b1c-4a8e-9f57-0d6a3b7f2c11';
const SECOND = '8c1f2d7e-0a4b-4c55-8f0d-6b2f1f6f9b02';

/** Storage apart from all others (Storage API, buckets), which TypeScript does not know yet. */
interface Buckets {
  open(name: string, options: { quota?: number }): Promise<{ readonly indexedDB: IDBFactory }>;
  delete(name: string): Promise<void>;
}

const { storageBuckets } = navigator as unknown as { storageBuckets: Buckets };

/** An IndexedDB that no other test uses. */
let factory: IDBFactory;

const connections: IDBDatabase[] = [];

function picture(content: string): Blob {
  return new Blob([content], { type: 'image/webp' });
}

/** Waits for a request of IndexedDB. */
function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

/** Opens the database as another view or another version would. */
async function open(version?: number): Promise<IDBDatabase> {
  const database = await settled(factory.open(NAME, version));
  connections.push(database);
  return database;
}

/** The browser's own factory, asked for the next version of the database. */
const nextVersion = {
  open: (name: string) => factory.open(name, DATABASE_VERSION + 1),
} as unknown as IDBFactory;

beforeEach(async () => {
  const bucket = await storageBuckets.open('picture-store', {});
  factory = bucket.indexedDB;
});

afterEach(async () => {
  vi.restoreAllMocks();
  for (const database of connections.splice(0)) database.close();
  await settled(factory.deleteDatabase(NAME));
});

describe('the picture store', () => {
  it('returns a stored picture, with its kind, in any view that asks', async () => {
    await createPictureStore(factory).put(FIRST, picture('one'));
    const found = await createPictureStore(factory).get(FIRST);
    expect(await found?.text()).toBe('one');
    expect(found?.type).toBe('image/webp');
  });

  it('is empty at first, and says so', async () => {
    const store = createPictureStore(factory);
    expect(await store.ids()).toEqual([]);
    expect(await store.get(FIRST)).toBeUndefined();
    expect(await store.sweep(new Set(), '2100-01-01T00:00:00.000Z')).toBe(0);
    await store.erase([FIRST]);
  });

  it('replaces a picture with the same id', async () => {
    const store = createPictureStore(factory);
    await store.put(FIRST, picture('one'));
    await store.put(FIRST, picture('other'));
    expect(await store.ids()).toEqual([FIRST]);
    expect(await (await store.get(FIRST))?.text()).toBe('other');
  });

  it('erases the named pictures', async () => {
    const store = createPictureStore(factory);
    await store.put(FIRST, picture('one'));
    await store.put(SECOND, picture('two'));
    await store.erase([FIRST, 'not-there']);
    expect(await store.ids()).toEqual([SECOND]);
  });

  it('has a picture on the disk when the promise resolves', async () => {
    const events: string[] = [];
    const { transaction } = IDBDatabase.prototype;
    const asked = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      ...options
    ) {
      const started = transaction.apply(this, options);
      started.addEventListener('complete', () => events.push('complete'));
      return started;
    });
    const store = createPictureStore(factory);
    await store.put(FIRST, picture('one')).then(() => events.push('put'));
    await store.erase([FIRST]).then(() => events.push('erased'));
    expect(events).toEqual(['complete', 'put', 'complete', 'erased']);
    const durability = asked.mock.calls.map(([, mode, options]) => [mode, options?.durability]);
    expect(durability).toEqual(Array(2).fill(['readwrite', 'strict']));
  });

  it('sweeps pictures that nothing names and that were not stored just now', async () => {
    let now = '2026-11-22T10:00:00.000Z';
    const store = createPictureStore(factory, () => new Date(now));
    await store.put('old-and-named', picture('1'));
    await store.put('old', picture('2'));
    await store.put('old-too', picture('3'));
    now = '2026-11-22T11:00:00.000Z';
    await store.put('on-the-hour', picture('4'));
    now = '2026-11-22T11:00:00.001Z';
    await store.put('fresh', picture('5'));
    const named = new Set(['old-and-named', 'not-there']);
    expect(await store.sweep(named, '2026-11-22T11:00:00.000Z')).toBe(2);
    expect((await store.ids()).sort()).toEqual(['fresh', 'old-and-named', 'on-the-hour']);
    expect(await store.sweep(named, '2026-11-22T11:00:00.000Z')).toBe(0);
  });
});

it('the picture store rejects with the browser’s own error if there is no room, and still has its pictures', async () => {
  const bucket = await storageBuckets.open('little-room', { quota: 2_000_000 });
  const store = createPictureStore(bucket.indexedDB);
  const large = picture('x'.repeat(3_000_000));
  await store.put(FIRST, picture('one'));
  await expect(store.put(FIRST, large)).rejects.toMatchObject({ name: 'QuotaExceededError' });
  await expect(store.put(SECOND, large)).rejects.toMatchObject({ name: 'QuotaExceededError' });
  expect(await store.ids()).toEqual([FIRST]);
  expect(await (await store.get(FIRST))?.text()).toBe('one');
  await storageBuckets.delete('little-room');
});

describe('the picture store beside another version', () => {
  it('lets a newer version change the database, and leaves the newer one’s pictures', async () => {
    const store = createPictureStore(factory);
    await store.put(FIRST, picture('one'));
    const newer = await open(DATABASE_VERSION + 1);
    await expect(store.put(SECOND, picture('two'))).rejects.toMatchObject({ name: 'VersionError' });
    const pictures = newer.transaction('pictures').objectStore('pictures');
    expect(await settled(pictures.getAllKeys())).toEqual([FIRST]);
  });

  it('reports that an older one is in the way, blocks nobody itself, and continues when it is gone', async () => {
    const store = createPictureStore(factory);
    await store.put(FIRST, picture('one'));
    const older = await open(DATABASE_VERSION);
    const newer = createPictureStore(nextVersion);
    await expect(newer.ids()).rejects.toThrow('older version');
    older.close();
    expect(await newer.ids()).toEqual([FIRST]);
    // The late attempt has closed: nothing is left to block the next version.
    await expect(open(DATABASE_VERSION + 2)).resolves.toBeInstanceOf(IDBDatabase);
  });

  it('still works after its connection was closed', async () => {
    const store = createPictureStore(factory);
    await store.put(FIRST, picture('one'));
    await settled(factory.deleteDatabase(NAME));
    await store.put(SECOND, picture('two'));
    expect(await store.ids()).toEqual([SECOND]);
  });
});

it('the picture store tries again after the database could not be opened', async () => {
  let works = false;
  const faulty = {
    open: (name: string, version: number) => {
      if (!works) throw new DOMException('Storage is switched off', 'SecurityError');
      return factory.open(name, version);
    },
  } as unknown as IDBFactory;
  const store = createPictureStore(faulty);
  await expect(store.ids()).rejects.toMatchObject({ name: 'SecurityError' });
  works = true;
  expect(await store.ids()).toEqual([]);
});
