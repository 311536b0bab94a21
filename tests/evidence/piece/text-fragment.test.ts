import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanQuote, MAX_QUOTE_LENGTH, type Quote } from '../../../evidence/piece/quote.ts';
import { linkToQuote } from '../../../evidence/piece/text-fragment.ts';
import { anyText, anyUrl } from '../../support/pieces.ts';

const PAGE = 'https://school.example/page';

function quote(exact: string, prefix = '', suffix = ''): Quote {
  return { exact, prefix, suffix };
}

/** The terms in a text directive. */
interface Terms {
  prefix?: string;
  start?: string;
  end?: string;
  suffix?: string;
}

/**
 * Reads the one text directive of an address, by the draft's “parse a text directive”.
 * @throws if there is none or it is not valid
 */
function termsOf(url: string): Terms {
  const directives = (new URL(url).hash.split(':~:')[1] ?? '').split('&');
  const texts = directives.filter((directive) => directive.startsWith('text='));
  expect(texts).toHaveLength(1);
  const tokens = texts[0]?.slice('text='.length).split(',') ?? [];
  const terms: Terms = {};
  if (tokens[0]?.endsWith('-')) terms.prefix = tokens.shift()?.slice(0, -1) ?? '';
  if (tokens.at(-1)?.startsWith('-')) terms.suffix = tokens.pop()?.slice(1) ?? '';
  const [start, end, ...more] = tokens;
  expect(more).toEqual([]);
  if (start !== undefined) terms.start = start;
  if (end !== undefined) terms.end = end;
  for (const term of Object.values(terms)) expect(term).toMatch(/^([A-Za-z0-9._~]|%[0-9A-F]{2})+$/);
  return Object.fromEntries(Object.entries(terms).map(([name, term]) => [name, decodeURIComponent(term)]));
}

describe('the address that leads to a passage', () => {
  it.each<[string, Quote, string]>([
    ['alone', quote('two classes'), 'text=two%20classes'],
    ['with the text before it', quote('two', 'one '), 'text=one-,two'],
    ['with the text after it', quote('two', '', ' three'), 'text=two,-three'],
    ['with both', quote('two', 'one ', ' three'), 'text=one-,two,-three'],
    [
      'of many words, by its ends',
      quote('one two three four five six seven', 'zero ', ' eight nine'),
      'text=zero-,one%20two%20three,five%20six%20seven',
    ],
    ['with the characters that part terms', quote('a-b, c & d'), 'text=a%2Db%2C%20c%20%26%20d'],
    [
      'with others that have a meaning',
      quote('50% #1? [x]="(it\'s)*!" <b>~'),
      'text=50%25%20%231%3F%20%5Bx%5D%3D%22%28it%27s%29%2A%21%22%20%3Cb%3E~',
    ],
    ['in Romanian', quote('țară'), 'text=%C8%9Bar%C4%83'],
    ['in Arabic', quote('مصر'), 'text=%D9%85%D8%B5%D8%B1'],
    ['with an emoji', quote('🌊'), 'text=%F0%9F%8C%8A'],
    ['with half a surrogate pair', quote('a\uD83Cb'), 'text=a%EF%BF%BDb'],
  ])('names it %s', (_, passage, directive) => {
    expect(linkToQuote(PAGE, passage)).toBe(`${PAGE}#:~:${directive}`);
  });

  it.each<[string, Quote, Terms]>([
    [
      'several blocks, by their ends',
      quote('The garden\nA fence.\nwas planned by four teachers'),
      { start: 'The garden', end: 'by four teachers' },
    ],
    ['a block with nothing to see at its end', quote('The garden\n\u200B'), { start: 'The garden' }],
    [
      'no end that is found too early',
      quote('one two three, In THE ênd, and in the end', 'zero ', ' it rained on'),
      { prefix: 'zero', start: 'one two three,', end: 'in the end', suffix: 'it rained' },
    ],
    [
      'an end that is the start too',
      quote('in the end it rained and in the end', '', ' it rained on'),
      { start: 'in the end', end: 'in the end' },
    ],
    [
      'an end in the middle of a word',
      quote('one two three four five six sev', '', 'en eight nine'),
      { start: 'one two three', end: 'five six sev', suffix: 'en eight' },
    ],
    [
      'a beginning in the middle of a word',
      quote('dens', 'all our gar', ' are'),
      { prefix: 'our gar', start: 'dens', suffix: 'are' },
    ],
    [
      'context that may begin or end in the middle of a word',
      quote('x', 'arden of our school ', ' is the best gar'),
      { prefix: 'of our school', start: 'x', suffix: 'is the best' },
    ],
    [
      'context of one word',
      quote('x', 'Heading\n', '\nNext'),
      { prefix: 'Heading', start: 'x', suffix: 'Next' },
    ],
    [
      'only the block next to it',
      quote('x', 'before it\nA heading here\n', '\nThe next one\nafter it'),
      { prefix: 'A heading here', start: 'x', suffix: 'The next one' },
    ],
    [
      'no more than a few words of context',
      quote('x', 'a b c d e f g h ', ' i j k l m n o p'),
      { prefix: 'd e f g h', start: 'x', suffix: 'i j k l m' },
    ],
    ['no context of punctuation alone', quote('x', '« ', ' »'), { start: 'x' }],
    [
      'no context behind a no-break space, over which Firefox does not go',
      quote('x', 'one two.\u00A0', '\u00A0three four'),
      { start: 'x' },
    ],
    ['a passage of one long word', quote('a'.repeat(130)), { start: 'a'.repeat(130) }],
    [
      'a passage of two long words',
      quote(`${'a'.repeat(130)} ${'b'.repeat(130)}`),
      { start: 'a'.repeat(130), end: 'b'.repeat(130) },
    ],
    [
      'text without spaces',
      quote('泉の水を測り、その結果をヨルダンの学校と比べました。'),
      { start: '泉の水', end: '比べました。' },
    ],
  ])('asks for %s', (_, passage, terms) => {
    expect(termsOf(linkToQuote(PAGE, passage))).toEqual(terms);
  });

  it.each([
    ['no fragment', PAGE, `${PAGE}#`],
    ['a query', `${PAGE}?a=1&b=:~:`, `${PAGE}?a=1&b=:~:#`],
    ['an empty fragment', `${PAGE}#`, `${PAGE}#`],
    ['an element', `${PAGE}#photos`, `${PAGE}#photos`],
    ['a route', `${PAGE}#/album/3?x=1#y`, `${PAGE}#/album/3?x=1#y`],
    ['half a delimiter', `${PAGE}#a:~`, `${PAGE}#a:%7E`],
    ['a text directive', `${PAGE}#:~:text=old&text=older`, `${PAGE}#`],
    ['a text directive behind a route', `${PAGE}#!album:~:text=a-,old,-b`, `${PAGE}#!album`],
  ])('of an address with %s loses nothing but a text directive', (_, url, kept) => {
    expect(linkToQuote(url, quote('new'))).toBe(`${kept}:~:text=new`);
  });

  it('preserves a directive of another kind', () => {
    expect(linkToQuote(`${PAGE}#a:~:text=old&other=1`, quote('new'))).toBe(`${PAGE}#a:~:text=new&other=1`);
  });

  it.each([
    'urn:uuid:0f7b9b5e-2d0c-4f7e-9a51-7c1d2e3f4a5b',
    'file:///home/anna/plan.pdf',
    'chrome://version/',
    'javascript:alert(1)',
    'data:text/html,two',
    'school.example/page',
    '',
  ])('of %j is that address', (url) => {
    expect(linkToQuote(url, quote('two'))).toBe(url);
  });

  it.each([
    ['nothing to look for', quote(' \n\u200B')],
    ['a word as long as a passage may be', quote('a'.repeat(MAX_QUOTE_LENGTH))],
  ])('of a page with %s is the page’s address', (_, passage) => {
    expect(linkToQuote(`${PAGE}#photos`, passage)).toBe(`${PAGE}#photos`);
  });

  it('omits context if the directive would be too long with it', () => {
    const passage = quote('가'.repeat(110), `${'나'.repeat(60)} `, ` ${'다'.repeat(60)}`);
    expect(termsOf(linkToQuote(PAGE, passage))).toEqual({ start: '가'.repeat(110) });
  });

  const anyQuote = fc.record({ exact: anyText, prefix: anyText, suffix: anyText });
  const anyBytes = fc.string({ unit: 'binary', maxLength: 300 });
  const anyBinaryQuote = fc.record({ exact: anyBytes, prefix: anyBytes, suffix: anyBytes });

  it('is a valid address with one valid directive that asks for the passage, for any page and passage', () => {
    fc.assert(
      fc.property(anyUrl, fc.oneof(anyQuote, anyBinaryQuote), (url, passage) => {
        const link = linkToQuote(url, passage);
        const clean = cleanQuote(passage);
        if (!clean) {
          expect(link).toBe(url);
          return;
        }
        fc.pre(link !== url);
        expect(new URL(link).href).toBe(link);
        expect(link.length).toBeLessThanOrEqual(url.length + 1_510);
        expect(linkToQuote(link, passage)).toBe(link);
        const { prefix = '', start = '', end = '', suffix = '' } = termsOf(link);
        expect(start).not.toBe('');
        expect(clean.exact).toContain(start);
        expect(clean.exact.slice(clean.exact.indexOf(start) + start.length)).toContain(end);
        expect(clean.prefix.trimEnd().endsWith(prefix)).toBe(true);
        expect(clean.suffix.trimStart().startsWith(suffix)).toBe(true);
        expect(`${prefix}${start}${end}${suffix}`).not.toContain('\n');
      }),
      { numRuns: 500 },
    );
  });
});
