import { expect, it } from 'vitest';
import { goesWithout, unmerged } from '../../../evidence/merge/unmerged.ts';
import { isLive } from '../../../evidence/piece/piece.ts';
import { piece } from '../../support/pieces.ts';

const MERGED_AT = '2026-11-22T10:00:00.000Z';
const NOW = '2026-11-23T10:00:00.000Z';

it.each([
  ['of the past', '2026-05-04T08:00:00.000Z'],
  ['of a clock that was wrong', '2030-01-01T00:00:00.000Z'],
])('Undo of a merge removes pieces with a time %s, unless somebody worked on them', (_name, time) => {
  const came = piece({ taggedAt: time, updatedAt: time });
  const whole = { id: 'x', before: null, after: came };
  const change = goesWithout(whole, MERGED_AT) ? { before: null } : whole;
  expect(isLive(unmerged(came, change, MERGED_AT))).toBe(false);
  const workedOn = { ...came, labels: ['Seen with my class'], updatedAt: time > NOW ? time : NOW };
  expect(unmerged(workedOn, change, MERGED_AT)).toBe(workedOn);
});
