import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  cleanQuote,
  MAX_CONTEXT_LENGTH,
  MAX_QUOTE_LENGTH,
  MAX_QUOTES,
  type Quote,
  sameQuote,
  withoutQuote,
  withQuote,
} from '../../../evidence/piece/quote.ts';
import { quoteSchema } from '../../../evidence/piece/quote-schema.ts';
import { growthOf } from '../../support/growth.ts';

function quote(exact: string, prefix = '', suffix = ''): Quote {
  return { exact, prefix, suffix };
}

/** Any text, with much white space, line ends and halves of surrogate pairs. */
const anyRaw = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ' ',
      '\n',
      '\r\n',
      '\t',
      '\u00A0',
      '\u2028',
      '\u200B',
      '\u202E',
      '\uD83C',
      '\uDF0A',
      '🌊',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 100,
});

/** Any quote, some as long as they may be or a little longer. */
const anyRawQuote: fc.Arbitrary<Quote> = fc
  .record({
    exact: anyRaw,
    prefix: anyRaw,
    suffix: anyRaw,
    filler: fc.option(fc.integer({ min: MAX_QUOTE_LENGTH - 60, max: MAX_QUOTE_LENGTH })),
  })
  .map(({ exact, prefix, suffix, filler }) =>
    quote(filler === null ? exact : `${'a'.repeat(filler)}${exact}`, prefix, suffix),
  );

describe('cleanQuote', () => {
  it('leaves a clean quote as it is, unknown fields included', () => {
    const clean = { ...quote('The passage.', 'Before. ', ' After.'), frame: 'a' };
    expect(cleanQuote(clean)).toEqual(clean);
  });

  it.each([
    ['spaces and tabs', 'a  \t b', 'a b'],
    ['a line break between two blocks', 'a\nb', 'a\nb'],
    ['empty lines and indents', 'a \r\n\r\n\t b', 'a\nb'],
    ['line and paragraph separators', 'a\u2028b\u2029c', 'a\nb\nc'],
    ['a no-break space', 'p.\u00A012', 'p.\u00A012'],
    ['a no-break space among spaces', 'a. \u00A0 b', 'a.\u00A0b'],
    ['unwanted characters', 'a\u202Eb\u0000 \u0007 c', 'ab c'],
    ['half a surrogate pair', 'a\uD83Cb', 'a\uFFFDb'],
    ['text it does not change', 'می‌خواهم 👩‍👩‍👧‍👦 s\u0326', 'می‌خواهم 👩‍👩‍👧‍👦 s\u0326'],
  ])('turns %s into what a reader reads', (_, raw, clean) => {
    expect(cleanQuote(quote(raw, raw, raw))).toEqual(quote(clean, clean, clean));
  });

  it.each([
    ['', undefined],
    [' \n\t\u00A0', undefined],
    ['\u200B\u2060\u00AD', undefined],
    ['\u0000\u202E', undefined],
    ['·', '·'],
    ['🌊', '🌊'],
  ])('turns %j into %j', (raw, exact) => {
    expect(cleanQuote(quote(raw))?.exact).toBe(exact);
  });

  it('moves the white space around the passage to its context, so that the three stay one text', () => {
    expect(cleanQuote(quote(' the passage\n', 'before', 'after'))).toEqual(
      quote('the passage', 'before ', '\nafter'),
    );
    expect(cleanQuote(quote('\n the passage ', 'before ', ' after'))).toEqual(
      quote('the passage', 'before\n', ' after'),
    );
    expect(cleanQuote(quote(' the passage '))).toEqual(quote('the passage'));
  });

  it('cuts a long passage: its prefix stays, its suffix begins with the cut text', () => {
    const long = `${'a'.repeat(MAX_QUOTE_LENGTH)}bcd`;
    expect(cleanQuote(quote(long, 'before ', ' after'))).toEqual({
      ...quote('a'.repeat(MAX_QUOTE_LENGTH), 'before ', 'bcd after'),
      isShortened: true,
    });
    expect(cleanQuote(quote(`${'a'.repeat(MAX_QUOTE_LENGTH)} bcd`))).toEqual({
      ...quote('a'.repeat(MAX_QUOTE_LENGTH), '', ' bcd'),
      isShortened: true,
    });
    expect(cleanQuote(quote(`${'a'.repeat(MAX_QUOTE_LENGTH)} `))).not.toHaveProperty('isShortened');
  });

  it('never cuts through a surrogate pair', () => {
    const filler = 'a'.repeat(MAX_QUOTE_LENGTH - 1);
    expect(cleanQuote(quote(`${filler}🌊b`))).toEqual({
      ...quote(filler, '', '🌊b'),
      isShortened: true,
    });
    const waves = '🌊'.repeat(MAX_CONTEXT_LENGTH / 2);
    expect(cleanQuote(quote('x', `🌊${waves}b`, `b${waves}🌊`))).toEqual(
      quote('x', `${waves.slice(2)}b`, `b${waves.slice(2)}`),
    );
  });

  it('leaves the context next to the passage', () => {
    const before = 'b'.repeat(MAX_CONTEXT_LENGTH);
    const after = 'c'.repeat(MAX_CONTEXT_LENGTH);
    expect(cleanQuote(quote('x', `far ${before}`, `${after} away`))).toEqual(quote('x', before, after));
  });

  it('is idempotent and fits the schema, for any text', () => {
    fc.assert(
      fc.property(anyRawQuote, (raw) => {
        const clean = cleanQuote(raw);
        fc.pre(clean !== undefined);
        expect(cleanQuote(clean)).toEqual(clean);
        expect(v.is(quoteSchema, clean)).toBe(true);
        expect(clean.exact).toBe(clean.exact.trim());
        for (const text of [clean.exact, clean.prefix, clean.suffix]) {
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toMatch(/\s\s|[\t\r\u2028\u2029]/);
        }
      }),
    );
  });

  it('loses nothing between prefix and suffix, for any text', () => {
    fc.assert(
      fc.property(anyRawQuote, (raw) => {
        const clean = cleanQuote(raw);
        const whole = cleanQuote(quote(`(${raw.prefix}${raw.exact}${raw.suffix})`));
        fc.pre(clean !== undefined && raw.exact.length <= 100);
        fc.pre([raw.prefix, raw.exact, raw.suffix].every((text) => text.isWellFormed()));
        expect(whole?.exact).toContain(`${clean?.prefix}${clean?.exact}${clean?.suffix}`);
      }),
    );
  });

  it('cleans a text of 2 MB without effort', async () => {
    const textOf = (size: number) => 'word \n \u00A0 \u0000 🌊 '.repeat(size);
    const clean = (text: string) => cleanQuote(quote(text, text, text));
    expect(clean(textOf(150_000))?.exact.length).toBeLessThanOrEqual(MAX_QUOTE_LENGTH);
    expect((await growthOf((size) => clean(textOf(size)), 50_000)).said).toBe('');
  });
});

describe('quoteSchema', () => {
  it('accepts fields that it does not know', () => {
    const loose = { ...quote('a'), type: 'TextQuoteSelector' };
    expect(v.parse(quoteSchema, loose)).toEqual(loose);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'a passage'],
    ['an empty passage', quote('')],
    ['one that is too long', quote('a'.repeat(MAX_QUOTE_LENGTH + 1))],
    ['a prefix that is too long', quote('a', 'b'.repeat(MAX_CONTEXT_LENGTH + 1))],
    ['a suffix that is too long', quote('a', '', 'b'.repeat(MAX_CONTEXT_LENGTH + 1))],
    ['no context', { exact: 'a' }],
    ['a passage that is no text', { ...quote('a'), exact: 7 }],
  ])('refuses %s', (_, value) => {
    expect(v.is(quoteSchema, value)).toBe(false);
  });
});

describe('a list of quotes', () => {
  const [first, second] = [quote('one', 'a ', ' b'), quote('two')];

  it('distinguishes equal passages in different positions, whatever their other fields', () => {
    expect(sameQuote(first, { ...first, frame: 'a' })).toBe(true);
    expect(sameQuote(first, { ...first, exact: 'One' })).toBe(false);
    expect(sameQuote(first, { ...first, prefix: 'c ' })).toBe(false);
    expect(sameQuote(first, { ...first, suffix: ' c' })).toBe(false);
  });

  it('grows at its end, without doubles', () => {
    const list = withQuote(withQuote([], first), second);
    expect(list).toEqual([first, second]);
    expect(withQuote(list, { ...first })).toBe(list);
  });

  it('drops nothing when it is full', () => {
    const full = Array.from({ length: MAX_QUOTES }, (_, index) => quote(`${index}`));
    expect(withQuote(full.slice(1), first)).toHaveLength(MAX_QUOTES);
    expect(withQuote(full, first)).toBe(full);
  });

  it('loses a removed quote, and nothing else', () => {
    const list = [first, second];
    expect(withoutQuote(list, { ...first })).toEqual([second]);
    expect(withoutQuote(list, quote('three'))).toBe(list);
  });

  it('is the same after adding and removing, for any list', () => {
    const anyQuote = fc.record({
      exact: fc.string({ maxLength: 2 }),
      prefix: fc.constant(''),
      suffix: fc.constant(''),
    });
    fc.assert(
      fc.property(fc.array(anyQuote, { maxLength: MAX_QUOTES + 3 }), anyQuote, (quotes, one) => {
        const list = quotes.reduce<readonly Quote[]>((all, each) => withQuote(all, each), []);
        expect(new Set(list.map(({ exact }) => exact)).size).toBe(list.length);
        const had = list.some((each) => sameQuote(each, one));
        const added = withQuote(list, one);
        expect(added === list).toBe(had || list.length === MAX_QUOTES);
        if (!had) expect(withoutQuote(added, one)).toEqual(list);
      }),
    );
  });
});
