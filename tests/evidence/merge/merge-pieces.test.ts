import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePiece, normalPiece } from '../../../evidence/merge/merge-pieces.ts';
import { joined, overflows, stateOf } from '../../../evidence/merge/piece-state.ts';
import { contributionsOf, keyOfContribution, notesOf } from '../../../evidence/piece/contribution.ts';
import { MAX_CHANGES, type Piece, parsePiece } from '../../../evidence/piece/piece.ts';
import { labelRegister } from '../../../evidence/piece/registers.ts';
import { unfitField } from '../../../evidence/piece/unknown-fields.ts';
import { MERGE_RUNS, MERGE_TIMEOUT } from '../../support/merge-runs.ts';
import { labels, type PieceFields, piece, quote, quotes } from '../../support/pieces.ts';

const [T1, T2, T3, T4, T5] = [1, 2, 3, 4, 5].map((day) => `2026-05-0${day}T00:00:00.000Z`) as [
  string,
  string,
  string,
  string,
  string,
];

/** Few moments, so that many changes share one. */
const anyMoment = fc.constantFrom(T1, T2, T3, T4, T5);

const anyContribution = fc.record(
  {
    origin: fc.constantFrom('a', 'b', 'c'),
    by: fc.constantFrom('Ana', 'Ion', ''),
    note: fc.constantFrom('', 'One.', 'Two.'),
    taggedAt: anyMoment,
    at: anyMoment,
    isOff: fc.constant(true as const),
    from: fc.constantFrom('model-school' as const),
    cameAt: anyMoment,
  },
  { requiredKeys: ['origin', 'by', 'note', 'taggedAt'] },
);

/** What stays of a contribution whose words moved away. */
const anyLeftBehind = fc.record({
  origin: fc.constantFrom('a', 'b', 'c'),
  taggedAt: anyMoment,
  isMoved: fc.constant(true as const),
});

const anyRemoval = fc.record(
  {
    at: anyMoment,
    to: fc.constantFrom('model-school' as const),
    by: fc.constantFrom('a', 'b'),
    isUndone: fc.constant(true as const),
  },
  { requiredKeys: ['at'] },
);

const REGISTERS = [
  'title',
  'url',
  'status',
  'place',
  'x-school',
  labelRegister('water'),
  labelRegister('air'),
  'note',
];

/** Any version of one piece, live or not, as anybody’s file may hold it. */
const anyCopy: fc.Arbitrary<Piece> = fc
  .record(
    {
      url: fc.constantFrom('https://school.example/a', 'https://school.example/a#b'),
      title: fc.constantFrom('', 'Water', 'Air'),
      note: fc.constantFrom('', 'One.', 'Two.'),
      taggedAt: anyMoment,
      updatedAt: anyMoment,
      taggedBy: fc.constantFrom('Ana', 'Ion'),
      origin: fc.constantFrom('a', 'b', 'c'),
      status: fc.constantFrom('done', 'planned'),
      place: fc.constantFrom('Shelf', 'Box'),
      'x-school': fc.constantFrom<unknown>(1, 'one', { a: 1, b: [2] }),
      labels: fc.subarray(['Water', 'Air', 'Earth'], { minLength: 1 }),
      quotes: fc.subarray([quote('One.'), quote('Two.')], { minLength: 1 }),
      contributions: fc.uniqueArray(fc.oneof(anyContribution, anyContribution, anyLeftBehind), {
        selector: keyOfContribution,
        minLength: 1,
      }),
      removals: fc.array(anyRemoval, { minLength: 1, maxLength: 3 }),
      changedAt: fc.dictionary(fc.constantFrom(...REGISTERS), anyMoment),
      deletedAt: anyMoment,
    },
    { requiredKeys: ['url', 'title', 'note', 'taggedAt', 'updatedAt'] },
  )
  .map((fields) => piece(fields as Partial<Piece>));

describe('mergePiece', () => {
  it(
    'commutes, associates and is idempotent, for any three versions',
    () => {
      fc.assert(
        fc.property(anyCopy, anyCopy, anyCopy, (a, b, c) => {
          const ab = mergePiece(a, b);
          expect(normalPiece(ab)).toEqual(normalPiece(mergePiece(b, a)));
          expect(normalPiece(mergePiece(ab, c))).toEqual(normalPiece(mergePiece(a, mergePiece(b, c))));
          expect(mergePiece(a, a)).toBe(a);
          expect(mergePiece(ab, b)).toBe(ab);
          expect(mergePiece(ab, a)).toBe(ab);
          expect(parsePiece(ab)).toEqual({ state: 'ok', piece: ab });
        }),
        MERGE_RUNS,
      );
    },
    MERGE_TIMEOUT,
  );

  const shared = { taggedAt: T1, updatedAt: T1, title: 'Water', note: '' };

  it.each<[string, PieceFields, PieceFields, Partial<Piece>]>([
    [
      'the title that was corrected last',
      { title: 'Old', changedAt: { title: T2 }, updatedAt: T2 },
      { title: 'New', changedAt: { title: T3 }, updatedAt: T3 },
      { title: 'New' },
    ],
    ['a title that only one has', { title: '', taggedAt: T3 }, { title: 'Water' }, { title: 'Water' }],
    ['a day that only one gave', {}, { activityDate: '2026-03-01' }, { activityDate: '2026-03-01' }],
    ['labels of both', { labels: ['Water'] }, { labels: ['Air'] }, { labels: ['Air', 'Water'] }],
    [
      'no label that one removed later',
      { changedAt: { [labelRegister('water')]: T2 }, updatedAt: T2 },
      { labels: ['Water'] },
      {},
    ],
    [
      'a label that was added again after it was removed',
      { changedAt: { [labelRegister('water')]: T2 }, updatedAt: T2 },
      { labels: ['Water'], changedAt: { [labelRegister('water')]: T3 }, updatedAt: T3 },
      { labels: ['Water'] },
    ],
    [
      'no place if the last change removed it',
      { changedAt: { place: T2 }, updatedAt: T2 },
      { place: 'Shelf' },
      {},
    ],
    [
      'a deletion if that was the last change',
      { deletedAt: T3, updatedAt: T3 },
      { updatedAt: T2, changedAt: { note: T2 } },
      { deletedAt: T3 },
    ],
    [
      'a live piece if somebody whose tag is on it worked on it after it was deleted',
      { deletedAt: T2, updatedAt: T2 },
      { updatedAt: T3, title: 'New', changedAt: { title: T3, note: T3 } },
      { title: 'New', updatedAt: T3 },
    ],
    [
      'a live piece if both happened at one moment',
      { deletedAt: T2, updatedAt: T2 },
      { updatedAt: T2, changedAt: { note: T2 } },
      { updatedAt: T2 },
    ],
    [
      'the trace of a moved one',
      { deletedAt: T3, updatedAt: T3, removals: [{ at: T3, to: 'model-school' }] },
      {},
      { deletedAt: T3, removals: [{ at: T3, to: 'model-school' }] },
    ],
  ])('has %s', (_, a, b, expected) => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ]) {
      const merged = normalPiece(
        mergePiece(piece({ ...shared, ...one, origin: 'x' }), piece({ ...shared, ...other, origin: 'x' })),
      );
      expect(merged).toMatchObject(expected);
      for (const field of ['labels', 'place', 'deletedAt']) {
        if (!(field in expected)) expect(merged).not.toHaveProperty(field);
      }
    }
  });

  it('holds the words of both colleagues, each under a name, the first to tag it first', () => {
    const ana = piece({ note: 'We measured.', taggedBy: 'Ana', taggedAt: T2, origin: 'a' });
    const ion = piece({ note: 'We presented.', taggedBy: 'Ion', taggedAt: T1, origin: 'b' });
    const merged = mergePiece(ana, ion);
    expect(merged.taggedAt).toBe(T1);
    expect(contributionsOf(merged).map(({ origin }) => origin)).toEqual(['b', 'a']);
    expect(notesOf(merged).map(({ by, note }) => [by, note])).toEqual([
      ['Ion', 'We presented.'],
      ['Ana', 'We measured.'],
    ]);
  });

  it('replaces a colleague’s earlier note by a later one of the same colleague only', () => {
    const ana = piece({ note: 'Draft.', taggedBy: 'Ana', taggedAt: T2, origin: 'a' });
    const ion = piece({ note: 'We presented.', taggedBy: 'Ion', taggedAt: T1, origin: 'b' });
    const both = mergePiece(ion, ana);
    const better = piece({
      note: 'Better.',
      taggedBy: 'Ana',
      taggedAt: T2,
      origin: 'a',
      changedAt: { note: T3 },
      updatedAt: T3,
    });
    expect(notesOf(mergePiece(both, better)).map(({ note }) => note)).toEqual(['We presented.', 'Better.']);
    expect(notesOf(mergePiece(mergePiece(both, better), ana)).map(({ note }) => note)).toEqual([
      'We presented.',
      'Better.',
    ]);
  });

  it('holds the notes of two colleagues who gave no name', () => {
    const [one, other] = [
      piece({ note: 'One.', taggedAt: T1, origin: 'a' }),
      piece({ note: 'Two.', taggedAt: T1, origin: 'b' }),
    ];
    expect(
      notesOf(mergePiece(one, other))
        .map(({ note }) => note)
        .sort(),
    ).toEqual(['One.', 'Two.']);
    expect(mergePiece(one, structuredClone(one))).toBe(one);
  });

  it('removes no words by a deletion that travels without words', () => {
    const ana = piece({ origin: 'a', taggedBy: 'Ana', labels: ['Water'], taggedAt: T1, updatedAt: T4 });
    const { contributions: _words, ...gone } = piece({
      title: '',
      taggedAt: T3,
      updatedAt: T5,
      deletedAt: T5,
    });
    const { deletedAt, updatedAt, ...rest } = mergePiece(ana, gone as Piece);
    const { updatedAt: _, ...before } = normalPiece(ana);
    expect({ deletedAt, updatedAt }).toEqual({ deletedAt: T5, updatedAt: T5 });
    expect(rest).toMatchObject(before);
  });

  it('has no more quotes and labels than a piece can have, and everybody’s words, whoever merges first', () => {
    const parts = ['a', 'b', 'c'].map((kind, index) =>
      piece({
        origin: kind,
        taggedAt: [T1, T2, T3][index] ?? T1,
        quotes: quotes(20, kind),
        labels: labels(20, kind),
        contributions: Array.from({ length: 150 }, (_, n) => ({
          origin: `${kind}${n}`,
          by: '',
          note: 'x',
          taggedAt: T4,
        })),
        changedAt: Object.fromEntries(labels(900, `${kind}-field-`).map((name) => [name, T2])),
      }),
    ) as [Piece, Piece, Piece];
    const [a, b, c] = parts;
    const one = mergePiece(mergePiece(a, b), c);
    const other = mergePiece(mergePiece(c, a), b);
    expect(parsePiece(one)).toEqual({ state: 'ok', piece: one });
    expect(one.contributions).toHaveLength(3 * 150 + 3);
    expect(one.contributions).toEqual(other.contributions);
    expect(Object.keys(one.changedAt ?? {})).toHaveLength(MAX_CHANGES);
    expect([one.quotes, one.labels]).toEqual([other.quotes, other.labels]);
    expect(one.quotes?.map(({ exact }) => exact)).toEqual(
      a.quotes?.map(({ exact }) => exact).sort(inNames(one)),
    );
  });
});

/** The order of entries of one moment: here it only has to be the same every time. */
function inNames(one: Piece) {
  const order = new Map(one.quotes?.map(({ exact }, index) => [exact, index]));
  return (a: string, b: string) => (order.get(a) ?? 0) - (order.get(b) ?? 0);
}

describe('unknown fields that are too large together', () => {
  const mine = piece({ origin: 'a', x: 'a'.repeat(8_000), changedAt: { x: T1 } });
  const theirs = piece({ origin: 'a', y: 'b'.repeat(8_000), changedAt: { y: T2 } });

  it('lose the latest, so that a backup with the piece can be read back', () => {
    const both = mergePiece(mine, theirs);
    expect(both).toEqual(mergePiece(theirs, mine));
    expect([both.x, both.y]).toEqual([mine.x, undefined]);
    expect(unfitField(both)).toBeUndefined();
    expect(overflows(joined(stateOf(mine), stateOf(theirs)))).toBe(true);
  });

  it('do not count as deleted: whoever has the lost ones still has them', () => {
    const small = { ...theirs, y: 'b' };
    expect(mergePiece(small, mergePiece(mine, theirs))).toMatchObject({ x: mine.x, y: 'b' });
  });
});
