import { describe, expect, it, vi } from 'vitest';
import { listAfter, readList } from '../../../evidence/storage/evidence-list.ts';
import { PIECE } from '../../../evidence/storage/pieces.ts';
import { put } from '../../../evidence/storage/puts.ts';
import type { Records } from '../../../evidence/storage/record-kind.ts';
import { createStore } from '../../../evidence/storage/store.ts';
import { openEvidence } from '../../support/evidence-store.ts';
import { memoryArea } from '../../support/memory-area.ts';
import { badId, everything, here, other, there } from '../../support/mixed-list.ts';
import { idOf, picture, piece } from '../../support/pieces.ts';

describe('subscribe', () => {
  const page = 'https://school.example/projects/water';
  const changes = {
    ...everything,
    [`picture:${page}`]: picture(1),
    'picture:https://school.example/x': null,
    settings: { version: 1, language: 'ro' },
  };

  it('notifies of changed, newer, unreadable and erased records as they are stored now', async () => {
    const { store, area } = openEvidence([other]);
    const heard: Records[] = [];
    store.subscribe((records) => heard.push(records));
    await area.set(changes);
    await store.erase([`evidence:${idOf(other)}`]);
    // Unchanged records are not among them.
    const same = [`evidence:${idOf(other)}`, 'tally:path:school.example/other'];
    const changed = Object.entries(changes).filter(([key]) => !same.includes(key));
    expect(heard).toEqual([Object.fromEntries(changed), { [`evidence:${idOf(other)}`]: undefined }]);
  });

  it('gives a view the changes to put on top of its list: the same as reading anew', async () => {
    const { store, area } = openEvidence([other, piece({ note: 'Before.' })]);
    const before = await readList(store);
    const heard: Records[] = [];
    store.subscribe((records) => heard.push(records));
    await area.set(changes);
    await store.erase([`evidence:${idOf(other)}`]);
    const shown = heard.reduce(listAfter, before);
    const { pieces, newer: newerIds, unreadable, pictures } = await readList(store);
    expect(shown).toMatchObject({ pieces, newer: newerIds, unreadable, pictures });
    expect([...shown.pieces].length).toBe(4);
    expect(shown.unreadable).toEqual(new Set([badId]));
    expect(shown.drafts).toBe(before.drafts);
  });

  it('gives a view what was deleted for good', async () => {
    const { store, writer } = openEvidence([other]);
    const before = await readList(store);
    const heard: Records[] = [];
    store.subscribe((records) => heard.push(records));
    await writer.run({ type: 'delete', ids: [idOf(other)] });
    await writer.run({ type: 'delete-for-good', ids: [idOf(other)] });
    const { gone } = await readList(store);
    expect(Object.keys(gone?.pieces ?? {})).toHaveLength(1);
    expect(heard.reduce(listAfter, before).gone).toEqual(gone);
  });

  it('leaves the list the same object if no view shows the change', async () => {
    const before = await readList(createStore(memoryArea(everything)));
    expect(listAfter(before, { settings: { version: 1 }, 'other-key': 1, summary: null })).toBe(before);
  });

  it('notifies nobody after it ended', async () => {
    const { store } = openEvidence();
    const listener = vi.fn();
    const end = store.subscribe(listener);
    await store.write([put(PIECE, here, idOf(here))]);
    end();
    await store.write([put(PIECE, there, idOf(there))]);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('does not look into the records', () => {
    const area = memoryArea();
    const keys: unknown[] = [];
    let tell: Parameters<typeof area.onChanged.addListener>[0] = () => {};
    const onChanged = { ...area.onChanged, addListener: (listener: typeof tell) => (tell = listener) };
    createStore({ ...area, onChanged }).subscribe((records) => keys.push(...Object.keys(records)));
    const looked: unknown[] = [];
    const watched = new Proxy({}, { get: (_, name) => looked.push(name) });
    tell({ [`evidence:${idOf(here)}`]: { newValue: watched }, settings: { newValue: undefined } });
    expect([keys, looked]).toEqual([[`evidence:${idOf(here)}`, 'settings'], []]);
  });
});
