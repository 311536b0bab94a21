import { describe, expect, it } from 'vitest';
import { applyChoices } from '../../../evidence/merge/apply-choices.ts';
import type { Choice } from '../../../evidence/merge/differences.ts';
import { mergeLists } from '../../../evidence/merge/merge-lists.ts';
import { planMerge, planMergeInSlices } from '../../../evidence/merge/merge-plan.ts';
import { contributionsOf, notesOf } from '../../../evidence/piece/contribution.ts';
import { isLive, type Piece, pieceId } from '../../../evidence/piece/piece.ts';
import { labelRegister } from '../../../evidence/piece/registers.ts';
import { growthOf } from '../../support/growth.ts';
import { byId, deletion, idOf, piece, quote, quotes } from '../../support/pieces.ts';

const [T1, T2, T3, NOW] = [1, 2, 3, 9].map((day) => `2026-05-0${day}T00:00:00.000Z`) as [
  string,
  string,
  string,
  string,
];
const TEACHER = { origin: 'me', taggedBy: 'Maria', taggedAt: T2, updatedAt: T2 };
const COLLEAGUE = { origin: 'ana', taggedBy: 'Ana', taggedAt: T1, updatedAt: T1 };
const ID = idOf(piece());

function mine(fields: Partial<Piece> = {}) {
  return piece({ ...TEACHER, note: 'We measured.', ...fields });
}

function anas(fields: Partial<Piece> = {}) {
  return piece({ ...COLLEAGUE, note: 'We presented.', ...fields });
}

/** So many pieces of a list that nobody else has. */
function others(count: number) {
  return Array.from({ length: count }, (_, n) => mine({ url: `https://school.example/${n}` }));
}

describe('planMerge, in the everyday', () => {
  it('a page that only a colleague has is new, and stays the colleague’s', () => {
    const plan = planMerge(byId([]), [byId([anas()])]);
    expect(plan).toMatchObject({ fresh: [{ id: ID, merged: anas() }], same: [], differing: [], removed: [] });
    expect(plan.pieces).toEqual(byId([anas()]));
    expect(plan).toMatchObject({ share: 0, needsConsent: false });
  });

  it('my own backup is the same, and nothing is written', () => {
    const list = byId([
      mine({ quotes: quotes(3).toReversed(), labels: ['Water', 'Air'] }),
      anas({ url: 'https://school.example/b' }),
    ]);
    const plan = planMerge(list, [structuredClone(list), structuredClone(list)]);
    expect(plan.same).toHaveLength(2);
    expect(plan.pieces.size).toBe(0);
  });

  it('the last domain given to a piece wins, without a question', () => {
    const [here, there] = [{ position: 1 }, { position: 2, changedAt: { position: T3 } }];
    const plan = planMerge(byId([mine(here)]), [byId([mine(there)])]);
    expect(plan).toMatchObject({ same: [ID], differing: [] });
    expect(plan.pieces.get(ID)?.position).toBe(2);
    expect(planMerge(byId([mine(there)]), [byId([mine(here)])]).pieces.size).toBe(0);
  });

  it('a page that we both tagged is in the list once, with both notes and both names', () => {
    const plan = planMerge(byId([mine()]), [byId([anas()])]);
    expect(plan.differing).toMatchObject([
      { id: ID, fields: [{ field: 'note', byDefault: 'both' }], isChanged: true },
    ]);
    const [merged] = plan.pieces.values();
    expect(merged && notesOf(merged).map(({ by, note }) => [by, note])).toEqual([
      ['Ana', 'We presented.'],
      ['Maria', 'We measured.'],
    ]);
  });

  it('a page that three of us have is in the list once, with three notes', () => {
    const zofias = anas({ origin: 'zofia', taggedBy: 'Zofia', note: 'Pupils led it.', taggedAt: T3 });
    const merged = mergeLists(byId([mine()]), byId([anas()]), byId([zofias])).get(ID);
    expect(merged && notesOf(merged).map(({ by }) => by)).toEqual(['Ana', 'Maria', 'Zofia']);
  });

  it.each<[string, Partial<Piece>, Partial<Piece>, { field: string; byDefault: Choice }[], boolean]>([
    [
      'a title that the colleague corrected later',
      {},
      { title: 'New', changedAt: { title: T3 }, updatedAt: T3 },
      [{ field: 'title', byDefault: 'theirs' }],
      true,
    ],
    [
      'a title that I corrected later',
      { title: 'New', changedAt: { title: T3 }, updatedAt: T3 },
      {},
      [{ field: 'title', byDefault: 'mine' }],
      false,
    ],
    [
      'a day of which I say nothing',
      {},
      { activityDate: '2026-03-01' },
      [{ field: 'activityDate', byDefault: 'theirs' }],
      true,
    ],
    ['a day of which the file says nothing', { activityDate: '2026-03-01' }, {}, [], false],
    [
      'a label more',
      { labels: ['Water'] },
      { labels: ['Air'] },
      [{ field: 'labels', byDefault: 'both' }],
      true,
    ],
    ['a label fewer', { labels: ['Water'] }, {}, [], false],
    ['a label in capitals', { labels: ['Water'] }, { labels: ['WATER'] }, [], false],
    [
      'a label that the colleague took off',
      { labels: ['Water'] },
      { changedAt: { [labelRegister('water')]: T3 }, updatedAt: T3 },
      [{ field: 'labels', byDefault: 'theirs' }],
      true,
    ],
    ['a quote more', {}, { quotes: [quote('One.')] }, [{ field: 'quotes', byDefault: 'theirs' }], true],
    ['a page without a title', {}, { title: '' }, [], false],
    ['the address of another visit', {}, { url: `${piece().url}#photos` }, [], false],
    ['“done”, which goes without saying', {}, { status: 'done' }, [], false],
  ])('shows our differences: %s', (_, here, there, fields, isChanged) => {
    const same = { origin: 'me', taggedBy: 'Maria', note: 'We measured.', taggedAt: T2, updatedAt: T2 };
    const plan = planMerge(byId([mine(here)]), [byId([piece({ ...same, ...there })])]);
    expect(plan.differing.map((one) => [one.fields, one.isChanged])).toEqual(
      fields.length > 0 ? [[fields, isChanged]] : [],
    );
    expect(plan.same).toEqual(fields.length > 0 ? [] : [ID]);
  });

  it('a piece that a colleague deleted after my last change is deleted; one that is only missing there stays', () => {
    const gone = deletion({ taggedAt: T2, updatedAt: T3, deletedAt: T3 });
    const list = byId([mine(), ...others(5)]);
    const plan = planMerge(list, [byId([gone])]);
    expect(plan.removed).toMatchObject([{ id: ID, mine: mine() }]);
    expect([...plan.pieces.keys()]).toEqual([ID]);
    // A deleted piece still has its words, in case somebody restores it.
    expect(plan.pieces.get(ID)).toMatchObject({ contributions: [{ note: 'We measured.' }], deletedAt: T3 });
  });

  it('a piece that I changed after a colleague deleted it stays', () => {
    const gone = deletion({ taggedAt: T2, updatedAt: T1, deletedAt: T1 });
    const plan = planMerge(byId([mine()]), [byId([gone])]);
    expect(plan).toMatchObject({ removed: [], differing: [], same: [ID] });
    // The deletion is remembered, for words that were there before it.
    expect(plan.pieces.get(ID)).toEqual({ ...mine(), removals: [{ at: T1 }] });
  });

  it('the deletion of a piece that I never had is remembered, so that an older file does not bring it', () => {
    const gone = deletion({ taggedAt: T1, updatedAt: T3, deletedAt: T3 });
    const plan = planMerge(byId([]), [byId([gone])]);
    expect(plan).toMatchObject({ fresh: [], removed: [] });
    expect(planMerge(plan.pieces, [byId([anas()])])).toMatchObject({ fresh: [], differing: [] });
  });

  it.each([
    [2, false],
    [3, true],
  ])('the plan stops and asks if more than a fifth of the list changes: %i of ten', (count, asks) => {
    const list = others(10);
    const changed = list
      .slice(0, count)
      .map((one, index) =>
        index === 0
          ? { ...one, deletedAt: T3, updatedAt: T3 }
          : { ...one, title: 'New', changedAt: { title: T3 }, updatedAt: T3 },
      );
    const plan = planMerge(byId(list), [byId(changed)]);
    expect(plan).toMatchObject({ share: count / 10, needsConsent: asks });
  });

  it('the plan names the pieces that exceed the limits of a piece', () => {
    const file = byId([anas({ quotes: quotes(20, 'b') })]);
    const plan = planMerge(byId([mine({ quotes: quotes(20, 'a') })]), [file]);
    expect(plan.overfull).toEqual([ID]);
    expect(plan.pieces.get(ID)?.quotes).toHaveLength(20);
    expect(planMerge(byId([mine()]), [file]).overfull).toEqual([]);
  });
});

describe('applyChoices', () => {
  const here = mine({ title: 'Mine', labels: ['Water'] });
  const there = anas({ title: 'Theirs', labels: ['Air'], changedAt: { title: T3 }, updatedAt: T3 });
  const plan = planMerge(byId([here]), [byId([there])]);

  function chosen(choices: Record<string, Choice>): Piece {
    const piece = applyChoices(plan, { fields: new Map([[ID, choices]]) }, NOW).get(ID);
    if (!piece) throw new Error('Nothing to write');
    return piece;
  }

  it('follows the plan by default', () => {
    expect(applyChoices(plan, {}, NOW)).toEqual(plan.pieces);
    expect(chosen({ note: 'both', title: 'both' })).toEqual(plan.pieces.get(ID));
  });

  it.each<[string, Choice, unknown]>([
    ['title', 'mine', 'Mine'],
    ['title', 'theirs', 'Theirs'],
    ['labels', 'mine', ['Water']],
    ['labels', 'theirs', ['Air']],
  ])('uses %s from %s', (field, choice, expected) => {
    expect(chosen({ [field]: choice })[field]).toEqual(expected);
  });

  it.each<[Choice, string[]]>([
    ['mine', ['Maria: We measured.']],
    ['theirs', ['Ana: We presented.']],
    ['both', ['Ana: We presented.', 'Maria: We measured.']],
  ])('uses the notes of %s, and every name stays', (choice, notes) => {
    const piece = chosen({ note: choice });
    expect(notesOf(piece).map(({ by, note }) => `${by}: ${note}`)).toEqual(notes);
    expect(contributionsOf(piece).map(({ by }) => by)).toEqual(['Ana', 'Maria']);
  });

  it('holds when the same file is merged again, and when it is merged elsewhere', () => {
    const after = chosen({ title: 'mine', labels: 'mine', note: 'mine' });
    const again = planMerge(byId([after]), [byId([there])]);
    expect(again.pieces.size).toBe(0);
    const elsewhere = mergeLists(byId([there]), byId([after])).get(ID);
    expect(elsewhere).toMatchObject({ title: 'Mine', labels: ['Water'] });
  });

  it('preserves a piece that a colleague deleted, and records that for all later merges', () => {
    const gone = deletion({ taggedAt: T2, updatedAt: T3, deletedAt: T3 });
    const removal = planMerge(byId([mine()]), [byId([gone])]);
    const after = applyChoices(removal, { kept: new Map([[ID, true]]) }, NOW);
    expect(after).toEqual(byId([{ ...mine(), updatedAt: NOW, removals: [{ at: T3, isUndone: true }] }]));
    expect(isLive(mergeLists(byId([gone]), after).get(ID))).toBe(true);
  });
});

it('planning in slices gives the same plan, and stops when asked', async () => {
  const [list, files] = [byId(others(100)), [byId([anas()]), byId(others(50).map((one) => anas(one)))]];
  expect(await planMergeInSlices(list, files)).toEqual(planMerge(list, files));
  await expect(planMergeInSlices(list, files, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});

it('planning a merge of two lists of ten thousand pieces takes time in proportion to a quarter of that', async () => {
  const list = (count: number, fields: Partial<Piece>) =>
    byId(
      Array.from({ length: count }, (_, n) =>
        piece({
          ...fields,
          url: `https://school.example/projects/${n}`,
          quotes: quotes(2),
          labels: ['Water', `Label ${n % 10}`],
        }),
      ),
    );
  const listsOf = (count: number) =>
    [list(count, TEACHER), list(count, { ...COLLEAGUE, note: 'Other.' })] as const;
  const lists = new Map([2_500, 10_000].map((count) => [count, listsOf(count)]));
  const { said } = await growthOf(
    (count) => {
      const [here, there] = lists.get(count) ?? listsOf(count);
      const plan = planMerge(here, [there]);
      expect(plan.differing).toHaveLength(count);
      expect(plan.pieces.get(pieceId('collaboration', 'https://school.example/projects/1'))).toBeDefined();
    },
    10_000,
    2_500,
  );
  expect(said).toBe('');
});
