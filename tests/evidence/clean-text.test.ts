import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, cleanTitle, cut, MAX_TITLE_LENGTH } from '../../evidence/clean-text.ts';

const anyString = fc.string({ unit: 'binary' });

/** Characters that never may come through, one by one. */
const UNWANTED: readonly [string, number, number][] = [
  ['a control character', 0x00, 0x08],
  ['a vertical tab or form feed', 0x0b, 0x0c],
  ['a control character', 0x0e, 0x1f],
  ['DEL or a C1 control', 0x7f, 0x9f],
  ['a bidirectional embedding or override', 0x202a, 0x202e],
  ['a bidirectional isolate', 0x2066, 0x2069],
  ['a byte order mark', 0xfeff, 0xfeff],
  ['an interlinear annotation mark', 0xfff9, 0xfffb],
  ['a noncharacter', 0xfffe, 0xffff],
];

describe('cleanText', () => {
  it.each(UNWANTED)('takes %s out (%i to %i)', (_, from, to) => {
    for (let code = from; code <= to; code++) {
      expect(cleanText(`a${String.fromCharCode(code)}b`)).toBe('ab');
    }
  });

  it.each([
    ['a family joined by ZWJ', '👩‍👩‍👧‍👦'],
    ['an emoji with variation selector', '❤️'],
    ['a flag', '🇷🇴'],
    ['the right-to-left mark', 'שלום\u200F!'],
    ['the left-to-right mark', 'C\u200E++'],
    ['the Persian zero-width non-joiner', 'می‌خواهم'],
    ['combining marks', 's\u0326t\u0326'],
    ['tabs and line feeds', 'a\tb\nc\n\nd'],
    ['a no-break space', 'p.\u00A012'],
    ['markup, which is only text here', '<b>&amp;</b> **x**'],
  ])('leaves %s alone', (_, text) => {
    expect(cleanText(text)).toBe(text);
  });

  it.each([
    ['CRLF', 'a\r\nb', 'a\nb'],
    ['CR', 'a\rb', 'a\nb'],
    ['LF CR', 'a\n\rb', 'a\n\nb'],
    ['two CRLF', 'a\r\n\r\nb', 'a\n\nb'],
  ])('makes %s a line feed', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it.each([
    ['a high surrogate', 'a\uD83Cb'],
    ['a low surrogate', 'a\uDF0Ab'],
    ['a pair the wrong way round', 'a\uDF0A\uD83Cb'],
  ])('leaves no half of a pair: %s', (_, text) => {
    expect(text.isWellFormed()).toBe(false);
    expect(cleanText(text).isWellFormed()).toBe(true);
  });

  it('is idempotent, well formed and never longer, for any text', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean.length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('cleanTitle', () => {
  it.each([
    ['line ends and tabs', ' Water\r\n\tin our\n\ntowns ', 'Water in our towns'],
    ['no-break spaces', 'Water\u00A0\u00A0in', 'Water in'],
    ['line and paragraph separators', 'Water\u2028in\u2029towns', 'Water in towns'],
    ['a control between spaces', 'Water \u0000 in', 'Water in'],
    ['nothing but white space', ' \n\t', ''],
  ])('makes one line of %s', (_, text, title) => {
    expect(cleanTitle(text)).toBe(title);
  });

  it('keeps the longest title and cuts what is longer', () => {
    expect(cleanTitle('a'.repeat(MAX_TITLE_LENGTH))).toHaveLength(MAX_TITLE_LENGTH);
    expect(cleanTitle('a'.repeat(MAX_TITLE_LENGTH + 1))).toHaveLength(MAX_TITLE_LENGTH);
  });

  it('leaves no space where it was cut', () => {
    expect(cleanTitle(`${'a'.repeat(MAX_TITLE_LENGTH - 1)} bc`)).toBe('a'.repeat(MAX_TITLE_LENGTH - 1));
  });

  it('is idempotent and at most as long as a title may be, for any text', () => {
    const nearTheLimit = fc
      .tuple(fc.integer({ min: MAX_TITLE_LENGTH - 5, max: MAX_TITLE_LENGTH }), anyString)
      .map(([length, rest]) => 'a'.repeat(length) + rest);
    const anyLength = fc.oneof(anyString, nearTheLimit);
    fc.assert(
      fc.property(anyLength, (text) => {
        const title = cleanTitle(text);
        expect(cleanTitle(title)).toBe(title);
        expect(title.length).toBeLessThanOrEqual(MAX_TITLE_LENGTH);
        expect(title).not.toMatch(/^\s|\s$|[\n\r\t]/);
      }),
    );
  });
});

describe('cut', () => {
  it.each([
    ['a🌊b', 0, ''],
    ['a🌊b', 1, 'a'],
    ['a🌊b', 2, 'a'],
    ['a🌊b', 3, 'a🌊'],
    ['a🌊b', 4, 'a🌊b'],
    ['a🌊b', 9, 'a🌊b'],
  ])('of %s at %i is %j', (text, length, beginning) => {
    expect(cut(text, length)).toBe(beginning);
  });

  it('is a beginning, as long as allowed, and never splits a pair, for any well-formed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (any, length) => {
        const text = any.toWellFormed();
        const beginning = cut(text, length);
        expect(text.startsWith(beginning)).toBe(true);
        expect(beginning.isWellFormed()).toBe(true);
        expect(beginning.length).toBeGreaterThanOrEqual(Math.min(text.length, length) - 1);
        expect(beginning.length).toBeLessThanOrEqual(length);
      }),
    );
  });
});
