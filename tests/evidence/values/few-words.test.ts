import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWords, firstWords, lastWords } from '../../../evidence/values/few-words.ts';
import { growthOf } from '../../support/growth.ts';

const LONG = 'a'.repeat(61);

describe('countWords', () => {
  it.each([
    ['', 0],
    ['– … !', 0],
    ['🌊 👍🏽', 0],
    ['Țările învață împreună.', 3],
    ['all-in-one', 3],
    ['l’acqua è fresca', 3],
    ['مياه النبع', 2],
    ['泉の水を測り', 6],
  ])('of %j is %i', (text, count) => {
    expect(countWords(text)).toBe(count);
  });
});

describe('firstWords and lastWords', () => {
  it.each([
    ['few words', 'one two', 'one two', 'one two'],
    ['many', 'one two three four five', 'one two three', 'three four five'],
    [
      'punctuation beside them',
      '“One, two” – (three), four: (five), six!',
      '“One, two” – (three),',
      'four: (five), six!',
    ],
    ['compounds', 'well-being at all-in-one schools', 'well-being at', 'all-in-one schools'],
    ['diacritics', 'Țările învață și știu împreună', 'Țările învață și', 'și știu împreună'],
    ['right-to-left text', 'قاس التلاميذ مياه النبع كل', 'قاس التلاميذ مياه', 'مياه النبع كل'],
    ['emoji between', '👍🏽 a 🎉 b ❤️ c 🌊 d', '👍🏽 a 🎉 b ❤️ c', 'b ❤️ c 🌊 d'],
    ['nothing but emoji', '🎉🎉 🌊', '🎉🎉', '🌊'],
    [
      'no spaces at all',
      '泉の水を測り、その結果をヨルダンの学校と比べて、共同の報告書を書きました。',
      '泉の水',
      '書きました。',
    ],
    ['a word that is too long beside others', `a b ${LONG}`, 'a b', LONG],
    ['a word that is too long before others', `${LONG} b c`, LONG, 'b c'],
    ['nothing', '', '', ''],
  ])('of %s', (_, line, first, last) => {
    expect(firstWords(line, 3)).toBe(first);
    expect(lastWords(line, 3)).toBe(last);
  });

  it('are the beginning and the end of the line, never within a pair of surrogates, for any line', () => {
    const anyLine = fc
      .string({ unit: fc.constantFrom('a', 'ș', ' ', '-', '.', '水', '🌊', 'א'), maxLength: 400 })
      .map((text) => text.replace(/ +/g, ' ').trim());
    fc.assert(
      fc.property(anyLine, fc.integer({ min: 1, max: 6 }), (line, count) => {
        const [first, last] = [firstWords(line, count), lastWords(line, count)];
        expect(line.startsWith(first) && line.endsWith(last)).toBe(true);
        expect(first.isWellFormed() && last.isWellFormed()).toBe(true);
        expect([first === '', last === '']).toEqual([line === '', line === '']);
      }),
    );
  });

  it.each<[string, (size: number) => string]>([
    ['one word', (size) => 'a'.repeat(size)],
    ['one word of letters apart', (size) => '水'.repeat(size)],
    ['one word and white space', (size) => `${'a'.repeat(size)} b`],
    ['punctuation', (size) => '-'.repeat(size)],
  ])('are found in proportion to the length of a line of %s', async (_, lineOf) => {
    const { said } = await growthOf((size) => {
      const line = lineOf(size);
      return [firstWords(line, 5), lastWords(line, 5)];
    }, 500_000);
    expect(said).toBe('');
  });
});
