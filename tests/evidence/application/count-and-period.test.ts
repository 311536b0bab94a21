import { describe, expect, it } from 'vitest';
import { countText } from '../../../evidence/application/count-text.ts';
import { isOutside } from '../../../evidence/application/period.ts';
import { piece } from '../../support/pieces.ts';

describe('the length of a text', () => {
  it.each([
    ['', 'en', 0, 0],
    ['We plan together, twice a year.', 'en', 31, 6],
    ['Școala noastră – lucrează.', 'ro', 26, 3],
    ["L'alunno c'è", 'it', 12, 2],
    ['見学する', 'ja', 4, 2],
    ['👩‍🏫', 'en', 5, 0],
  ])('%s (%s) has %i characters and %i words', (text, language, characters, words) => {
    expect(countText(text, language)).toEqual({ characters, words });
  });
});

describe('the period', () => {
  const period = { from: '2024-09-01', to: '2026-08-31' };
  it.each([
    ['2024-08-31', true],
    ['2024-09-01', false],
    ['2026-08-31', false],
    ['2026-09-01', true],
  ])('excludes %s: %s', (activityDate, outside) => {
    expect(isOutside(piece({ activityDate }), period)).toBe(outside);
  });

  it('uses the day of tagging if the activity has no date, and is open at an end that nobody set', () => {
    const tagged = piece({ taggedAt: '2027-01-01T00:00:00.000Z' });
    expect(isOutside(tagged, period)).toBe(true);
    expect(isOutside(tagged, { from: period.from })).toBe(false);
    expect(isOutside(tagged, {})).toBe(false);
  });

  it('excludes nothing that is planned', () => {
    expect(isOutside(piece({ activityDate: '2027-01-01', status: 'planned' }), period)).toBe(false);
  });
});
