import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saysAllOf, takeOver, unsaidFields } from '../../../evidence/edits.ts';
import type { Evidence } from '../../../evidence/evidence.ts';
import { anyFullPiece, quote } from '../../support/full-pieces.ts';
import { piece } from '../../support/pieces.ts';

const NOW = '2026-06-01T00:00:00.000Z';
const [a, b, c] = ['One.', 'Two.', 'Three.'].map((exact) => quote(exact)) as [
  ReturnType<typeof quote>,
  ReturnType<typeof quote>,
  ReturnType<typeof quote>,
];

describe('taking over what a file says', () => {
  it.each<[string, Partial<Evidence>, Partial<Evidence>, Partial<Evidence>]>([
    ['quotes that the file has not', { quotes: [a, b] }, { quotes: [b] }, { quotes: [a, b] }],
    ['quotes where the file has none', { quotes: [a] }, {}, { quotes: [a] }],
    [
      'labels as they are written',
      { labels: ['Water', 'Air'] },
      { labels: ['WATER'] },
      { labels: ['Water', 'Air'] },
    ],
    [
      'other facts',
      { place: 'box', status: 'planned' },
      { status: 'done' },
      { place: 'box', status: 'done' },
    ],
  ])('keeps %s', (_, mine, theirs, both) => {
    const after = takeOver(piece(mine), piece({ ...theirs, note: 'Other.' }), NOW);
    expect(after).toEqual(piece({ ...both, note: 'Other.', updatedAt: NOW }));
  });

  it('takes quotes of the file where it has others', () => {
    const after = takeOver(piece({ quotes: [a, b] }), piece({ quotes: [b, c] }), NOW);
    expect(after.quotes).toEqual([b, c]);
  });

  it('takes only what the preview names, and then there is nothing left to take, for any copies', () => {
    fc.assert(
      fc.property(anyFullPiece, anyFullPiece, (one, other) => {
        const [mine, theirs] = [one, { ...other, domain: one.domain, url: one.url }];
        const after = takeOver(mine, theirs, NOW);
        expect(saysAllOf(after, theirs)).toBe(true);
        expect(takeOver(after, theirs, NOW)).toBe(after);
        const kept = Object.keys(mine).filter((field) => !unsaidFields(mine, theirs).includes(field));
        for (const field of kept) {
          if (!['taggedAt', 'updatedAt'].includes(field)) expect(after[field]).toEqual(mine[field]);
        }
      }),
    );
  });
});
