import { describe, expect, it } from 'vitest';
import { deletionsAmong, readDeletions } from '../../../evidence/import/read-deletions.ts';
import { applyChoices } from '../../../evidence/merge/apply-choices.ts';
import { freshCount } from '../../../evidence/merge/merge-effect.ts';
import { planMerge } from '../../../evidence/merge/merge-plan.ts';
import { isLive } from '../../../evidence/piece/piece.ts';
import { hash } from '../../../evidence/values/hash.ts';
import { exchange, openInstallation } from '../../support/installations.ts';
import { byId, idOf, piece } from '../../support/pieces.ts';

const START = Date.parse('2026-05-01T08:00:00.000Z');
const DAY = 24 * 60 * 60 * 1_000;
const PAGE = { url: 'https://school.example/a', title: 'Water' };
const X = piece(PAGE);
const ID = idOf(X);

/** Ana tagged a page, Ion has it from her, and the clock goes on. */
async function anaAndIon() {
  let time = START;
  const [ana, ion] = ['Ana', 'Ion'].map((name) => openInstallation(name, () => time)) as [
    ReturnType<typeof openInstallation>,
    ReturnType<typeof openInstallation>,
  ];
  await ana.run({ type: 'tag', domain: X.domain, pages: [PAGE] });
  await ion.merge([await ana.save()]);
  const pass = (days: number) => {
    time += days * DAY;
  };
  pass(1);
  return { ana, ion, pass };
}

describe('a piece that was deleted for good', () => {
  it('does not come back with a colleague’s file, and goes from the colleague’s list (D3)', async () => {
    const { ana, ion } = await anaAndIon();
    await ana.run({ type: 'delete', ids: [ID] });
    await ana.run({ type: 'delete-for-good', ids: [ID] });
    await ana.merge([await ion.save()]);
    expect((await ana.pieces()).has(ID)).toBe(false);
    await ion.merge([await ana.save()]);
    expect(isLive((await ion.pieces()).get(ID))).toBe(false);
    await exchange([ana, ion]);
    expect([await ana.list(), await ion.list()]).toEqual([new Map(), new Map()]);
    // Not even as a nameless entry in the bin, which a file with its words would fill again.
    expect((await ana.pieces()).has(ID)).toBe(false);
  });

  it('does not come back after its 60 days in the bin and a long holiday either (D3)', async () => {
    const { ana, ion, pass } = await anaAndIon();
    await ana.run({ type: 'delete', ids: [ID] });
    pass(30);
    await ana.tidyUp();
    pass(31);
    await ana.tidyUp();
    expect((await ana.pieces()).has(ID)).toBe(false);
    pass(60);
    await ana.merge([await ion.save()]);
    expect((await ana.pieces()).has(ID)).toBe(false);
  });

  it('comes back with what a colleague wrote after the deletion, even before it was erased', async () => {
    const { ana, ion, pass } = await anaAndIon();
    await ana.run({ type: 'delete', ids: [ID] });
    pass(1);
    await ion.run({ type: 'write-note', id: ID, note: 'Written since.' });
    pass(1);
    await ana.run({ type: 'delete-for-good', ids: [ID] });
    await exchange([ana, ion]);
    expect(JSON.stringify([...(await ana.list())])).toContain('Written since.');
    expect(await ana.list()).toEqual(await ion.list());
  });

  it('is tagged again like any other page', async () => {
    const { ana, ion, pass } = await anaAndIon();
    await ana.run({ type: 'delete', ids: [ID] });
    await ana.run({ type: 'delete-for-good', ids: [ID] });
    pass(1);
    await ana.run({ type: 'tag', domain: X.domain, pages: [PAGE] });
    await exchange([ana, ion]);
    expect([...(await ana.list()).keys()]).toEqual([ID]);
    expect(await ana.list()).toEqual(await ion.list());
  });

  it('is offered again after its return was undone', async () => {
    const { ana, ion } = await anaAndIon();
    const file = await ion.save();
    await ana.run({ type: 'delete', ids: [ID] });
    await ana.run({ type: 'delete-for-good', ids: [ID] });
    const back = await ana.run({ type: 'merge', pieces: [X] });
    await ana.run({ type: 'undo', id: back ?? '' });
    await ana.merge([file]);
    expect(await ana.list()).toEqual(new Map());
  });

  it('is offered, and comes back for everybody if it is taken back', () => {
    const gone = { [hash(ID)]: '2026-05-03T00:00:00.000Z' };
    const plan = planMerge(new Map(), [byId([X])], { gone });
    expect(plan).toMatchObject({ fresh: [], stayDeleted: [{ id: ID, merged: X }] });
    expect([plan.pieces.size, applyChoices(plan, {}, '').size, freshCount(plan, {})]).toEqual([0, 0, 0]);
    const choices = { back: new Set([ID]) };
    const now = '2026-06-01T00:00:00.000Z';
    expect(freshCount(plan, choices)).toBe(1);
    const back = applyChoices(plan, choices, now);
    expect([...back]).toEqual([[ID, { ...X, updatedAt: now }]]);
    expect(planMerge(new Map(), [back], { gone }).stayDeleted).toEqual([]);
    expect(deletionsAmong(back, gone, new Date(now)).size).toBe(0);
  });

  it('is not asked about if the list has the page again, or if another page was deleted', () => {
    const gone = { [hash(ID)]: '2026-05-03T00:00:00.000Z' };
    const again = piece({
      ...PAGE,
      taggedAt: '2026-05-04T00:00:00.000Z',
      updatedAt: '2026-05-04T00:00:00.000Z',
    });
    expect(planMerge(byId([again]), [byId([X])], { gone }).stayDeleted).toEqual([]);
    const other = piece({ url: 'https://school.example/b' });
    expect(planMerge(new Map(), [byId([other])], { gone }).fresh).toMatchObject([{ id: idOf(other) }]);
  });
});

describe('the deletions in a backup', () => {
  const NOW = new Date('2026-06-01T00:00:00.000Z');
  const at = '2026-05-03T00:00:00.000Z';

  it.each<[string, unknown]>([
    ['none', undefined],
    ['no list', { id: hash(ID), at }],
    ['a hash that is none', [{ id: 'toString', at }]],
    ['no time', [{ id: hash(ID) }]],
    ['a time that is none', [{ id: hash(ID), at: 'yesterday' }]],
  ])('are ignored if they are %s', (_, deletedForGood) => {
    expect(readDeletions({ deletedForGood })).toBeUndefined();
  });

  it('count as the latest of one piece', () => {
    const entry = { id: hash(ID), at };
    const later = { ...entry, at: '2026-05-04T00:00:00.000Z' };
    expect(readDeletions({ deletedForGood: [entry, later, entry, 7] })).toEqual({ [hash(ID)]: later.at });
  });

  it('delete without words, but nothing that was changed since, nor by a clock that is ahead', () => {
    const mine = byId([piece({ ...PAGE, note: 'A note.' })]);
    const { version, domain, url, taggedAt } = X;
    const deletion = {
      version,
      domain,
      url,
      title: '',
      taggedAt,
      updatedAt: at,
      deletedAt: at,
      removals: [{ at }],
    };
    expect([...deletionsAmong(mine, { [hash(ID)]: at }, NOW)]).toEqual([[ID, deletion]]);
    const before = new Date(Date.parse(X.updatedAt) - DAY).toISOString();
    expect(deletionsAmong(mine, { [hash(ID)]: before }, NOW).size).toBe(0);
    expect(deletionsAmong(mine, { [hash(ID)]: '2099-01-01T00:00:00.000Z' }, NOW).size).toBe(0);
    expect(deletionsAmong(mine, {}, NOW).size).toBe(0);
  });
});
