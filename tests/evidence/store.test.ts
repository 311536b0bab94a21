import { describe, expect, it, vi } from 'vitest';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { createStore, type StoredChanges } from '../../evidence/store.ts';
import { summarise } from '../../evidence/summary.ts';
import stored from '../fixtures/evidence-v1.json';
import { itemsOf, openEvidence, openItems } from '../support/evidence-store.ts';
import { memoryArea } from '../support/memory-area.ts';
import { byId, idOf, piece } from '../support/pieces.ts';

const here = piece();
const there = piece({ domain: 'model-school' });
const gone = piece({ domain: 'student-agency', deletedAt: '2026-05-01T00:00:00.000Z' });
const newer = piece({ domain: 'inclusive-innovation', version: 2 });
const other = piece({ url: 'https://school.example/other' });
const badId = 'shared-leadership:https://school.example/projects/water';
const everything = { ...itemsOf([here, there, gone, newer, other]), [`evidence:${badId}`]: 'damaged' };

describe('readAll', () => {
  it('gives every readable piece and names what is newer or unreadable', async () => {
    const { store } = openItems({ ...everything, settings: { version: 1 }, 'other-key': 1 });
    expect(await store.readAll()).toEqual({
      pieces: byId([here, there, gone, newer, other]),
      newer: new Set([idOf(newer)]),
      unreadable: new Set([badId]),
      drafts: new Map(),
      summary: summarise([here, there, newer, other]),
    });
  });

  it('reads a whole store of version 1', async () => {
    const { pieces, summary, unreadable, newer: none } = await openItems(stored).store.readAll();
    expect(pieces.size).toBe(3);
    expect(summary).toEqual(summarise(pieces.values()));
    expect(unreadable.size + none.size).toBe(0);
  });

  it('gives an empty list for an empty storage', async () => {
    const { pieces, summary } = await createStore(memoryArea()).readAll();
    expect(pieces.size).toBe(0);
    expect(summary).toBeUndefined();
  });
});

describe('readPage', () => {
  it('gives what is stored for the page under each domain, by whatever address', async () => {
    const { store } = openItems(everything);
    const { byDomain, counts } = await store.readPage('https://school.example/projects/water/?fbclid=1#a');
    expect(byDomain).toEqual({
      'shared-leadership': { state: 'unreadable' },
      collaboration: { state: 'ok', evidence: here },
      'student-agency': { state: 'ok', evidence: gone },
      'model-school': { state: 'ok', evidence: there },
      'inclusive-innovation': { state: 'newer', evidence: newer },
    });
    expect(counts).toEqual(summarise([here, there, newer, other]).counts);
  });

  it.each([0, 1, 2_000])('reads eight keys in one call, with %i pieces stored', async (count) => {
    const pieces = Array.from({ length: count }, (_, n) => piece({ url: `https://school.example/${n}` }));
    const { store, area } = openEvidence(pieces);
    await store.readPage(here.url);
    expect(area.calls).toEqual([{ name: 'get', keys: 3 + MISSION_DOMAINS.length }]);
  });

  it('gives only the counts for a page that cannot be tagged', async () => {
    const { store, area } = openEvidence([here]);
    const { byDomain, counts } = await store.readPage(undefined);
    expect(Object.values(byDomain)).toEqual(Array(5).fill(undefined));
    expect(counts).toEqual(summarise([here]).counts);
    expect(area.calls).toEqual([{ name: 'get', keys: 2 }]);
  });

  it.each([
    ['is not wrong where it agrees', summarise([here]), false],
    ['is wrong where it is missing', undefined, true],
    ['is wrong where it is no summary', 'damaged', true],
    ['is wrong where it has none of a piece that is here', summarise([]), true],
  ])('tells that the summary %s', async (_, summary, wrong) => {
    const { store } = openItems({ ...itemsOf([here]), summary });
    const page = await store.readPage(here.url);
    expect(page.summaryIsWrong).toBe(wrong);
    expect(page.byDomain.collaboration).toEqual({ state: 'ok', evidence: here });
  });
});

describe('a failed read', () => {
  it.each([
    ['readAll', (store: ReturnType<typeof createStore>) => store.readAll()],
    ['readPage', (store: ReturnType<typeof createStore>) => store.readPage(here.url)],
    ['readSettings', (store: ReturnType<typeof createStore>) => store.readSettings()],
    ['readSummary', (store: ReturnType<typeof createStore>) => store.readSummary()],
    ['readSome', (store: ReturnType<typeof createStore>) => store.readSome([idOf(here)])],
  ])('rejects, so that it is never taken for an empty list: %s', async (_, read) => {
    const { store, area } = openEvidence([here]);
    area.failing.get = new Error('Corruption: block checksum mismatch');
    await expect(read(store)).rejects.toThrow('Corruption');
  });
});

describe('subscribe', () => {
  it('tells of changed, newer, unreadable and erased pieces, the summary and the settings', async () => {
    const { store, area } = openEvidence([other]);
    const heard: StoredChanges[] = [];
    store.subscribe((changes) => heard.push(changes));
    await area.set({ ...everything, settings: { version: 1, language: 'ro' } });
    await store.erase([idOf(other)]);
    expect(heard).toEqual([
      {
        evidence: new Map([
          [idOf(here), { state: 'ok', evidence: here }],
          [idOf(there), { state: 'ok', evidence: there }],
          [idOf(gone), { state: 'ok', evidence: gone }],
          [idOf(newer), { state: 'newer', evidence: newer }],
          [badId, { state: 'unreadable' }],
        ]),
        summary: summarise([here, there, newer, other]),
        settings: { version: 1, language: 'ro' },
      },
      { evidence: new Map([[idOf(other), undefined]]), summary: undefined, settings: undefined },
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

describe('write and erase', () => {
  it('put everything in one call', async () => {
    const { store, area, contents } = openItems({});
    const settings = { version: 1, language: 'ro' };
    await store.write({ evidence: byId([here, there]), summary: summarise([here, there]), settings });
    expect(area.calls).toEqual([{ name: 'set', keys: 4 }]);
    expect(contents()).toEqual({ ...itemsOf([here, there]), settings });
  });

  it('take out the named pieces only', async () => {
    const { store, contents } = openEvidence([here, there]);
    await store.erase([idOf(here)]);
    expect(Object.keys(contents())).toEqual([`evidence:${idOf(there)}`, 'summary']);
  });
});
