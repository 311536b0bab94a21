import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWriter } from '../../evidence/commands/writer.ts';
import { DATABASE_VERSION } from '../../evidence/database.ts';
import { createPictureStore } from '../../evidence/picture/picture-store.ts';
import { createSafekeeping } from '../../evidence/snapshots/safekeeping.ts';
import { countsIn, SNAPSHOT_VERSION, type Snapshot } from '../../evidence/snapshots/snapshot.ts';
import { createSnapshotStore } from '../../evidence/snapshots/snapshots.ts';
import { readContents } from '../../evidence/storage/contents.ts';
import { createStore } from '../../evidence/storage/store.ts';
import { sha256Of } from '../../evidence/values/sha256.ts';
import { collaborators } from '../support/collaborators.ts';
import { itemsOf } from '../support/evidence-store.ts';
import { memoryArea } from '../support/memory-area.ts';
import { erased, type OwnDatabase, ownDatabase, settled } from '../support/own-database.ts';
import { picture, piece } from '../support/pieces.ts';

const NAME = 'mission-evidence';
const CONTENT = '{"note":"ș"}';

let own: OwnDatabase;

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  own = await ownDatabase('snapshots');
});

afterEach(async () => {
  vi.restoreAllMocks();
  await erased(own);
});

async function snapshot(number: number, fields: Partial<Snapshot> = {}): Promise<Snapshot> {
  return {
    version: SNAPSHOT_VERSION,
    id: `3f0e6f0a-5b1c-4a8e-9f57-0d6a3b7f2c1${number}`,
    takenAt: `2026-11-2${number}T10:00:00.000Z`,
    reason: 'daily',
    counts: countsIn({}),
    hash: await sha256Of(CONTENT),
    ...fields,
  };
}

describe('the snapshot store', () => {
  it('lists the newest first, without content, and reads one with it, in any view that asks', async () => {
    const [one, two] = [await snapshot(1), await snapshot(2)];
    const store = createSnapshotStore(own.factory);
    expect(await store.list()).toEqual([]);
    await store.keep(one, CONTENT, []);
    await store.keep(two, 'other', []);
    const other = createSnapshotStore(own.factory);
    expect(await other.list()).toEqual([two, one]);
    expect(await other.read(one.id)).toEqual({ snapshot: one, content: CONTENT });
    expect(await other.read('not-there')).toBeUndefined();
  });

  it('replaces some and erases others in one step, which is on the disk when the promise resolves', async () => {
    const [one, two] = [await snapshot(1), await snapshot(2)];
    const store = createSnapshotStore(own.factory);
    expect(await store.ids()).toEqual([]);
    await store.keep(one, CONTENT, []);
    await store.keep(two, CONTENT, []);
    const asked = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const anew = { ...one, hash: await sha256Of('{}') };
    await store.replace([{ snapshot: anew, content: '{}' }], [two.id]);
    expect(asked.mock.calls).toEqual([['snapshots', 'readwrite', { durability: 'strict' }]]);
    expect(await store.read(one.id)).toEqual({ snapshot: anew, content: '{}' });
    expect(await store.list()).toEqual([anew]);
  });

  it('names unreadable snapshots too, and deleting for good erases those', async () => {
    const store = createSnapshotStore(own.factory);
    await store.keep(await snapshot(1), CONTENT, []);
    const database = await settled(own.factory.open(NAME, DATABASE_VERSION));
    await settled(
      database.transaction('snapshots', 'readwrite').objectStore('snapshots').put('a word', 'bad'),
    );
    database.close();
    expect(await store.ids()).toEqual([(await snapshot(1)).id, 'bad']);
    const safekeeping = createSafekeeping(createStore(memoryArea()), store);
    await safekeeping.rewriteAll((contents) => contents);
    expect(await store.ids()).toEqual([(await snapshot(1)).id]);
  });

  it('stores one and erases others in one step, which is on the disk when the promise resolves', async () => {
    const [one, two] = [await snapshot(1), await snapshot(2)];
    const store = createSnapshotStore(own.factory);
    await store.keep(one, CONTENT, []);
    const asked = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await store.keep(two, CONTENT, [one.id, 'not-there']);
    expect(asked.mock.calls.map(([, mode, options]) => [mode, options?.durability])).toEqual([
      ['readwrite', 'strict'],
    ]);
    expect(await store.list()).toEqual([two]);
  });

  it('notifies other views that one was stored, and that all are gone, until they unsubscribe', async () => {
    const heard = vi.fn();
    const end = createSnapshotStore(own.factory).subscribe(heard);
    const store = createSnapshotStore(own.factory);
    await store.keep(await snapshot(1), CONTENT, []);
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1));
    await store.eraseDatabase();
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2));
    end();
    const another = vi.fn();
    createSnapshotStore(own.factory).subscribe(another);
    await store.keep(await snapshot(1), CONTENT, []);
    await vi.waitFor(() => expect(another).toHaveBeenCalledTimes(1));
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it('still has its earlier snapshots if there is no room', async () => {
    const little = await ownDatabase('little-room', 2_000_000);
    const store = createSnapshotStore(little.factory);
    const one = await snapshot(1);
    await store.keep(one, CONTENT, []);
    const large = 'x'.repeat(3_000_000);
    await expect(store.keep(await snapshot(2), large, [one.id])).rejects.toMatchObject({
      name: 'QuotaExceededError',
    });
    expect(await store.list()).toEqual([one]);
    await erased(little);
  });

  it('omits unreadable snapshots, and shows those of a newer version', async () => {
    const store = createSnapshotStore(own.factory);
    await createPictureStore(own.factory).ids();
    const database = await settled(own.factory.open(NAME, DATABASE_VERSION));
    const stored = () => database.transaction('snapshots', 'readwrite').objectStore('snapshots');
    const newer = await snapshot(3, { version: SNAPSHOT_VERSION + 1 });
    await settled(stored().put('nonsense', 'a'));
    await settled(stored().put({ ...newer, content: 'a shape of its own' }, newer.id));
    database.close();
    expect(await store.list()).toEqual([newer]);
    expect(await store.read(newer.id)).toEqual({ snapshot: newer, content: '' });
    expect(await store.read('a')).toBeUndefined();
  });
});

describe('snapshots with the writer, in the real database', () => {
  const here = piece();

  function open() {
    const area = memoryArea({ ...itemsOf([here]), [`picture:${here.url}`]: picture(1) });
    const store = createStore(area);
    const snapshots = createSnapshotStore(own.factory);
    const writer = createWriter(collaborators(store, { snapshots }));
    return { area, store, snapshots, writer };
  }

  it('leave all as it was after a round trip there and back', async () => {
    const { store, snapshots, writer } = open();
    const before = await readContents(store);
    await writer.run({
      type: 'merge',
      pieces: [piece({ url: 'https://school.example/b' })],
    });
    const after = await readContents(store);
    const [{ id = '' } = {}] = await snapshots.list();
    const there = await writer.run({ type: 'go-back', id });
    expect(await readContents(store)).toEqual(before);
    const undo = there.ok ? (there.undoId ?? '') : '';
    expect(await writer.run({ type: 'undo', id: undo })).toMatchObject({ ok: true });
    expect(await readContents(store)).toEqual(after);
  });

  it('are refused if they were damaged on the disk, and nothing changes', async () => {
    const { store, snapshots, writer } = open();
    await writer.run({
      type: 'merge',
      pieces: [piece({ url: 'https://school.example/b' })],
    });
    const [kept] = await snapshots.list();
    const { content = '' } = (await snapshots.read(kept?.id ?? '')) ?? {};
    if (kept) await snapshots.keep(kept, content.replace('Water', 'Wator'), []);
    const before = await readContents(store);
    const outcome = await writer.run({ type: 'go-back', id: kept?.id ?? '' });
    expect(outcome).toEqual({ ok: false, fault: 'damaged-snapshot' });
    expect(await readContents(store)).toEqual(before);
  });

  it('are gone after erasing everything, with database and records, though other views have it open', async () => {
    const { area, writer } = open();
    const pictures = createPictureStore(own.factory);
    await pictures.put('a', new Blob(['one']));
    await writer.run({ type: 'merge', pieces: [piece({ domain: 'model-school' })] });
    expect((await own.factory.databases()).map(({ name }) => name)).toEqual([NAME]);
    expect(await writer.run({ type: 'erase-everything' })).toEqual({ ok: true, count: 0 });
    expect(await own.factory.databases()).toEqual([]);
    expect(area.items.size).toBe(0);
    // Everything works as on the first day.
    expect(await writer.run({ type: 'tag', domain: here.domain, pages: [here] })).toMatchObject({
      ok: true,
      count: 1,
      kind: 'tagged',
    });
    expect(await pictures.get('a')).toBeUndefined();
  });

  it('report at erasing that something holds the database open', async () => {
    const { area, writer } = open();
    await createPictureStore(own.factory).ids();
    const stubborn = await settled(own.factory.open(NAME));
    expect(await writer.run({ type: 'erase-everything' })).toEqual({ ok: false, fault: 'storage-failed' });
    expect(area.items.size).toBeGreaterThan(0);
    stubborn.close();
    expect(await writer.run({ type: 'erase-everything' })).toMatchObject({ ok: true });
  });
});
