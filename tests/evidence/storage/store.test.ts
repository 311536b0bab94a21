import { describe, expect, it } from 'vitest';
import { APPLICATION } from '../../../evidence/storage/applications.ts';
import { readContents } from '../../../evidence/storage/contents.ts';
import { DRAFT, draftPuts, readDrafts } from '../../../evidence/storage/draft.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { LABELS } from '../../../evidence/storage/known-labels.ts';
import { LAST_ACTION } from '../../../evidence/storage/last-action.ts';
import { LAST_DOMAIN } from '../../../evidence/storage/last-domain.ts';
import { readPage } from '../../../evidence/storage/page-evidence.ts';
import { SUMMARY } from '../../../evidence/storage/parse-summary.ts';
import { PICTURE } from '../../../evidence/storage/pictures.ts';
import { PIECE } from '../../../evidence/storage/pieces.ts';
import { put, putAll } from '../../../evidence/storage/puts.ts';
import { keyOf } from '../../../evidence/storage/record-kind.ts';
import { SETTINGS } from '../../../evidence/storage/settings.ts';
import { createStore } from '../../../evidence/storage/store.ts';
import { summarise } from '../../../evidence/storage/summary.ts';
import { readTallies, TALLY, tallyAll } from '../../../evidence/storage/tally.ts';
import stored from '../../fixtures/evidence-v1.json';
import { openEvidence, openItems } from '../../support/evidence-store.ts';
import { memoryArea } from '../../support/memory-area.ts';
import { badId, everything, gone, here, newer, other, SAVED, there } from '../../support/mixed-list.ts';
import { byId, idOf, picture } from '../../support/pieces.ts';

describe('the whole list', () => {
  it('returns every readable piece and names the newer and unreadable ones', async () => {
    const store = createStore(memoryArea({ ...everything, settings: { version: 1 }, 'other-key': 1 }));
    expect(await readList(store)).toEqual({
      pieces: byId([here, there, gone, newer, other]),
      newer: new Set([idOf(newer)]),
      unreadable: new Set([badId]),
      drafts: new Map(),
      pictures: new Map(),
      applications: { all: new Map(), newer: new Set(), unreadable: new Set(), editions: new Map() },
      pictureIds: new Set(),
      labels: [],
      emptied: { drafts: [], pictures: [], applications: [], editions: [] },
      tallies: tallyAll([here, there, newer, other]),
      summary: summarise([here, there, newer, other]),
    });
  });

  it('reads a whole store of version 1', async () => {
    const list = await readList(openItems(stored).store);
    const plan = 'https://school.example/plan';
    const water = 'https://school.example/projects/water?lang=ro';
    expect(list.pieces.size).toBe(5);
    expect(list.unreadable.size + list.newer.size).toBe(0);
    expect(list.summary).toEqual(summarise(list.pieces.values()));
    const counted = new Map([...list.tallies].filter(([, count]) => count > 0));
    expect(counted).toEqual(tallyAll(list.pieces.values()));
    const draft = stored['draft:https://school.example/garden'];
    expect(list.drafts).toEqual(new Map([['https://school.example/garden', draft]]));
    expect(list.pictures).toEqual(new Map([[water, stored[`picture:${water}`]]]));
    expect(list.pictureIds).toEqual(new Set([stored[`picture:${water}`].id]));
    expect(list.emptied).toEqual({ drafts: [plan], pictures: [plan], applications: [], editions: [] });
  });

  it('names every picture that may still be wanted, whoever wrote its record', async () => {
    const unreadable = { version: 1, id: picture(2).id };
    const pictures = [4, 5].map((last) => ({ page: here.url, id: picture(last).id }));
    const { store } = openItems({
      'picture:https://school.example/1': picture(1),
      'picture:https://school.example/2': unreadable,
      'picture:https://school.example/3': { ...picture(3), version: 2, shape: 'unknown' },
      'picture:https://school.example/none': null,
      'picture:https://school.example/nonsense': { id: 'x' },
      'last-action': { ...SAVED, pictures },
    });
    const list = await readList(store);
    expect(list.pictureIds).toEqual(new Set([1, 2, 3, 4, 5].map((last) => picture(last).id)));
    expect([...list.pictures.keys()]).toEqual(['https://school.example/1']);
  });

  it('is empty for an empty storage', async () => {
    const { pieces, summary } = await readList(createStore(memoryArea()));
    expect(pieces.size).toBe(0);
    expect(summary).toBeUndefined();
  });
});

describe('a failed read', () => {
  it.each([
    ['the whole list', (store: ReturnType<typeof createStore>) => readList(store)],
    ['a page', (store: ReturnType<typeof createStore>) => readPage(store, here.url)],
    ['the settings', (store: ReturnType<typeof createStore>) => store.read(SETTINGS)],
    ['the summary', (store: ReturnType<typeof createStore>) => store.read(SUMMARY)],
    ['some pieces', (store: ReturnType<typeof createStore>) => store.readMany(PIECE, [idOf(here)])],
    ['drafts', (store: ReturnType<typeof createStore>) => readDrafts(store, [here.url])],
    ['a picture', (store: ReturnType<typeof createStore>) => store.read(PICTURE, here.url)],
    ['tallies', (store: ReturnType<typeof createStore>) => readTallies(store, [here.url])],
    ['labels', (store: ReturnType<typeof createStore>) => store.read(LABELS)],
    ['the last action', (store: ReturnType<typeof createStore>) => store.read(LAST_ACTION)],
    ['the last domain', (store: ReturnType<typeof createStore>) => store.read(LAST_DOMAIN)],
    ['applications', (store: ReturnType<typeof createStore>) => store.readMany(APPLICATION, ['a'])],
    ['the contents for a snapshot', (store: ReturnType<typeof createStore>) => readContents(store)],
    ['records', (store: ReturnType<typeof createStore>) => store.readRecords()],
  ])('rejects, so that it is never mistaken for an empty list: %s', async (_, read) => {
    const { store, area } = openEvidence([here]);
    area.failing.get = new Error('Corruption: block checksum mismatch');
    await expect(read(store)).rejects.toThrow('Corruption');
  });
});

describe('a record of a newer version', () => {
  it.each([
    ['a draft', { version: 2, title: 'Typed' }, 'newer'],
    [
      'a draft of ours',
      { version: 1, title: 'Typed', updatedAt: 'x' },
      { version: 1, title: 'Typed', updatedAt: 'x' },
    ],
    ['a damaged draft', { version: 1, title: 7 }, undefined],
    ['an empty draft', null, undefined],
  ])('is distinguished from an unreadable one: %s', async (_, draft, expected) => {
    const { store } = openItems({ 'draft:https://school.example/a': draft });
    expect((await readDrafts(store, ['https://school.example/a'])).get('https://school.example/a')).toEqual(
      expected,
    );
  });

  it.each([
    ['a picture', { ...picture(1), version: 2 }, 'newer'],
    ['a picture of ours', picture(1), picture(1)],
    ['a damaged picture', { ...picture(1), type: 'image/gif' }, undefined],
    ['no picture', null, undefined],
  ])('is distinguished from an unreadable one: %s', async (_, record, expected) => {
    const { store } = openItems({ 'picture:https://school.example/a': record });
    expect(await store.read(PICTURE, 'https://school.example/a')).toEqual(expected);
  });
});

describe('write and erase', () => {
  it('write everything in one call', async () => {
    const { store, area, contents } = openItems({});
    const settings = { version: 1, language: 'ro' };
    const page = 'https://school.example/a';
    const draft = { version: 1, title: 'Typed', updatedAt: '2026-05-01T00:00:00.000Z' } as const;
    await store.write([
      ...putAll(PIECE, byId([here, there])),
      put(SUMMARY, summarise([here, there])),
      put(SETTINGS, settings),
      ...putAll(TALLY, new Map([['site:school.example', 2]])),
      put(LAST_ACTION, null),
      put(LAST_DOMAIN, 'collaboration'),
      put(LABELS, ['Water']),
      // An unchanged draft is not written again.
      ...(await draftPuts(
        store,
        new Map([
          [page, draft],
          [other.url, null],
        ]),
      )),
      put(PICTURE, picture(1), page),
      put(PICTURE, null, other.url),
    ]);
    expect(area.calls).toEqual([
      { name: 'get', keys: 4 },
      { name: 'set', keys: 11 },
    ]);
    expect(contents()).toEqual({
      [`evidence:${idOf(here)}`]: here,
      [`evidence:${idOf(there)}`]: there,
      summary: summarise([here, there]),
      settings,
      'tally:site:school.example': 2,
      'last-action': null,
      'last-domain': 'collaboration',
      labels: ['Water'],
      [`draft:${page}`]: draft,
      [`picture:${page}`]: picture(1),
      [`picture:${other.url}`]: null,
    });
    expect(await store.read(LAST_DOMAIN)).toBe('collaboration');
    expect(await store.read(LABELS)).toEqual(['Water']);
    expect(await readTallies(store, [here.url])).toEqual(new Map([['site:school.example', 2]]));
  });

  it('remove the named records only', async () => {
    const { store, area, contents } = openItems({
      ...everything,
      ...{ 'draft:a': 1, 'draft:b': 1, 'picture:a': 1, 'picture:b': 1, 'tally:a': 1, 'tally:b': 1 },
    });
    const before = contents();
    const keys = [keyOf(PIECE, idOf(here)), keyOf(DRAFT, 'a'), keyOf(PICTURE, 'a'), keyOf(TALLY, 'a')];
    await store.erase(keys);
    expect(area.calls).toEqual([{ name: 'remove', keys: 4 }]);
    for (const key of [`evidence:${idOf(here)}`, 'draft:a', 'picture:a', 'tally:a']) delete before[key];
    expect(contents()).toEqual(before);
  });

  it('make no call if there is nothing to write or to erase', async () => {
    const { store, area } = openItems({});
    await store.write([]);
    await store.erase([]);
    expect(area.calls).toEqual([]);
  });
});
