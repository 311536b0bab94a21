import { describe, expect, it } from 'vitest';
import { choiceOf, chooseEverywhere, effectOf } from '../../../evidence/merge/merge-effect.ts';
import { planMerge } from '../../../evidence/merge/merge-plan.ts';
import { byId, idOf, piece } from '../../support/pieces.ts';

const [T1, T2] = ['2026-05-01T00:00:00.000Z', '2026-05-02T00:00:00.000Z'];
const mine = Array.from({ length: 4 }, (_, n) =>
  piece({ origin: 'me', taggedAt: T1, updatedAt: T1, url: `https://school.example/${n}` }),
);
const [first, second] = mine;
const plan = planMerge(byId(mine), [
  byId([
    { ...(first ?? piece()), title: 'Later', changedAt: { title: T2 }, updatedAt: T2 },
    { ...(second ?? piece()), deletedAt: T2 },
  ]),
]);

describe('effectOf', () => {
  it('follows the plan by default', () => {
    const { share, needsConsent } = plan;
    expect(effectOf(plan, {})).toEqual({ changed: 1, removed: 1, share, needsConsent });
    expect(needsConsent).toBe(true);
  });

  it('counts no piece that stays as it is by choice', () => {
    const fields = chooseEverywhere(plan, 'mine');
    const kept = new Map(plan.removed.map(({ id }) => [id, true]));
    expect(effectOf(plan, { fields, kept })).toEqual({
      changed: 0,
      removed: 0,
      share: 0,
      needsConsent: false,
    });
  });

  it('names a side only if it is not the default', () => {
    const [difference] = plan.differing;
    if (!difference) throw new Error('Nothing differs');
    expect(difference.id).toBe(idOf(mine[0] ?? piece()));
    const byDefault = difference.fields.find(({ field }) => field === 'title')?.byDefault;
    expect(choiceOf(difference, 'title', {})).toBe(byDefault);
    const theirs = chooseEverywhere(plan, 'theirs');
    expect(theirs.get(difference.id)).not.toHaveProperty(byDefault === 'theirs' ? 'title' : 'x');
    expect(choiceOf(difference, 'title', { fields: theirs })).toBe('theirs');
  });
});
