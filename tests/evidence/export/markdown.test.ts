import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdown } from '../../../evidence/export/markdown.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { linkToQuote } from '../../../evidence/piece/text-fragment.ts';
import { anyFullList, anyQuote, fullPiece, offlinePiece, quote } from '../../support/full-pieces.ts';
import { anyList, anyUrl, noteIn, type PieceFields, piece } from '../../support/pieces.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const words = await wordsOf('pl');

function write(list: readonly Piece[], say = words): string {
  return markdown.write(arrange(list), say, OPTIONS) as string;
}

/** The lines of the entry of a piece with these fields, without the indentation of the list. */
function entryOf(fields: PieceFields): string[] {
  return entryOfPiece(piece(fields));
}

function entryOfPiece(one: Piece): string[] {
  const text = write([{ ...one, domain: 'inclusive-innovation' }]);
  const [, entry = ''] = text.split(/^1\. /m);
  return entry.split('\n').map((line) => line.replace(/^ {3}/, ''));
}

describe('the Markdown document', () => {
  it('has heading, date, and the pieces of each domain as a numbered list', () => {
    const list = [
      piece({ note: 'One.\nTwo.\n\n\nThree.' }),
      piece({
        url: 'https://school.example/b',
        title: '',
        note: ' \n',
        taggedAt: '2026-02-01T09:00:00.000Z',
      }),
    ];
    const text = write(list);
    expect(text.split('\n').slice(0, 3)).toEqual([`# ${words.documentTitle}`, '', words.madeOn]);
    const section = text.split(/\n\n(?=## )/)[2];
    expect(section).toBe(`## 2. ${words.domainTitles.collaboration.text}

1. **[Water in our towns](<https://school.example/projects/water>)**  
   ${words.columns.taggedOn}: 1 marca 2026

   One.  
   Two.

   Three.

2. **[${words.untitled}](<https://school.example/b>)**  
   ${words.columns.taggedOn}: 1 lutego 2026`);
    expect(text.match(/^## \d\. /gm)).toHaveLength(5);
    expect(text.split(words.noEvidence)).toHaveLength(5);
  });

  it('contains every known fact of a piece, each passage as a block quotation that leads to it', () => {
    const [first, second] = (fullPiece().quotes ?? []).map((one) => linkToQuote(piece().url, one));
    expect(entryOfPiece(fullPiece({ quotes: [...(fullPiece().quotes ?? []), quote('a\nb\n\nc')] }))).toEqual([
      '**[Water in our towns](<https://school.example/projects/water>)** (planowane)  ',
      'Data działania: 14 lutego 2026  ',
      'Data oznaczenia: 1 marca 2026  ',
      'Kto oznaczył: Anna Kowalska  ',
      'Etykiety: Erasmus\\+; Water  ',
      'Kto może to otworzyć: tylko osoby zalogowane',
      '',
      'Planned together by four teachers.',
      '',
      '> The water was clean.',
      '>',
      `> [Znajdź ten fragment na stronie](<${first}>)`,
      '',
      '> All pupils measured it.',
      '>',
      `> [Znajdź ten fragment na stronie](<${second}>)`,
      '',
      '> a  ',
      '> b',
      '>',
      '> c',
      '>',
      expect.stringMatching(/^> \[Znajdź ten fragment na stronie\]\(<https:[^>]*>\)$/),
      '',
    ]);
  });

  it.each([
    [offlinePiece(), 'Gdzie się znajduje\\: the school office, folder 3'],
    [
      offlinePiece({ place: '[x](http://evil.example)' }),
      'Gdzie się znajduje\\: \\[x\\]\\(http\\://evil.example\\)',
    ],
    [piece({ url: offlinePiece().url }), 'Nie ma tego w internecie'],
    [piece({ url: 'javascript:alert(1)' }), 'Nie ma tego w internecie'],
  ])('has no link if there is no web page, and gives the place', (offline, where) => {
    const lines = entryOfPiece({ ...offline, quotes: [quote('Said.')] });
    expect(lines[0]).toBe(`**${offline.title}**  `);
    expect(lines[1]).toBe(`${where}  `);
    expect(lines.join('\n')).not.toMatch(/\]\(|urn:|javascript:/);
    expect(lines.slice(-2)).toEqual(['> Said.', '']);
  });

  it('indents paragraphs inside their entry when the number has two digits', () => {
    const list = Array.from({ length: 10 }, (_, n) =>
      piece({ url: `https://school.example/${n}`, note: 'a\n\nb' }),
    );
    expect(write(list)).toMatch(/^10\. \*\*.*\n {4}.*\n\n {4}a\n\n {4}b$/m);
  });

  it.each([
    ['ro', '1 martie 2026'],
    ['pl', '1 marca 2026'],
  ])('writes dates as people do in %s', async (language, date) => {
    expect(write([piece()], await wordsOf(language))).toContain(`: ${date}\n`);
  });
});

describe('text in Markdown', () => {
  it.each([
    ['*stars* and _lines_', '\\*stars\\* and \\_lines\\_'],
    ['`code`', '\\`code\\`'],
    ['[a](b)', '\\[a\\]\\(b\\)'],
    ['![a](b)', '\\!\\[a\\]\\(b\\)'],
    ['<script>alert(1)</script>', '\\<script\\>alert\\(1\\)\\</script\\>'],
    ['<https://evil.example>', '\\<https\\://evil.example\\>'],
    ['https://evil.example', 'https\\://evil.example'],
    ['anna@school.example', 'anna\\@school.example'],
    ['&lt; &#60;', '\\&lt; \\&\\#60;'],
    ['# heading', '\\# heading'],
    ['> quote', '\\> quote'],
    ['- item', '\\- item'],
    ['+ item', '\\+ item'],
    ['---', '\\-\\-\\-'],
    ['===', '\\=\\=\\='],
    ['1. item', '1\\. item'],
    ['12) item', '12\\) item'],
    ['a | b', 'a \\| b'],
    ['~~gone~~', '\\~\\~gone\\~\\~'],
    ['$x^2$', '\\$x\\^2\\$'],
    ['{x}', '\\{x\\}'],
    ['ends with a backslash\\', 'ends with a backslash\\\\'],
    ['\\*', '\\\\\\*'],
    ['    four spaces', 'four spaces'],
    ['Łódź, Școală, 🌊.', 'Łódź, Școală, 🌊.'],
    ["it's 5.7, or 8; “x” – y?", "it's 5.7, or 8; “x” – y?"],
  ])('is literal: %s', (plain, literal) => {
    expect(entryOf({ note: plain })[3]).toBe(literal);
    expect(entryOf({ title: plain.trim() })[0]).toContain(`**[${literal}](`);
  });

  it.each([
    ['a line that would underline the one above', 'a\n===\nb', ['a  ', '\\=\\=\\=  ', 'b']],
    ['a line that is only spaces', 'a\n \nb', ['a  ', '', 'b']],
    ['an indented line', 'a\n      b', ['a  ', 'b']],
    ['a list', 'a:\n- b\n2) c', ['a\\:  ', '\\- b  ', '2\\) c']],
  ])('prevents %s from making a block', (_, note, lines) => {
    expect(entryOf({ note }).slice(3)).toEqual([...lines, '']);
  });

  it('reads back as it was when the backslashes are read, for any list', () => {
    fc.assert(
      fc.property(anyFullList, (list) => {
        const lines = write(list)
          .split('\n')
          .map((line) => line.trim());
        for (const one of list) {
          const { title, url, labels, place } = one;
          const by = one.contributions?.[0]?.by;
          const name = title.trim() || words.untitled;
          const isOnTheWeb = url.startsWith('http');
          const head = isOnTheWeb ? `[${name}](` : `**${name}**`;
          expect(lines.some((line) => unescaped(line).includes(head))).toBe(true);
          const facts = [
            labels && `${words.columns.labels}: ${labels.join('; ')}`,
            by && `${words.columns.taggedBy}: ${by}`,
            !isOnTheWeb && place && `${words.keptAt}: ${place}`,
          ];
          for (const fact of facts) if (fact) expect(lines.map(unescaped)).toContain(fact);
          for (const line of noteIn(one).split('\n')) expect(lines.map(unescaped)).toContain(line.trim());
        }
      }),
    );
  });

  it('has no bare character with a meaning, for any note', () => {
    fc.assert(
      fc.property(anyList, (list) => {
        for (const one of list) {
          for (const line of entryOf({ note: noteIn(one) }).slice(3)) {
            const bare = line.replace(/\\[!-/:-@[-`{-~]/g, 'x');
            expect(bare).not.toMatch(/[\\`*_[\]<>#|~&!]|^\s*([+=-]|\d+[.)])/);
          }
        }
      }),
    );
  });
});

describe('a quotation in Markdown', () => {
  it.each([
    ['a heading', '# a', ['> \\# a']],
    ['another quotation', 'a\n> b', ['> a  ', '> \\> b']],
    ['a line that would underline the one above', 'a\n---', ['> a  ', '> \\-\\-\\-']],
    ['a list', '1. a\n- b', ['> 1\\. a  ', '> \\- b']],
    ['code', 'a\n\n      b\n```\nc', ['> a', '>', '> b  ', '> \\`\\`\\`  ', '> c']],
    ['a line that is only spaces', 'a\n \nb', ['> a  ', '>', '> b']],
    ['a table', '| a |\n| - |', ['> \\| a \\|  ', '> \\| \\- \\|']],
    ['a separator of lines that is none in Markdown', 'a\u2028b', ['> a\u2028b']],
  ])('stays one with %s in it', (_, exact, lines) => {
    const url = offlinePiece().url;
    expect(entryOf({ url, note: '', quotes: [quote(exact)] }).slice(4)).toEqual([...lines, '']);
  });

  it('never ends early and reads back as it was, for any passages', () => {
    fc.assert(
      fc.property(fc.array(anyQuote, { minLength: 1, maxLength: 3 }), (quotes) => {
        const lines = entryOf({ note: '', quotes }).slice(3, -1);
        const blocks = lines.join('\n').split('\n\n');
        expect(blocks).toHaveLength(quotes.length);
        for (const [index, block] of blocks.entries()) {
          const said = block.split('\n').map((line) => line.replace(/^> ?/, ''));
          for (const line of block.split('\n')) expect(line).toMatch(/^>( \S|$)/);
          const [link, empty, ...passage] = said.reverse();
          expect(empty).toBe('');
          expect(link).toMatch(/^\[[^\]]*\]\(<https:[^<>]*>\)$/);
          const words = passage.reverse().map(unescaped).join(' ');
          expect(words.replace(/\s/g, '')).toBe(quotes[index]?.exact.replace(/\s/g, ''));
        }
      }),
    );
  });
});

describe('a link in Markdown', () => {
  it.each([
    'https://school.example/a_(b)',
    'https://school.example/?a=1&amp;b=2',
    'https://school.example/?a=1&lt;=2',
    'https://school.example/?a=1&copy;right',
    'https://school.example/?a=%3C%3E%20',
    'https://school.example/*a*_b_',
    'https://school.example/#/album/3',
  ])('leads to the address as it is: %s', (url) => {
    expect(destinationOf(entryOf({ url })[0])).toBe(url);
  });

  it('leads to the same place, for any address', () => {
    fc.assert(
      fc.property(anyUrl, (url) => {
        const destination = destinationOf(entryOf({ url })[0]);
        expect(destination.replaceAll('%5C', '\\')).toBe(url.replaceAll('%5C', '\\'));
      }),
    );
  });

  it('stays inside its angle brackets with a backslash in the address', () => {
    const url = 'https://school.example/?a=\\';
    expect(destinationOf(entryOf({ url })[0])).toBe('https://school.example/?a=%5C');
  });
});

/** The link's destination as CommonMark reads it: backslash escapes first, then entities. */
function destinationOf(line = ''): string {
  const [, destination = ''] = line.match(/\]\(<((?:\\.|[^<>\\])*)>\)\*\* {2}$/) ?? [];
  const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', copy: '©', quot: '"' };
  return destination.replace(/\\([!-/:-@[-`{-~])|&(?:#(\d+)|(\w+));/g, (whole, escaped, code, name) => {
    if (escaped) return escaped;
    return code ? String.fromCodePoint(Number(code)) : (NAMED[name] ?? whole);
  });
}

/** Text as CommonMark reads its backslash escapes. */
function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
