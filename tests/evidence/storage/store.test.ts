import { describe, expect, it, vi } from 'vitest';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { EVIDENCE_VERSION } from '../../../evidence/piece/evidence.ts';
import { readDrafts } from '../../../evidence/storage/draft.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { LABELS } from '../../../evidence/storage/known-labels.ts';
import { LAST_ACTION } from '../../../evidence/storage/last-action.ts';
import { LAST_DOMAIN } from '../../../evidence/storage/last-domain.ts';
import { readPage } from '../../../evidence/storage/page-evidence.ts';
import { SUMMARY } from '../../../evidence/storage/parse-summary.ts';
import { PICTURE } from '../../../evidence/storage/pictures.ts';
import { PIECE } from '../../../evidence/storage/pieces.ts';
import { SETTINGS } from '../../../evidence/storage/settings.ts';
import { createStore } from '../../../evidence/storage/store.ts';
import { summarise } from '../../../evidence/storage/summary.ts';
import { readTallies, tallyAll } from '../../../evidence/storage/tally.ts';
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
const everything = { ...itemsOf([here, there, gone, newer, other]), [`evidence:${badId}`]: 'damaged' };

describe('readAll', () => {
  it('gives every readable piece and names what is newer or unreadable', async () => {
    const { store } = openItems({ ...everything, settings: { version: 1 }, 'other-key': 1 });
    expect(await readList(store)).toEqual({
      pieces: byId([here, there, gone, newer, other]),
      newer: new Set([idOf(newer)]),
      unreadable: new Set([badId]),
      drafts: new Map(),
      pictures: new Map(),
      applications: { all: new Map(), newer: new Set(), unreadable: new Set(), copies: new Map() },
      pictureIds: new Set(),
      labels: [],
      emptied: { drafts: [], pictures: [], copies: [] },
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
    expect(list.emptied).toEqual({ drafts: [plan], pictures: [plan], copies: [] });
  });

  it('names every picture that may still be wanted, whoever wrote its record', async () => {
    const unreadable = { version: 1, id: picture(2).id };
    const change = { url: here.url, before: picture(4), after: picture(5) };
    const { store } = openItems({
      'picture:https://school.example/1': picture(1),
      'picture:https://school.example/2': unreadable,
      'picture:https://school.example/3': { ...picture(3), version: 2, shape: 'unknown' },
      'picture:https://school.example/none': null,
      'picture:https://school.example/nonsense': { id: 'x' },
      'last-action': { version: 1, kind: 'picture-kept', picture: change },
    });
    const { pictureIds, pictures } = await readList(store);
    expect(pictureIds).toEqual(new Set([1, 2, 3, 4, 5].map((last) => picture(last).id)));
    expect([...pictures.keys()]).toEqual(['https://school.example/1']);
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
    const change = { url, before: null, after: picture(1) };
    const { store } = openItems({ 'last-action': { version: 1, kind: 'picture-kept', picture: change } });
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
    ['readAll', (store: ReturnType<typeof createStore>) => readList(store)],
    ['readPage', (store: ReturnType<typeof createStore>) => readPage(store, here.url)],
    ['readSettings', (store: ReturnType<typeof createStore>) => store.read(SETTINGS)],
    ['readSummary', (store: ReturnType<typeof createStore>) => store.read(SUMMARY)],
    ['readSome', (store: ReturnType<typeof createStore>) => store.readMany(PIECE, [idOf(here)])],
    ['readDrafts', (store: ReturnType<typeof createStore>) => readDrafts(store, [here.url])],
    ['readPicture', (store: ReturnType<typeof createStore>) => store.read(PICTURE, here.url)],
    ['readTallies', (store: ReturnType<typeof createStore>) => readTallies(store, [here.url])],
    ['readLabels', (store: ReturnType<typeof createStore>) => store.read(LABELS)],
    ['readLastAction', (store: ReturnType<typeof createStore>) => store.read(LAST_ACTION)],
    ['readLastDomain', (store: ReturnType<typeof createStore>) => store.read(LAST_DOMAIN)],
    ['readApplications', (store: ReturnType<typeof createStore>) => store.readApplications(['a'])],
  ])('rejects, so that it is never taken for an empty list: %s', async (_, read) => {
    const { store, area } = openEvidence([here]);
    area.failing.get = new Error('Corruption: block checksum mismatch');
    await expect(read(store)).rejects.toThrow('Corruption');
  });
});

describe('subscribe', () => {
  it('tells of changed, newer, unreadable and erased pieces, pictures, the summary and the settings', async () => {
    const { store, area } = openEvidence([other]);
    const heard: StoredChanges[] = [];
    store.subscribe((changes) => heard.push(changes));
    const page = 'https://school.example/projects/water';
    const pictures = { [`picture:${page}`]: picture(1), 'picture:https://school.example/x': null };
    await area.set({ ...everything, ...pictures, settings: { version: 1, language: 'ro' } });
    await store.erase([idOf(other)]);
    expect(heard).toEqual([
      {
        ids: expect.arrayContaining([...[here, there, gone, newer].map(idOf), badId]),
        evidence: new Map([
          [idOf(here), { state: 'ok', evidence: here }],
          [idOf(there), { state: 'ok', evidence: there }],
          [idOf(gone), { state: 'ok', evidence: gone }],
          [idOf(newer), { state: 'newer', evidence: newer }],
          [badId, { state: 'unreadable' }],
        ]),
        pictures: new Map([
          [page, picture(1)],
          ['https://school.example/x', undefined],
        ]),
        applications: new Map(),
        copies: new Map(),
        drafts: new Map(),
        summary: summarise([here, there, newer, other]),
        settings: { version: 1, language: 'ro' },
      },
      {
        ids: [idOf(other)],
        evidence: new Map([[idOf(other), undefined]]),
        pictures: new Map(),
        applications: new Map(),
        copies: new Map(),
        drafts: new Map(),
        summary: undefined,
        settings: undefined,
      },
    ]);
  });

  it('tells nothing more once it is ended', async () => {
    const { store } = openEvidence();
    const listener = vi.fn();
    const end = store.subscribe(listener);
    await store.write({ evidence: byId([here]) });
    end();
    await store.write({ evidence: byId([there]) });
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe('the ids of changed pieces', () => {
  it('are told without a look at what is in them', () => {
    const area = memoryArea();
    const ids: unknown[] = [];
    let tell: Parameters<typeof area.onChanged.addListener>[0] = () => {};
    const onChanged = { ...area.onChanged, addListener: (listener: typeof tell) => (tell = listener) };
    createStore({ ...area, onChanged }).subscribe((changes) => ids.push(...changes.ids));
    const looked: unknown[] = [];
    const watched = new Proxy({}, { get: (_, name) => looked.push(name) });
    tell({ [`evidence:${idOf(here)}`]: { newValue: watched }, settings: { newValue: undefined } });
    expect([ids, looked]).toEqual([[idOf(here)], []]);
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
    await store.write({
      evidence: byId([here, there]),
      summary: summarise([here, there]),
      settings,
      tallies: new Map([['site:school.example', 2]]),
      lastAction: null,
      lastDomain: 'collaboration',
      labels: ['Water'],
      drafts: new Map([
        [page, draft],
        [other.url, null],
      ]),
      pictures: new Map([
        [page, picture(1)],
        [other.url, null],
      ]),
    });
    // What is already so of a draft is not written again.
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
    const { store, contents } = openItems({
      ...everything,
      ...{ 'draft:a': 1, 'draft:b': 1, 'picture:a': 1, 'picture:b': 1, 'tally:a': 1, 'tally:b': 1 },
    });
    const before = contents();
    await store.erase([idOf(here)]);
    await store.eraseDrafts(['a']);
    await store.erasePictures(['a']);
    await store.eraseTallies(['a']);
    for (const key of [`evidence:${idOf(here)}`, 'draft:a', 'picture:a', 'tally:a']) delete before[key];
    expect(contents()).toEqual(before);
  });
});
