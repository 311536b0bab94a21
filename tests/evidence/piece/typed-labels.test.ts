import { expect, it } from 'vitest';
import { jsonOf } from '../../../evidence/export/backup-text.ts';
import type { Evidence } from '../../../evidence/piece/evidence.ts';
import { labelRegister, stamped } from '../../../evidence/piece/registers.ts';
import { piece } from '../../support/pieces.ts';

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
  Object.keys(changed.changedAt ?? {})
    .filter((name) => name.startsWith('labels/'))
    .sort();

/** The registers of labels. */
const of = (...labels: string[]) => labels.map(labelRegister).sort();

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
  expect(labelled(after)).toEqual(of('Bee', 'Erasmus'));
});

it('a label that was there before and is written anew was taken out', () => {
  const before = piece({ labels: ['Erasmus'] });
  expect(labelled(typed(before, ['Erasmus+']))).toEqual(of('Erasmus', 'Erasmus+'));
});

it('a label that makes room for quite another was taken out', () => {
  expect(labelled(typed(piece(), ['Water'], ['Music']))).toEqual(of('Music', 'Water'));
});

it('the word of a label that was taken out is nowhere in the piece, nor in a backup of it', () => {
  const after = typed(piece(), ['A pupil of 7b'], []);
  expect(labelled(after)).toEqual(of('a pupil OF 7b'));
  expect(jsonOf([after], after.updatedAt).toLowerCase()).not.toContain('pupil');
});
