import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageBy, gapsIn, schoolYearOf } from '../../../evidence/list/coverage.ts';
import { isLive } from '../../../evidence/piece/piece.ts';
import { summarise, totalOf } from '../../../evidence/storage/summary.ts';
import { anyList, piece } from '../../support/pieces.ts';

describe('gapsIn', () => {
  it('distinguishes empty domains from those with one or two pieces', () => {
    const counts = {
      'shared-leadership': 0,
      collaboration: 1,
      'student-agency': 2,
      'model-school': 3,
      'inclusive-innovation': 0,
    };
    expect(gapsIn(counts)).toEqual({
      empty: ['shared-leadership', 'inclusive-innovation'],
      thin: ['collaboration', 'student-agency'],
    });
  });
});

describe('schoolYearOf', () => {
  it.each([
    ['2026-08-31', '2025/26'],
    ['2026-09-01', '2026/27'],
    ['2027-01-15', '2026/27'],
    ['1999-10-01', '1999/00'],
  ])('%s is in %s', (activityDate, year) => {
    expect(schoolYearOf(piece({ activityDate }))).toBe(year);
  });

  it('uses the day of tagging if the activity has no date', () => {
    expect(schoolYearOf(piece({ taggedAt: '2026-09-02T08:00:00.000Z' }))).toBe('2026/27');
  });
});

describe('coverageBy', () => {
  const list = [
    piece({ taggedBy: 'Ștefan', activityDate: '2025-03-01' }),
    piece({ taggedBy: 'Ana ', url: 'https://school.example/2', activityDate: '2026-10-01' }),
    piece({ taggedBy: 'Ana', domain: 'model-school', activityDate: '2025-03-01' }),
    piece({ domain: 'student-agency', activityDate: '2026-10-01' }),
    piece({ domain: 'shared-leadership', deletedAt: '2026-10-01T00:00:00.000Z' }),
  ];

  it('counts by colleague, names in order, no name last', () => {
    const columns = coverageBy('colleague', list);
    expect(columns.map(({ name, counts }) => [name, totalOf(counts)])).toEqual([
      ['Ana', 2],
      ['Ștefan', 1],
      ['', 1],
    ]);
    expect(columns[0]?.counts).toMatchObject({ collaboration: 1, 'model-school': 1 });
  });

  it('counts by school year, the latest first', () => {
    expect(coverageBy('school-year', list).map(({ name }) => name)).toEqual(['2026/27', '2024/25']);
  });

  it('counts every live piece once, whichever way', () => {
    fc.assert(
      fc.property(anyList, fc.constantFrom('colleague' as const, 'school-year' as const), (any, grouping) => {
        const total = coverageBy(grouping, any).reduce((sum, { counts }) => sum + totalOf(counts), 0);
        expect(total).toBe(any.filter(isLive).length);
        expect(total).toBe(totalOf(summarise(any).counts));
      }),
    );
  });
});
