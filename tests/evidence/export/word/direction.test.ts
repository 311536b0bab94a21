import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Direction } from '../../../../evidence/export/word/description.ts';
import { directionOfText, stretchesOf } from '../../../../evidence/export/word/direction.ts';
import { anyText } from '../../../support/pieces.ts';

it.each<[string, Direction | undefined]>([
  ['Water', 'ltr'],
  ['ماء', 'rtl'],
  ['שלום', 'rtl'],
  ['12. – ماء Water', 'rtl'],
  ['(Water ماء)', 'ltr'],
  ['水', 'ltr'],
  ['12 – 3', undefined],
  ['', undefined],
])('the direction of %j is %s', (text, direction) => {
  expect(directionOfText(text)).toBe(direction);
});

it.each<[string, Direction, [string, Direction][]]>([
  ['Water.', 'ltr', [['Water.', 'ltr']]],
  [
    'ماء، مدينة.',
    'ltr',
    [
      ['ماء، مدينة', 'rtl'],
      ['.', 'ltr'],
    ],
  ],
  ['ماء، مدينة.', 'rtl', [['ماء، مدينة.', 'rtl']]],
  [
    '“Water” 2025: ماء',
    'rtl',
    [
      ['“', 'rtl'],
      ['Water” 2025', 'ltr'],
      [': ماء', 'rtl'],
    ],
  ],
  ['…', 'rtl', [['…', 'rtl']]],
  ['', 'rtl', []],
])('%j in a paragraph %s has the stretches %j', (text, paragraph, stretches) => {
  expect(stretchesOf(text, paragraph)).toEqual(
    stretches.map(([part, direction]) => ({ text: part, direction })),
  );
});

it('the stretches lose nothing of a text, for any text', () => {
  const mixed = fc
    .array(fc.oneof(anyText, fc.constantFrom('ماء', 'שלום', ' ', '.')))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(mixed, fc.constantFrom<Direction>('ltr', 'rtl'), (text, paragraph) => {
      const stretches = stretchesOf(text, paragraph);
      expect(stretches.map((one) => one.text).join('')).toBe(text);
      for (const [index, one] of stretches.entries())
        expect(one.direction).not.toBe(stretches[index - 1]?.direction);
    }),
  );
});
