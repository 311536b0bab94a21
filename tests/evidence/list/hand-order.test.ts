import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newestFirst } from '../../../evidence/list/arrange.ts';
import { byHand, placesAfterMove, positionOf } from '../../../evidence/list/hand-order.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { anyTime, idOf, piece } from '../../support/pieces.ts';

const listed = (pieces: readonly Piece[]) =>
  pieces.toSorted(byHand).map((evidence) => ({ id: idOf(evidence), evidence }));

/** Pieces of one domain, many of them tagged at one moment, some moved before. */
const anyDomainList = fc
  .array(
    fc.record({
      taggedAt: fc.oneof(anyTime, fc.constant('2026-03-01T09:00:00.000Z')),
      position: fc.option(
        fc.oneof(
          fc.constantFrom(0, 1, -1_772_355_600_000),
          fc.double({ noNaN: true, noDefaultInfinity: true }),
        ),
      ),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((all) =>
    all.map(({ taggedAt, position }, index) =>
      piece({ url: `https://school.example/${index}`, taggedAt, ...(position !== null && { position }) }),
    ),
  );

function afterMove(pieces: readonly Piece[], from: number, to: number) {
  const places = placesAfterMove(listed(pieces), from, to);
  const positions = new Map(places.map(({ id, position }) => [id, position]));
  return pieces.map((one) => ({ ...one, position: positions.get(idOf(one)) ?? positionOf(one) }));
}

describe('the order by hand', () => {
  it('is newest first if nothing was moved', () => {
    fc.assert(
      fc.property(fc.array(anyTime), (times) => {
        const pieces = times.map((taggedAt, index) => piece({ taggedAt, url: `https://a.example/${index}` }));
        expect(pieces.toSorted(byHand)).toEqual(pieces.toSorted(newestFirst));
      }),
    );
  });

  it('has the piece in its new position and leaves the others in their order', () => {
    fc.assert(
      fc.property(anyDomainList, fc.nat(7), fc.integer({ min: -1, max: 9 }), (pieces, from, to) => {
        fc.pre(from < pieces.length);
        const before = listed(pieces).map(({ id }) => id);
        const [moved = ''] = before.splice(from, 1);
        const goal = Math.max(0, Math.min(to, pieces.length - 1));
        const after = listed(afterMove(pieces, from, to)).map(({ id }) => id);
        expect(after).toEqual(before.toSpliced(goal, 0, moved));
      }),
    );
  });

  it('writes one record for a move between pieces of different moments', () => {
    const pieces = ['01', '02', '03'].map((day) =>
      piece({ url: `https://school.example/${day}`, taggedAt: `2026-03-${day}T09:00:00.000Z` }),
    );
    expect(placesAfterMove(listed(pieces), 2, 1)).toHaveLength(1);
    expect(placesAfterMove(listed(pieces), 2, 0)).toHaveLength(1);
    expect(placesAfterMove(listed(pieces), 0, 2)).toHaveLength(1);
    expect(placesAfterMove(listed(pieces), 1, 1)).toEqual([]);
    expect(placesAfterMove(listed(pieces), 3, 1)).toEqual([]);
  });

  it('writes all records if the neighbours were tagged at one moment', () => {
    const pieces = ['a', 'b', 'c'].map((path) => piece({ url: `https://school.example/${path}` }));
    expect(placesAfterMove(listed(pieces), 2, 1)).toHaveLength(3);
  });
});
