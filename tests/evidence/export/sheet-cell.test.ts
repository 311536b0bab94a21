import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayFormatFor,
  linkTarget,
  looksLikeError,
  looksLikeFormula,
  MAX_LINK_LENGTH,
  serialOfDay,
  textForCell,
} from '../../../evidence/export/sheet-cell.ts';
import { MAX_SHEET_CELL_LENGTH } from '../../../evidence/files/table-columns.ts';

describe('text in a cell', () => {
  it.each([
    ['two\r\nlines\rand one', 'two\nlines\nand one'],
    ['a\u0000b\u0008c\u000Bd\u001Fe\uFFFEf\uFFFFg', 'abcdefg'],
    ['half \uD83D a pair', 'half  a pair'],
    ['whole 😀 pair', 'whole 😀 pair'],
    ['tab\tstays', 'tab\tstays'],
    ['_x0041_ is no A', '_x005F_x0041_ is no A'],
  ])('%j becomes %j', (text, wanted) => {
    expect(textForCell(text, '…')).toBe(wanted);
  });

  it('is cut with a mark if it is longer than a cell can hold, never through a character', () => {
    expect(textForCell('x'.repeat(MAX_SHEET_CELL_LENGTH), ' (cut)')).toHaveLength(MAX_SHEET_CELL_LENGTH);
    const cutText = textForCell('😀'.repeat(20_000), ' (cut)');
    expect(cutText.length).toBeLessThanOrEqual(MAX_SHEET_CELL_LENGTH);
    expect(cutText.length).toBeGreaterThan(MAX_SHEET_CELL_LENGTH - 3);
    expect(cutText).toMatch(/😀 \(cut\)$/u);
    expect(cutText.isWellFormed()).toBe(true);
  });
});

it.each(['=1+1', '  =1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'])('%j looks like a formula', (text) => {
  expect(looksLikeFormula(text)).toBe(true);
});

it.each(['1 = 1', 'a-b', '', '#N/A'])('%j does not look like a formula', (text) => {
  expect(looksLikeFormula(text)).toBe(false);
});

it.each([
  ['#N/A', true],
  ['#DIV/0!', true],
  ['#NAME?', true],
  ['#GETTING_DATA', true],
  ['#eTwinning', false],
  ['# N/A', false],
])('whether %j looks like an error: %s', (text, looks) => {
  expect(looksLikeError(text)).toBe(looks);
});

it.each([
  ['1900-03-01', 61],
  ['1970-01-01', 25_569],
  ['2026-02-14', 46_067],
  ['1900-02-28', undefined],
  ['1850-01-01', undefined],
  ['', undefined],
  ['2026-13-01', undefined],
])('the day %s is the number %s', (day, serial) => {
  expect(serialOfDay(day)).toBe(serial);
});

it.each([
  ['en', 'dd\\/mm\\/yyyy'],
  ['ro', 'dd\\.mm\\.yyyy'],
  ['pl', 'dd\\.mm\\.yyyy'],
  ['it', 'dd\\/mm\\/yyyy'],
  ['et', 'dd\\.mm\\.yyyy'],
  ['sv', 'yyyy\\-mm\\-dd'],
  ['ar', 'dd\\/mm\\/yyyy'],
])('%s writes a day as %s', (language, code) => {
  expect(dayFormatFor(language)).toBe(code);
});

describe('the target of a link', () => {
  it.each([
    ['https://school.example/a?b=1&c=2#d', 'https://school.example/a?b=1&c=2#d'],
    ['https://school.example/a|b?c={d}^#e#f', 'https://school.example/a%7Cb?c=%7Bd%7D%5E#e%23f'],
    ['https://school.example/100%', 'https://school.example/100%25'],
    ['https://bücher.example/č', 'https://xn--bcher-kva.example/%C4%8D'],
    ['http://[::1]:8080/[a]', 'http://[::1]:8080/%5Ba%5D'],
  ])('%s is %s', (address, target) => {
    expect(linkTarget(address)).toBe(target);
  });

  it('is empty if Excel would not accept it', () => {
    const beginning = 'https://school.example/';
    expect(linkTarget(beginning.padEnd(MAX_LINK_LENGTH, 'a'))).toHaveLength(MAX_LINK_LENGTH);
    expect(linkTarget(beginning.padEnd(MAX_LINK_LENGTH + 1, 'a'))).toBeUndefined();
  });

  it('is a URI, and leads to the same address', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (address) => {
        const target = linkTarget(address) ?? '';
        expect(target).toMatch(
          /^https?:\/\/[\w\-.~:[\]%]+([/?#]([\w\-.~:/?@!$&'()*+,;=#]|%[0-9A-F]{2})*)?$/i,
        );
        expect(decodeURI(new URL(target).href)).toBe(decodeURI(new URL(address).href));
      }),
    );
  });
});
