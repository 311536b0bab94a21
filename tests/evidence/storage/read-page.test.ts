import { describe, expect, it } from 'vitest';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { readPage } from '../../../evidence/storage/page-evidence.ts';
import { summarise } from '../../../evidence/storage/summary.ts';
import { itemsOf, openEvidence, openItems } from '../../support/evidence-store.ts';
import { everything, gone, here, newer, other, SAVED, there } from '../../support/mixed-list.ts';
import { idOf, picture, piece, quote } from '../../support/pieces.ts';

describe('readPage', () => {
  it('returns the piece stored for the page under each domain, by whatever address', async () => {
    const { store } = openItems(everything);
    const { byDomain, counts } = await readPage(store, 'https://school.example/projects/water/?fbclid=1#a');
    expect(byDomain).toEqual({
      'shared-leadership': { state: 'unreadable' },
      collaboration: { state: 'ok', piece: here },
      'student-agency': { state: 'ok', piece: gone },
      'model-school': { state: 'ok', piece: there },
      'inclusive-innovation': { state: 'newer', piece: newer },
    });
    expect(counts).toEqual(summarise([here, there, newer, other]).counts);
  });

  it('returns the draft and the picture of the page', async () => {
    const draft = { version: 1, quotes: [quote('One.')], updatedAt: '2026-05-01T00:00:00.000Z' };
    const page = 'https://school.example/projects/water';
    const { store } = openItems({ [`waiting:${page}`]: draft, [`picture:${page}`]: picture(1) });
    expect(await readPage(store, `${page}/?fbclid=1#a`)).toMatchObject({ draft, picture: picture(1) });
    const { draft: none, picture: noPicture } = await readPage(store, other.url);
    expect([none, noPicture]).toEqual([undefined, undefined]);
  });

  it('counts the other pieces at the same path and at the same site', async () => {
    const at = (path: string) => piece({ url: `https://www.school.example/projects/${path}` });
    const { store } = openEvidence([here, there, gone, at('water?page=2'), at('air'), at('air?page=2')]);
    const { nearby, summaryIsWrong } = await readPage(store, here.url);
    expect(nearby).toEqual({ samePath: 1, sameSite: 2 });
    expect(summaryIsWrong).toBe(false);
    expect((await readPage(store, 'https://school.example/')).nearby).toEqual({ samePath: 0, sameSite: 5 });
    expect((await readPage(store, 'https://other.example/')).nearby).toEqual({ samePath: 0, sameSite: 0 });
  });

  it('finds nothing nearby, and asks for new counts, if the tallies are missing', async () => {
    const { store } = openItems({ [`evidence:${idOf(here)}`]: here, summary: summarise([here]) });
    const { nearby, summaryIsWrong } = await readPage(store, here.url);
    expect(nearby).toEqual({ samePath: 0, sameSite: 0 });
    expect(summaryIsWrong).toBe(true);
  });

  it.each(['constructor', '__proto__', 'valueof'])('survives a host named %s', async (host) => {
    const { store } = openEvidence([piece({ url: `http://${host}/a` })]);
    expect((await readPage(store, `http://${host}/b`)).nearby).toEqual({ samePath: 0, sameSite: 1 });
  });

  it.each(['//', 'about:blank', ''])('survives a last action on %j', async (url) => {
    const { store } = openItems({ 'last-action': { ...SAVED, pages: [url] }, [`picture:${here.url}`]: null });
    expect((await readPage(store, here.url)).lastAction).toBeUndefined();
  });

  it.each([0, 1, 2_000])('reads thirteen keys in one call, with %i pieces stored', async (count) => {
    const pieces = Array.from({ length: count }, (_, n) => piece({ url: `https://school.example/${n}` }));
    const { store, area } = openEvidence(pieces);
    await readPage(store, here.url);
    expect(area.calls).toEqual([{ name: 'get', keys: 8 + MISSION_DOMAINS.length }]);
  });

  it('returns only the counts for a page that can’t be tagged', async () => {
    const { store, area } = openEvidence([here]);
    const { byDomain, counts, nearby } = await readPage(store, undefined);
    expect(nearby).toEqual({ samePath: 0, sameSite: 0 });
    expect(Object.values(byDomain)).toEqual(Array(5).fill(undefined));
    expect(counts).toEqual(summarise([here]).counts);
    expect(area.calls).toEqual([{ name: 'get', keys: 3 }]);
  });

  it.each([
    ['is not wrong if it agrees', summarise([here]), false],
    ['is wrong if it is missing', undefined, true],
    ['is wrong if it is not a summary', 'damaged', true],
    ['is wrong if it does not count a piece that is here', summarise([]), true],
  ])('reports that the summary %s', async (_, summary, wrong) => {
    const { store } = openItems({ ...itemsOf([here]), summary });
    const page = await readPage(store, here.url);
    expect(page.summaryIsWrong).toBe(wrong);
    expect(page.byDomain.collaboration).toEqual({ state: 'ok', piece: here });
  });
});
