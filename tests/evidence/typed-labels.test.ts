import { expect, it } from 'vitest';
import type { Evidence } from '../../evidence/evidence.ts';
import { stamped } from '../../evidence/registers.ts';
import { piece } from '../support/pieces.ts';

/** Labels one after another, as a field keeps them while it is typed in, a second apart. */
function typed(start: Evidence, ...steps: readonly string[][]): Evidence {
  let now = start;
  for (const [index, labels] of steps.entries()) {
    const updatedAt = new Date(Date.parse('2026-11-22T10:00:00.000Z') + index * 1_000).toISOString();
    now = stamped(now, { ...now, labels, updatedAt });
  }
  return now;
}

const labelled = (changed: Evidence) =>
  Object.keys(changed.changedAt ?? {}).filter((name) => name.startsWith('labels/'));

it('the beginnings of a label that is being typed leave nothing behind', () => {
  const after = typed(
    piece(),
    ['E'],
    ['Er'],
    ['Eras'],
    ['Erasm'],
    ['Eras'],
    ['Erasmus'],
    ['Erasmus', 'B'],
    ['Erasmus', 'Bee'],
  );
  expect(labelled(after).sort()).toEqual(['labels/bee', 'labels/erasmus']);
});

it('a label that was there before and is written anew was taken out', () => {
  const before = piece({ labels: ['Erasmus'] });
  expect(labelled(typed(before, ['Erasmus+'])).sort()).toEqual(['labels/erasmus', 'labels/erasmus+']);
});

it('a label that makes room for quite another was taken out', () => {
  expect(labelled(typed(piece(), ['Water'], ['Music'])).sort()).toEqual(['labels/music', 'labels/water']);
});
