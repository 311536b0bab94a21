import { describe, expect, it, vi } from 'vitest';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { EVIDENCE_VERSION } from '../../../evidence/piece/evidence.ts';
import { APPLICATION } from '../../../evidence/storage/applications.ts';
import { readContents } from '../../../evidence/storage/contents.ts';
import { DRAFT, draftPuts, readDrafts } from '../../../evidence/storage/draft.ts';
import { listAfter, readList } from '../../../evidence/storage/evidence-list.ts';
import { LABELS } from '../../../evidence/storage/known-labels.ts';
import { LAST_ACTION } from '../../../evidence/storage/last-action.ts';
import { LAST_DOMAIN } from '../../../evidence/storage/last-domain.ts';
import { readPage } from '../../../evidence/storage/page-evidence.ts';
import { SUMMARY } from '../../../evidence/storage/parse-summary.ts';
import { PICTURE } from '../../../evidence/storage/pictures.ts';
import { PIECE } from '../../../evidence/storage/pieces.ts';
import { keyOf, put, putAll, type Records } from '../../../evidence/storage/record-kind.ts';
import { SETTINGS } from '../../../evidence/storage/settings.ts';
import { createStore } from '../../../evidence/storage/store.ts';
import { summarise } from '../../../evidence/storage/summary.ts';
import { readTallies, TALLY, tallyAll } from '../../../evidence/storage/tally.ts';
import stored from '../../fixtures/evidence-v1.json';
import { itemsOf, openEvidence, openItems } from '../../support/evidence-store.ts';
import { memoryArea } from '../../support/memory-area.ts';
import { byId, idOf, picture, piece, quote } from '../../support/pieces.ts';

const here = piece();
const there = piece({ domain: 'model-school' });
const gone = piece({ domain: 'student-agency', deletedAt: '2026-05-01T00:00:00.000Z' });
const newer = piece({ domain: 'inclusive-innovation', version: EVIDENCE_VERSION + 1 });
const other = piece({ url: 'https://school.example/other' });
const badId = 'shared-leadership:https://school.example/projects/water';
const SAVED = {
  version: 1,
  id: 'a',
  kind: 'picture-saved',
  at: '2026-05-01T00:00:00.000Z',
  parts: 1,
  count: 1,
} as const;
const everything = { ...itemsOf([here, there, gone, newer, other]), [`evidence:${badId}`]: 'damaged' };

describe('the whole list', () => {
  it('gives every readable piece and names what is newer or unreadable', async () => {
    const store = createStore(memoryArea({ ...everything, settings: { version: 1 }, 'other-key': 1 }));
    expect(await readList(store)).toEqual({
      pieces: byId([here, there, gone, newer, other]),
      newer: new Set([idOf(newer)]),
      unreadable: new Set([badId]),
      drafts: new Map(),
      pictures: new Map(),
      applications: { all: new Map(), newer: new Set(), unreadable: new Set(), copies: new Map() },
      pictureIds: new Set(),
      labels: [],
      emptied: { drafts: [], pictures: [], applications: [], copies: [] },
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
    expect(list.emptied).toEqual({ drafts: [plan], pictures: [plan], applications: [], copies: [] });
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

  it('gives an empty list for an empty storage', async () => {
    const { pieces, summary } = await readList(createStore(memoryArea()));
    expect(pieces.size).toBe(0);
    expect(summary).toBeUndefined();
  });
});

describe('readPage', () => {
  it('gives what is stored for the page under each domain, by whatever address', async () => {
    const { store } = openItems(everything);
    const { byDomain, counts } = await readPage(store, 'https://school.example/projects/water/?fbclid=1#a');
    expect(byDomain).toEqual({
      'shared-leadership': { state: 'unreadable' },
      collaboration: { state: 'ok', evidence: here },
      'student-agency': { state: 'ok', evidence: gone },
      'model-school': { state: 'ok', evidence: there },
      'inclusive-innovation': { state: 'newer', evidence: newer },
    });
    expect(counts).toEqual(summarise([here, there, newer, other]).counts);
  });

  it('gives the draft and the picture of the page', async () => {
    const draft = { version: 1, quotes: [quote('One.')], updatedAt: '2026-05-01T00:00:00.000Z' };
    const page = 'https://school.example/projects/water';
    const { store } = openItems({ [`waiting:${page}`]: draft, [`picture:${page}`]: picture(1) });
    expect(await readPage(store, `${page}/?fbclid=1#a`)).toMatchObject({ draft, picture: picture(1) });
    const { draft: none, picture: noPicture } = await readPage(store, other.url);
    expect([none, noPicture]).toEqual([undefined, undefined]);
  });

  it('counts what else there is at the same path and at the same site', async () => {
    const at = (path: string) => piece({ url: `https://www.school.example/projects/${path}` });
    const { store } = openEvidence([here, there, gone, at('water?page=2'), at('air'), at('air?page=2')]);
    const { nearby, summaryIsWrong } = await readPage(store, here.url);
    expect(nearby).toEqual({ samePath: 1, sameSite: 2 });
    expect(summaryIsWrong).toBe(false);
    expect((await readPage(store, 'https://school.example/')).nearby).toEqual({ samePath: 0, sameSite: 5 });
    expect((await readPage(store, 'https://other.example/')).nearby).toEqual({ samePath: 0, sameSite: 0 });
  });

  it('has nothing nearby, and asks for new counts, where the tallies are missing', async () => {
    const { store } = openItems({ [`evidence:${idOf(here)}`]: here, summary: summarise([here]) });
    const { nearby, summaryIsWrong } = await readPage(store, here.url);
    expect(nearby).toEqual({ samePath: 0, sameSite: 0 });
    expect(summaryIsWrong).toBe(true);
  });

  it.each(['constructor', '__proto__', 'valueof'])('is not harmed by a host named %s', async (host) => {
    const { store } = openEvidence([piece({ url: `http://${host}/a` })]);
    expect((await readPage(store, `http://${host}/b`)).nearby).toEqual({ samePath: 0, sameSite: 1 });
  });

  it.each(['//', 'about:blank', ''])('is not harmed by a last action on %j', async (url) => {
    const { store } = openItems({ 'last-action': { ...SAVED, pages: [url] }, [`picture:${here.url}`]: null });
    expect((await readPage(store, here.url)).lastAction).toBeUndefined();
  });

  it.each([0, 1, 2_000])('reads thirteen keys in one call, with %i pieces stored', async (count) => {
    const pieces = Array.from({ length: count }, (_, n) => piece({ url: `https://school.example/${n}` }));
    const { store, area } = openEvidence(pieces);
    await readPage(store, here.url);
    expect(area.calls).toEqual([{ name: 'get', keys: 8 + MISSION_DOMAINS.length }]);
  });

  it('gives only the counts for a page that cannot be tagged', async () => {
    const { store, area } = openEvidence([here]);
    const { byDomain, counts, nearby } = await readPage(store, undefined);
    expect(nearby).toEqual({ samePath: 0, sameSite: 0 });
    expect(Object.values(byDomain)).toEqual(Array(5).fill(undefined));
    expect(counts).toEqual(summarise([here]).counts);
    expect(area.calls).toEqual([{ name: 'get', keys: 3 }]);
  });

  it.each([
    ['is not wrong where it agrees', summarise([here]), false],
    ['is wrong where it is missing', undefined, true],
    ['is wrong where it is no summary', 'damaged', true],
    ['is wrong where it has none of a piece that is here', summarise([]), true],
  ])('tells that the summary %s', async (_, summary, wrong) => {
    const { store } = openItems({ ...itemsOf([here]), summary });
    const page = await readPage(store, here.url);
    expect(page.summaryIsWrong).toBe(wrong);
    expect(page.byDomain.collaboration).toEqual({ state: 'ok', evidence: here });
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
    ['what a snapshot holds', (store: ReturnType<typeof createStore>) => readContents(store)],
    ['records', (store: ReturnType<typeof createStore>) => store.readRecords()],
  ])('rejects, so that it is never taken for an empty list: %s', async (_, read) => {
    const { store, area } = openEvidence([here]);
    area.failing.get = new Error('Corruption: block checksum mismatch');
    await expect(read(store)).rejects.toThrow('Corruption');
  });
});

describe('subscribe', () => {
  const page = 'https://school.example/projects/water';
  const changes = {
    ...everything,
    [`picture:${page}`]: picture(1),
    'picture:https://school.example/x': null,
    settings: { version: 1, language: 'ro' },
  };

  it('hears of changed, newer, unreadable and erased records as they are stored now', async () => {
    const { store, area } = openEvidence([other]);
    const heard: Records[] = [];
    store.subscribe((records) => heard.push(records));
    await area.set(changes);
    await store.erase([`evidence:${idOf(other)}`]);
    // What is as it was is not among them.
    const same = [`evidence:${idOf(other)}`, 'tally:path:school.example/other'];
    const changed = Object.entries(changes).filter(([key]) => !same.includes(key));
    expect(heard).toEqual([Object.fromEntries(changed), { [`evidence:${idOf(other)}`]: undefined }]);
  });

  it('gives what a view puts on top of its list: the same as reading anew', async () => {
    const { store, area } = openEvidence([other, piece({ ...here, note: 'Before.' })]);
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

  it('of what no view shows of the list leaves it the same object', async () => {
    const before = await readList(createStore(memoryArea(everything)));
    expect(listAfter(before, { settings: { version: 1 }, 'other-key': 1, summary: null })).toBe(before);
  });

  it('tells nothing more once it is ended', async () => {
    const { store } = openEvidence();
    const listener = vi.fn();
    const end = store.subscribe(listener);
    await store.write([put(PIECE, here, idOf(here))]);
    end();
    await store.write([put(PIECE, there, idOf(there))]);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('looks at nothing that is in the records', () => {
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

describe('what a newer version wrote', () => {
  it.each([
    ['a draft', { version: 2, title: 'Typed' }, 'newer'],
    [
      'a draft of ours',
      { version: 1, title: 'Typed', updatedAt: 'x' },
      { version: 1, title: 'Typed', updatedAt: 'x' },
    ],
    ['a damaged draft', { version: 1, title: 7 }, undefined],
    ['an empty draft', null, undefined],
  ])('is told from what cannot be read: %s', async (_, draft, expected) => {
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
  ])('is told from what cannot be read: %s', async (_, record, expected) => {
    const { store } = openItems({ 'picture:https://school.example/a': record });
    expect(await store.read(PICTURE, 'https://school.example/a')).toEqual(expected);
  });
});

describe('write and erase', () => {
  it('put everything in one call', async () => {
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
      // What is already so of a draft is not written again.
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

  it('take out the named records only', async () => {
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

  it('make no call where there is nothing to write or to erase', async () => {
    const { store, area } = openItems({});
    await store.write([]);
    await store.erase([]);
    expect(area.calls).toEqual([]);
  });
});
