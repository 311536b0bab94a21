import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forEachDomain } from '../../../evidence/mission-domain.ts';
import {
  adjustSummary,
  parseSummary,
  sameCounts,
  summarise,
  totalOf,
} from '../../../evidence/storage/summary.ts';
import stored from '../../fixtures/evidence-v1.json';
import { anyPiece, piece } from '../../support/pieces.ts';

const none = forEachDomain(() => 0);

describe('parseSummary', () => {
  it.each([
    ['the stored summary of version 1', stored.summary],
    ['one with unknown fields', { version: 1, counts: none, hash: 'x' }],
  ])('reads %s as stored', (_, summary) => {
    expect(parseSummary(summary)).toEqual(summary);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['another version', { version: 2, counts: none }],
    ['a missing domain', { version: 1, counts: { collaboration: 1 } }],
    ['a count below zero', { version: 1, counts: { ...none, collaboration: -1 } }],
    ['half a piece', { version: 1, counts: { ...none, collaboration: 0.5 } }],
    ['a count as text', { version: 1, counts: { ...none, collaboration: '1' } }],
  ])('finds no summary in %s', (_, value) => {
    expect(parseSummary(value)).toBeUndefined();
  });
});

it('the summary counts live pieces only', () => {
  const gone = piece({ deletedAt: '2026-03-02T09:00:00.000Z' });
  const list = [piece(), piece({ domain: 'model-school' }), piece({ domain: 'model-school' }), gone];
  expect(summarise(list).counts).toEqual({ ...none, collaboration: 1, 'model-school': 2 });
});

it('the summary agrees with a new count after some pieces were replaced, for any pieces', () => {
  const pieces = fc.array(anyPiece, { maxLength: 6 });
  fc.assert(
    fc.property(pieces, pieces, pieces, (others, before, after) => {
      const adjusted = adjustSummary(summarise([...others, ...before]), before, after);
      expect(adjusted).toEqual(summarise([...others, ...after]));
    }),
  );
});

it('the summary preserves fields that it does not know', () => {
  const summary = { ...summarise([]), hash: 'x' };
  expect(adjustSummary(summary, [], [piece()])).toMatchObject({ hash: 'x', counts: { collaboration: 1 } });
});

it('two counts agree only if they agree in every domain', () => {
  expect(sameCounts(none, { ...none })).toBe(true);
  expect(sameCounts(none, { ...none, 'inclusive-innovation': 1 })).toBe(false);
});

it('the total adds up the five domains', () => {
  expect(totalOf({ ...none, collaboration: 2, 'inclusive-innovation': 3 })).toBe(5);
});
