import { describe, expect, it } from 'vitest';
import { withBelievedTimes } from '../../../evidence/import/believed-times.ts';
import { binOf } from '../../../evidence/list/bin.ts';
import { applyChoices } from '../../../evidence/merge/apply-choices.ts';
import { effectOf } from '../../../evidence/merge/merge-effect.ts';
import { planMerge } from '../../../evidence/merge/merge-plan.ts';
import { isLive, type Piece } from '../../../evidence/piece/piece.ts';
import { type Installation, openInstallation } from '../../support/installations.ts';
import { byId, idOf, piece } from '../../support/pieces.ts';

const START = Date.parse('2026-05-01T08:00:00.000Z');
const DAY = 24 * 60 * 60 * 1_000;
const NOW = new Date(START + 9 * DAY);
const FAR = '2099-01-01T00:00:00.000Z';
const END = '9999-12-31T23:59:59.999Z';
const PAGE = { url: 'https://school.example/a', title: 'Water' };
const ID = idOf(piece({ url: PAGE.url }));

function fileOf(...pieces: readonly Piece[]): Uint8Array {
  return new TextEncoder().encode(
    JSON.stringify({ format: 'mission-evidence', version: 1, exportedAt: FAR, evidence: pieces }),
  );
}

async function stored(one: Installation): Promise<Piece | undefined> {
  return (await one.pieces()).get(ID);
}

describe.each([
  ['in 2099', FAR],
  ['at the end of time', END],
])('a file whose clock is %s', (_, at) => {
  const [tag, words] = [
    { taggedAt: at, updatedAt: at },
    { title: 'Taken over', note: 'Not hers.' },
  ];
  const forged = piece({
    ...PAGE,
    ...tag,
    ...words,
    origin: 'other',
    taggedBy: 'Other',
    changedAt: { title: at },
  });

  it('does not win again and again after title and note were corrected', async () => {
    let time = START;
    const ana = openInstallation('Ana', () => time);
    await ana.run({ type: 'tag', domain: 'collaboration', pages: [PAGE] });
    for (let round = 0; round < 3; round += 1) {
      time += 30 * DAY;
      await ana.merge([fileOf(forged)]);
      expect(await stored(ana)).toMatchObject({ title: round === 0 ? 'Water' : `Hers ${round - 1}` });
      await ana.run({ type: 'write-title', id: ID, title: `Hers ${round}` });
      await ana.run({ type: 'write-note', id: ID, note: `Her note ${round}` });
      time += DAY;
      await ana.merge([fileOf(forged)]);
      expect(await stored(ana)).toMatchObject({
        title: `Hers ${round}`,
        contributions: expect.arrayContaining([
          expect.objectContaining({ origin: ana.origin, note: `Her note ${round}` }),
        ]),
      });
    }
  });

  it('does not restore a piece that was deleted', async () => {
    let time = START;
    const ana = openInstallation('Ana', () => time);
    await ana.merge([fileOf(forged)]);
    expect(isLive(await stored(ana))).toBe(true);
    time += DAY;
    await ana.run({ type: 'delete', ids: [ID] });
    for (let round = 0; round < 3; round += 1) {
      time += 7 * DAY;
      expect(await ana.merge([fileOf(forged)])).toBe(0);
      expect(isLive(await stored(ana))).toBe(false);
    }
  });

  it('changes nothing the second time, however much later that is', async () => {
    let time = START;
    const ana = openInstallation('Ana', () => time);
    expect(await ana.merge([fileOf(forged)])).toBe(1);
    time += 40 * DAY;
    expect(await ana.merge([fileOf(forged)])).toBe(0);
  });

  it('can be undone, and merged again', async () => {
    let time = START;
    const ana = openInstallation('Ana', () => time);
    await ana.merge([fileOf(forged)]);
    time += DAY;
    await ana.undoMerge();
    expect(isLive(await stored(ana))).toBe(false);
    expect(binOf(await ana.pieces())).toEqual([]);
    time += DAY;
    await ana.merge([fileOf(forged)]);
    expect(isLive(await stored(ana))).toBe(true);
  });

  it('deletes and replaces nothing unless that is chosen, and asks about both', () => {
    const deleted = piece({ ...PAGE, origin: 'me', updatedAt: at, deletedAt: at });
    const url = 'https://school.example/b';
    const retitled = piece({
      origin: 'me',
      url,
      title: 'Taken over',
      updatedAt: at,
      changedAt: { title: at },
    });
    const mine = byId([piece({ ...PAGE, origin: 'me' }), piece({ origin: 'me', url, title: 'Mine' })]);
    const { pieces } = withBelievedTimes(byId([deleted, retitled]), NOW);
    const plan = planMerge(mine, [], { own: 'me', doubted: [pieces] });
    expect(plan).toMatchObject({ removed: [{ id: ID, isKept: true }], needsConsent: false });
    expect(plan.differing).toMatchObject([
      { isDoubted: true, isChanged: false, fields: [{ field: 'title', byDefault: 'mine' }] },
    ]);
    for (const one of applyChoices(plan, {}, NOW.toISOString()).values()) {
      expect(isLive(one) && ['Water', 'Mine'].includes(one.title)).toBe(true);
    }
    expect(effectOf(plan, {})).toEqual({ changed: 0, removed: 0, share: 0, needsConsent: false });

    const choices = {
      kept: new Map([[ID, false]]),
      fields: new Map([[idOf(retitled), { title: 'theirs' as const }]]),
    };
    expect(effectOf(plan, choices)).toMatchObject({ changed: 1, removed: 1, needsConsent: true });
    const chosen = applyChoices(plan, choices, NOW.toISOString());
    expect(chosen.get(ID)).toMatchObject({ deletedAt: NOW.toISOString() });
    expect(chosen.get(idOf(retitled))).toMatchObject({ title: 'Taken over' });
  });

  it('adds everything that contradicts nobody', () => {
    const mine = byId([piece({ ...PAGE, origin: 'me', labels: ['Water'] })]);
    const theirs = { ...forged, title: PAGE.title, labels: ['Air'], activityDate: '2026-04-01' };
    const { pieces } = withBelievedTimes(byId([theirs]), NOW);
    const plan = planMerge(mine, [], { own: 'me', doubted: [pieces] });
    expect(plan.pieces.get(ID)).toMatchObject({
      labels: expect.arrayContaining(['Water', 'Air']),
      activityDate: '2026-04-01',
      contributions: [{ origin: 'me' }, { by: 'Other', note: 'Not hers.' }],
    });
  });
});
