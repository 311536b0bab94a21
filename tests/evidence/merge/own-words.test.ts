import { describe, expect, it } from 'vitest';
import { applyChoices } from '../../../evidence/merge/apply-choices.ts';
import { OWN_NOTE } from '../../../evidence/merge/differences.ts';
import { mergeLists } from '../../../evidence/merge/merge-lists.ts';
import { planMerge } from '../../../evidence/merge/merge-plan.ts';
import { contributionsOf, MAX_CONTRIBUTIONS } from '../../../evidence/piece/contribution.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { byId, idOf, noteIn, piece } from '../../support/pieces.ts';

const [T1, T2, T3, NOW] = [1, 2, 3, 9].map((day) => `2026-05-0${day}T00:00:00.000Z`) as [
  string,
  string,
  string,
  string,
];
const ID = idOf(piece());
const ME = { origin: 'me', taggedBy: 'Maria', taggedAt: T1, updatedAt: T1 };
const mine = piece({ ...ME, note: 'My own words.' });
const forged = piece({ ...ME, note: 'Words in my mouth.', changedAt: { note: T3 }, updatedAt: T3 });
const anas = piece({ origin: 'ana', taggedBy: 'Ana', note: 'Ana’s note.', taggedAt: T2, updatedAt: T2 });

function noteOf(one: Piece | undefined, origin = 'me'): string | undefined {
  return one && contributionsOf(one).find((said) => said.origin === origin)?.note;
}

describe('a file with other words of the installation that imports it', () => {
  const plan = planMerge(byId([mine]), [byId([forged])], { own: 'me' });

  it('brings up a question, and suggests the words in the list, however late the file’s words are', () => {
    expect(plan.differing).toMatchObject([
      { fields: [{ field: OWN_NOTE, byDefault: 'mine' }], isChanged: false },
    ]);
    expect(noteOf(applyChoices(plan, {}, NOW).get(ID))).toBe('My own words.');
  });

  it('loses to the list at colleagues’ who had it before, and when it is merged again', () => {
    const after = mergeLists(byId([mine]), plan.pieces);
    expect(noteOf(mergeLists(byId([forged]), after).get(ID))).toBe('My own words.');
    expect(planMerge(after, [byId([forged])], { own: 'me' }).pieces.size).toBe(0);
  });

  it('wins if it is chosen, and leaves colleagues’ notes alone', () => {
    const both = planMerge(byId([mine]), [byId([forged]), byId([anas])], { own: 'me' });
    expect(both.differing[0]?.fields).toEqual([
      { field: OWN_NOTE, byDefault: 'mine' },
      { field: 'note', byDefault: 'theirs' },
    ]);
    const chosen = applyChoices(both, { fields: new Map([[ID, { [OWN_NOTE]: 'theirs' }]]) }, NOW).get(ID);
    expect([noteOf(chosen), noteOf(chosen, 'ana')]).toEqual(['Words in my mouth.', 'Ana’s note.']);
    const kept = applyChoices(both, { fields: new Map([[ID, { note: 'mine' }]]) }, NOW).get(ID);
    expect([noteOf(kept), noteOf(kept, 'ana')]).toEqual(['My own words.', '']);
  });

  it('does not sign the words with another name', () => {
    const renamed = piece({ ...forged, note: noteIn(mine), taggedBy: 'Somebody' });
    const renaming = planMerge(byId([mine]), [byId([renamed])], { own: 'me' });
    expect(renaming.differing).toMatchObject([{ fields: [{ field: OWN_NOTE, byDefault: 'mine' }] }]);
    expect(mergeLists(byId([mine]), renaming.pieces).get(ID)).toMatchObject({
      contributions: [{ by: 'Maria' }],
    });
  });

  it('adds no words to a piece that was deleted here', () => {
    const gone = { ...mine, deletedAt: T2, updatedAt: T2 };
    const back = planMerge(byId([gone]), [byId([forged])], { own: 'me' });
    expect(back.fresh).toHaveLength(1);
    expect(noteOf(back.pieces.get(ID))).toBe('My own words.');
  });

  it('counts as a colleague’s for everybody else, as ever', () => {
    const elsewhere = planMerge(byId([mine]), [byId([forged])], { own: 'ana' });
    expect(elsewhere.differing).toMatchObject([{ fields: [{ field: 'note', byDefault: 'theirs' }] }]);
  });
});

it.each([
  ['on a new computer', 'another'],
  ['in a browser that has written nothing yet', undefined],
  ['after everything was erased', 'me'],
])('my own backup fills an empty list without a question: %s', (_, own) => {
  const plan = planMerge(byId([]), [byId([mine, anas])], { own });
  expect(plan).toMatchObject({ differing: [], removed: [], needsConsent: false });
  expect(plan.fresh).toHaveLength(1);
});

describe('more authors than a page can have', () => {
  const crowd = (count: number, name = 'x') =>
    Array.from({ length: count }, (_, n) => ({
      origin: `${name}${n}`,
      by: '',
      note: `${n}`,
      taggedAt: '2001-01-01T00:00:00.000Z',
    }));
  const flood = piece({
    origin: 'ana',
    taggedBy: 'Ana',
    note: 'Ana’s note.',
    taggedAt: T2,
    updatedAt: T2,
    contributions: crowd(MAX_CONTRIBUTIONS),
  });

  it('replace nobody who is in the list, and the piece is named', () => {
    const list = byId([piece({ ...ME, note: 'My own words.', contributions: crowd(150, 'there') })]);
    const plan = planMerge(list, [byId([flood])], { own: 'me' });
    const after = plan.pieces.get(ID);
    expect(plan.overfull).toEqual([ID]);
    expect(after?.contributions).toHaveLength(MAX_CONTRIBUTIONS);
    expect(noteOf(after)).toBe('My own words.');
    for (const { origin } of crowd(150, 'there')) expect(noteOf(after, origin)).toBeDefined();
  });

  it('do not displace my own words from two files for an empty list', () => {
    const other = piece({ ...ME, note: 'My own words.', contributions: crowd(100, 'other') });
    const plan = planMerge(byId([]), [byId([flood]), byId([other])], { own: 'me' });
    expect(plan.pieces.get(ID)?.contributions).toHaveLength(MAX_CONTRIBUTIONS);
    expect(noteOf(plan.pieces.get(ID))).toBe('My own words.');
  });
});
