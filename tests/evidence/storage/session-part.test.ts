import { describe, expect, it, vi } from 'vitest';
import { createWriter } from '../../../evidence/commands/writer.ts';
import { readPage } from '../../../evidence/storage/page-evidence.ts';
import { withSession } from '../../../evidence/storage/session-part.ts';
import { createStore } from '../../../evidence/storage/store.ts';
import { collaborators } from '../../support/collaborators.ts';
import { START, undoOf } from '../../support/evidence-store.ts';
import { memoryArea } from '../../support/memory-area.ts';
import { quote } from '../../support/pieces.ts';

const PAGE = 'https://school.example/projects/water';
const ONE = quote('One.');
const TWO = quote('Two.');
const DATE = { version: 1, day: START.slice(0, 10), tidied: START.slice(0, 10) };

/** The real store and writer over a list and a session. */
function open() {
  // The date of the day is already stored: the first write of any kind remembers it.
  const [list, session] = [memoryArea({ 'known-date': DATE }), memoryArea()];
  const store = createStore(withSession(list, session));
  const writer = createWriter(collaborators(store, { now: () => new Date(START) }));
  const passages = (quotes: readonly object[] | null) =>
    writer.run({ type: 'write-draft', url: PAGE, change: { quotes } } as Parameters<typeof writer.run>[0]);
  return { list, session, store, writer, passages };
}

describe('a selected passage', () => {
  it('is stored in the session and leaves no word, no address and no empty record in the list', async () => {
    const { list, session, store, passages } = open();
    await passages([ONE]);
    await passages([ONE, TWO]);
    expect([...list.items]).toEqual([['known-date', DATE]]);
    expect(list.calls.every(({ name }) => name === 'get')).toBe(true);
    expect([...session.items]).toMatchObject([[`waiting:${PAGE}`, { version: 1, quotes: [ONE, TWO] }]]);
    expect((await readPage(store, PAGE)).draft?.quotes).toEqual([ONE, TWO]);
    await passages(null);
    expect([...list.items, ...session.items]).toEqual([['known-date', DATE]]);
  });

  it('becomes the piece’s quote on tagging, and waits again when that is undone', async () => {
    const { list, session, store, writer, passages } = open();
    await passages([ONE]);
    const page = { url: PAGE, title: 'Water' };
    const tagged = await writer.run({ type: 'tag', domain: 'collaboration', pages: [page], quotes: [ONE] });
    expect(list.items.get(`evidence:collaboration:${PAGE}`)).toMatchObject({ quotes: [ONE] });
    expect(session.items.size).toBe(0);
    expect([...list.items.keys()].filter((key) => /^(draft|waiting):/.test(key))).toEqual([]);
    await writer.run({ type: 'undo', id: undoOf(tagged), page });
    expect((await readPage(store, PAGE)).draft?.quotes).toEqual([ONE]);
    expect(session.items.size).toBe(1);
  });

  it('is stored apart from a typed title, whose days continue', async () => {
    const { list, session, store, writer, passages } = open();
    await writer.run({ type: 'write-draft', url: PAGE, change: { title: 'Typed' } });
    const before = structuredClone(list.items);
    await passages([ONE]);
    expect(list.items).toEqual(before);
    expect((await readPage(store, PAGE)).draft).toMatchObject({ title: 'Typed', quotes: [ONE] });
    await writer.run({ type: 'write-draft', url: PAGE, change: { title: null } });
    expect(list.items.get(`draft:${PAGE}`)).toBeNull();
    expect(session.items.size).toBe(1);
  });

  it('is gone with the session, and typed text is not', async () => {
    const { list, writer, passages } = open();
    await writer.run({ type: 'write-draft', url: PAGE, change: { title: 'Typed' } });
    await passages([ONE]);
    const later = createStore(withSession(list, memoryArea()));
    expect((await readPage(later, PAGE)).draft).toEqual({ version: 1, title: 'Typed', updatedAt: START });
  });

  it('still waits after the empty record of earlier typing is tidied away', async () => {
    const { list, store, writer, passages } = open();
    await writer.run({ type: 'write-draft', url: PAGE, change: { title: 'Typed' } });
    await writer.run({ type: 'write-draft', url: PAGE, change: { title: null } });
    await passages([ONE]);
    expect(list.items.get(`draft:${PAGE}`)).toBeNull();
    expect(await writer.tidyUp()).toMatchObject({ ok: true });
    expect(list.items.has(`draft:${PAGE}`)).toBe(false);
    expect((await readPage(store, PAGE)).draft?.quotes).toEqual([ONE]);
  });

  it('notifies subscribers, as stored records do', async () => {
    const { store, passages } = open();
    const heard = vi.fn();
    const end = store.subscribe(heard);
    await passages([ONE]);
    expect(heard).toHaveBeenCalledOnce();
    end();
    await passages(null);
    expect(heard).toHaveBeenCalledOnce();
  });
});

describe('a passage between session and list', () => {
  it('is not lost if the list can’t be written, and not stored if the session can’t', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { list, session, store, writer, passages } = open();
    await passages([ONE]);
    const page = { url: PAGE, title: 'Water' };
    list.failing.set = new Error('disk full');
    expect(await writer.run({ type: 'tag', domain: 'collaboration', pages: [page], quotes: [ONE] })).toEqual({
      ok: false,
      fault: 'storage-failed',
    });
    expect((await readPage(store, PAGE)).draft?.quotes).toEqual([ONE]);
    delete list.failing.set;
    session.failing.set = new Error('full');
    expect(await passages([ONE, TWO])).toEqual({ ok: false, fault: 'storage-failed' });
    vi.restoreAllMocks();
  });

  it('is in the piece, and counted so, if it can’t be removed from the session', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { list, session, writer, passages } = open();
    await passages([ONE]);
    session.failing.remove = new Error('busy');
    const page = { url: PAGE, title: 'Water' };
    const outcome = await writer.run({ type: 'tag', domain: 'collaboration', pages: [page], quotes: [ONE] });
    expect(outcome).toMatchObject({ ok: true, count: 1 });
    expect(list.items.get(`evidence:collaboration:${PAGE}`)).toMatchObject({ quotes: [ONE] });
    vi.restoreAllMocks();
  });
});

it('erasing everything erases the waiting passages, and nothing else of the session', async () => {
  const { list, session, store, writer, passages } = open();
  await session.set({ checked: true });
  await writer.run({ type: 'write-draft', url: PAGE, change: { title: 'Typed' } });
  await passages([ONE]);
  await store.eraseEverything();
  expect(list.items.size).toBe(0);
  expect([...session.items.keys()]).toEqual(['checked']);
});
