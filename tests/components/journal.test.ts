import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWriter } from '../../evidence/commands/writer.ts';
import { DATABASE_VERSION } from '../../evidence/database.ts';
import { type ActionPart, folded } from '../../evidence/storage/last-action.ts';
import { createStore } from '../../evidence/storage/store.ts';
import { createJournal, LIMITS } from '../../evidence/undo/journal.ts';
import { collaborators } from '../support/collaborators.ts';
import { itemsOf, undoOf } from '../support/evidence-store.ts';
import { memoryArea } from '../support/memory-area.ts';
import { erased, type OwnDatabase, ownDatabase, settled } from '../support/own-database.ts';
import { idOf, noteIn, piece } from '../support/pieces.ts';

const NAME = 'mission-evidence';
const NOW = '2026-06-30T12:00:00.000Z';

let own: OwnDatabase;

beforeEach(async () => {
  own = await ownDatabase('journal');
});

afterEach(async () => {
  vi.restoreAllMocks();
  await erased(own);
});

const hoursAgo = (hours: number) => new Date(Date.parse(NOW) - hours * 60 * 60 * 1_000).toISOString();

function partOf(id: string, part = 1, hours = 1, after = piece({ note: `${id} ${part}` })): ActionPart {
  const pieces = [{ id: idOf(after), before: null, after }];
  return { version: 1, id, part, at: hoursAgo(hours), pieces, records: [] };
}

/** @returns how many parts are stored on the disk, of any actions */
async function partsOnDisk(): Promise<number> {
  const database = await settled(own.factory.open(NAME, DATABASE_VERSION));
  const count = await settled(database.transaction('action-parts').objectStore('action-parts').count());
  database.close();
  return count;
}

describe('the journal in the real database', () => {
  it('returns the parts of an action, the last one first, in any view that asks', async () => {
    const journal = createJournal(own.factory);
    expect([await journal.entry('a'), await journal.lastPart('a')]).toEqual([undefined, undefined]);
    for (const part of [partOf('a', 1), partOf('b', 1), partOf('a', 2)]) {
      expect(await journal.add(folded(part))).toEqual([]);
    }
    const other = createJournal(own.factory);
    expect(await other.entry('a')).toMatchObject({ id: 'a', at: hoursAgo(1), parts: 2, count: 2 });
    expect(await other.lastPart('a')).toEqual(partOf('a', 2));
    await other.dropLastPart('a');
    expect(await journal.entry('a')).toMatchObject({ parts: 1, count: 1 });
    expect(await journal.lastPart('a')).toEqual(partOf('a', 1));
    await journal.dropLastPart('a');
    // The journal remembers that it was undone, so that a repeated Undo is answered.
    expect(await journal.entry('a')).toMatchObject({ parts: 0, count: 0, bytes: 0 });
    expect(await journal.lastPart('a')).toBeUndefined();
    await journal.dropLastPart('a');
    await journal.dropLastPart('none');
    expect(await journal.lastPart('b')).toEqual(partOf('b', 1));
    expect(await partsOnDisk()).toBe(1);
  });

  it('holds a part once if it is stored again, because the change after it failed', async () => {
    const journal = createJournal(own.factory);
    await journal.add(folded(partOf('a', 1)));
    const before = await journal.entry('a');
    await journal.add(folded(partOf('a', 1)));
    expect(await journal.entry('a')).toEqual(before);
    expect(await partsOnDisk()).toBe(1);
  });

  it('drops actions over the limits, with all their parts, and names them', async () => {
    const journal = createJournal(own.factory);
    await journal.add(folded(partOf('old', 1, 24 * LIMITS.days - 2)));
    await journal.add(folded(partOf('old', 2, 24 * LIMITS.days - 1)));
    for (let n = 1; n < LIMITS.actions; n += 1) {
      expect(await journal.add(folded(partOf(`a${n}`, 1, LIMITS.actions - n)))).toEqual([]);
    }
    expect(await journal.prune(NOW)).toEqual([]);
    expect(await journal.prune('2026-07-01T00:00:00.000Z')).toEqual(['old']);
    expect([await journal.entry('old'), await journal.lastPart('old')]).toEqual([undefined, undefined]);
    await journal.add(folded(partOf('b', 1, 0)));
    expect(await journal.add(folded(partOf('c', 1, 0)))).toEqual(['a1']);
    expect(await partsOnDisk()).toBe(LIMITS.actions);
  });

  it('drops an action that is too large, and holds one that is not', async () => {
    const journal = createJournal(own.factory);
    const text = 'x'.repeat(LIMITS.bytes * 0.6);
    const large = { ...partOf('large', 1, 2), records: [{ key: 'draft:x', before: text, after: null }] };
    expect(await journal.add(folded(large))).toEqual([]);
    expect(await journal.add(folded({ ...large, id: 'larger', at: hoursAgo(1) }))).toEqual(['large']);
    expect(await journal.lastPart('larger')).toMatchObject({ id: 'larger' });
  });

  it('is rewritten in one step, which is on the disk when the promise resolves', async () => {
    const journal = createJournal(own.factory);
    const other = piece({ url: 'https://school.example/b' });
    for (const part of [partOf('a', 1), partOf('a', 2), partOf('b', 1, 1, other)])
      await journal.add(folded(part));
    const asked = vi.spyOn(IDBDatabase.prototype, 'transaction');
    // The second part of the first action is deleted, the third action loses its words.
    await journal.rewrite((part) => {
      if (part.id === 'b') return { ...part, pieces: [] };
      return part.part === 2 ? null : part;
    });
    expect(asked.mock.calls.map(([, mode, options]) => [mode, options?.durability])).toEqual([
      ['readwrite', 'strict'],
    ]);
    expect(await journal.lastPart('a')).toEqual({ ...partOf('a', 2), pieces: [], records: [] });
    await journal.dropLastPart('a');
    expect(await journal.lastPart('a')).toEqual(partOf('a', 1));
    expect(await journal.lastPart('b')).toMatchObject({ id: 'b', pieces: [] });
  });

  it('changes nothing if rewriting fails', async () => {
    const journal = createJournal(own.factory);
    await journal.add(folded(partOf('a', 1)));
    await journal.add(folded(partOf('b', 1)));
    const rewriting = journal.rewrite((part) => {
      if (part.id === 'b') throw new Error('A defect');
      return null;
    });
    await expect(rewriting).rejects.toThrow('A defect');
    expect(await createJournal(own.factory).lastPart('a')).toEqual(partOf('a', 1));
  });

  it('treats an unreadable entry as none, and rewriting erases it', async () => {
    const journal = createJournal(own.factory);
    await journal.add(folded(partOf('a', 1)));
    const database = await settled(own.factory.open(NAME, DATABASE_VERSION));
    const parts = database.transaction('action-parts', 'readwrite').objectStore('action-parts');
    await settled(parts.put('a word', ['a', 1]));
    database.close();
    expect(await journal.lastPart('a')).toBeUndefined();
    await journal.dropLastPart('a');
    await journal.rewrite((part) => part);
    expect(await journal.entry('a')).toBeUndefined();
    expect(await partsOnDisk()).toBe(0);
  });

  it('reports that there is no room, and still has its earlier content', async () => {
    const little = await ownDatabase('little-journal', 2_000_000);
    const journal = createJournal(little.factory);
    await journal.add(folded(partOf('a', 1)));
    const large = partOf('b', 1, 1, piece({ note: 'x'.repeat(3_000_000) }));
    await expect(journal.add(folded(large))).rejects.toMatchObject({ name: 'QuotaExceededError' });
    expect(await journal.lastPart('a')).toEqual(partOf('a', 1));
    expect(await journal.entry('b')).toBeUndefined();
    await erased(little);
  });
});

describe('the journal with the writer, in the real database', () => {
  const [water, air] = [piece(), piece({ url: 'https://school.example/air', note: 'Nobody shall find it.' })];

  function open() {
    const store = createStore(memoryArea(itemsOf([water, air])));
    const journal = createJournal(own.factory);
    return { store, journal, writer: createWriter(collaborators(store, { journal })) };
  }

  it('undoes an earlier action in a background that was restarted', async () => {
    const { store, writer } = open();
    const id = undoOf(await writer.run({ type: 'delete', ids: [idOf(water)] }));
    await writer.run({ type: 'move', ids: [idOf(air)], to: 'model-school' });
    const restarted = createWriter(collaborators(store, { journal: createJournal(own.factory) }));
    expect(await restarted.run({ type: 'undo', id })).toEqual({ ok: true, count: 1, left: 0 });
    expect(await restarted.run({ type: 'undo', id })).toEqual({ ok: true, count: 0, left: 0 });
  });

  it('has no word on the disk of a piece deleted for good', async () => {
    const { writer } = open();
    await writer.run({ type: 'delete', ids: [idOf(water), idOf(air)] });
    await writer.run({ type: 'restore', ids: [idOf(water)] });
    await writer.run({ type: 'delete-for-good', ids: [idOf(air)] });
    const database = await settled(own.factory.open(NAME, DATABASE_VERSION));
    const parts = database.transaction('action-parts').objectStore('action-parts');
    const all = JSON.stringify(await settled(parts.getAll()));
    database.close();
    expect(all).toContain(idOf(water));
    for (const word of [air.url, noteIn(air)]) expect(all).not.toContain(word);
  });

  it('is erased by erasing everything', async () => {
    const { writer, journal } = open();
    await writer.run({ type: 'delete', ids: [idOf(water)] });
    await writer.run({ type: 'delete', ids: [idOf(air)] });
    const { eraseDatabase } = await import('../../evidence/database.ts');
    await eraseDatabase(own.factory);
    expect(await own.factory.databases()).toEqual([]);
    expect(await journal.prune(NOW)).toEqual([]);
  });
});
