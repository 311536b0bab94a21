import { describe, expect, it } from 'vitest';
import { jsonOf } from '../../../evidence/export/backup-text.ts';
import { type BegunLabel, withBegun } from '../../../evidence/piece/begun-label.ts';
import { MAX_LABELS } from '../../../evidence/piece/facts.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { labelRegister, stamped } from '../../../evidence/piece/registers.ts';
import { readLabels, splitLabels } from '../../../evidence/piece/typed-labels.ts';
import { labels as manyLabels, piece } from '../../support/pieces.ts';

/** Labels in order, as they are stored, a second apart. */
function written(start: Piece, ...steps: readonly string[][]): Piece {
  let now = start;
  for (const [index, labels] of steps.entries()) {
    const updatedAt = new Date(Date.parse('2026-11-22T10:00:00.000Z') + index * 1_000).toISOString();
    now = stamped(now, { ...now, labels, updatedAt });
  }
  return now;
}

const labelled = (changed: Piece) =>
  Object.keys(changed.changedAt ?? {})
    .filter((name) => name.startsWith('labels/'))
    .sort();

/** The registers of labels. */
const of = (...labels: string[]) => labels.map(labelRegister).sort();

describe('readLabels', () => {
  /** The typed text, with `|` for the caret, over stored labels. */
  const read = (typed: string, ...stored: string[]) => {
    const caret = typed.indexOf('|');
    return readLabels(typed.replace('|', ''), stored, caret < 0 ? undefined : caret);
  };
  const begun = (text: string, where: Omit<BegunLabel, 'text'> = {}): BegunLabel => ({ text, ...where });

  it.each<[string, ReturnType<typeof read>, readonly string[], BegunLabel | null]>([
    ['a label without a comma is being typed', read('Wat|'), [], begun('Wat')],
    ['a comma ends a label', read('Water,|'), ['Water'], null],
    ['the comma of another script ends one, too', read('Water،|'), ['Water'], null],
    ['without a caret, every label is typed to the end', read('Water, Air'), ['Water', 'Air'], null],
    ['the labels before the one being typed are complete', read('Water, A|'), ['Water'], begun('A')],
    ['pasted text is complete up to its last comma', read('Water, Air, E|'), ['Water', 'Air'], begun('E')],
    [
      'a label is typed between two others',
      read('Water, E|, Air', 'Water', 'Air'),
      ['Water', 'Air'],
      begun('E', { at: 1 }),
    ],
    [
      'a stored label stays while it is rewritten',
      read('Wat|, Air', 'Water', 'Air'),
      ['Water', 'Air'],
      begun('Wat', { instead: 'Water' }),
    ],
    ['a stored label goes when it is deleted', read('|, Air', 'Water', 'Air'), ['Air'], null],
    [
      'all but the first are replaced by the text typed over them',
      read('M|', 'Water', 'Air'),
      ['Water'],
      begun('M', { instead: 'Water' }),
    ],
    ['a stored label with a space behind it is whole', read('Water |', 'Water'), ['Water'], null],
    ['a label that is there already is not typed again', read('Water, water|', 'Water'), ['Water'], null],
    ['white space says nothing', read('  |'), [], null],
  ])('%s', (_, typed, labels, label) => {
    expect(typed).toEqual({ labels, begun: label });
  });

  it('holds one label more than a page can have if it was typed', () => {
    const all = manyLabels(MAX_LABELS + 1);
    expect(readLabels(all.join(','), [])).toEqual({
      labels: all.slice(0, MAX_LABELS),
      begun: { text: all.at(-1) },
    });
  });

  it('stores no beginning of a label typed letter by letter, and reports the typed text at every letter', () => {
    let stored: readonly string[] = ['Air'];
    let typing: BegunLabel | null = null;
    let text = 'Air, ';
    for (const letter of 'Erasmus, Bee, ') {
      text += letter;
      ({ labels: stored, begun: typing } = readLabels(text, stored, text.length));
      expect(withBegun(stored, typing)).toEqual(splitLabels(text));
      expect(['Air', 'Erasmus', 'Bee']).toEqual(expect.arrayContaining([...stored]));
    }
    expect(stored).toEqual(['Air', 'Erasmus', 'Bee']);
    expect(typing).toBeNull();
  });
});

describe('withBegun', () => {
  it.each<[string, BegunLabel | undefined, readonly string[]]>([
    ['shows the labels alone if none is being typed', undefined, ['Water', 'Air']],
    ['shows the one that is being typed in its place', { text: 'E', at: 1 }, ['Water', 'E', 'Air']],
    ['shows it behind them if it has no position', { text: 'E' }, ['Water', 'Air', 'E']],
    ['shows it in place of the one that it rewrites', { text: 'E', instead: 'Air' }, ['Water', 'E']],
    ['shows it although the one it rewrites is gone', { text: 'E', instead: 'Sea' }, ['Water', 'Air', 'E']],
  ])('%s', (_, begun, shown) => {
    expect(withBegun(['Water', 'Air'], begun)).toEqual(shown);
  });
});

it('a label that existed before and is typed anew counts as removed', () => {
  const before = piece({ labels: ['Erasmus'] });
  expect(labelled(written(before, ['Erasmus+']))).toEqual(of('Erasmus', 'Erasmus+'));
});

it('a label that is replaced by quite another counts as removed', () => {
  expect(labelled(written(piece(), ['Water'], ['Music']))).toEqual(of('Music', 'Water'));
});

it('the word of a removed label is nowhere in the piece, nor in a backup of it', () => {
  const after = written(piece(), ['A pupil of 7b'], []);
  expect(labelled(after)).toEqual(of('a pupil OF 7b'));
  expect(jsonOf([after], after.updatedAt).toLowerCase()).not.toContain('pupil');
});
