import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../evidence/export/csv.ts';
import type { CsvSeparator } from '../../../evidence/export/format/contract.ts';
import { guarded as guardedCell, unguarded } from '../../../evidence/files/csv-cell.ts';
import { csvRows } from '../../../evidence/import/csv-rows.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { domainNumber } from '../../../evidence/mission-domain.ts';
import { guessAccess } from '../../../evidence/piece/facts.ts';
import { type Piece, pieceId } from '../../../evidence/piece/piece.ts';
import { hash } from '../../../evidence/values/hash.ts';
import { anyFullList, fullPiece, offlinePiece, quote } from '../../support/full-pieces.ts';
import { anyText, FIRST_ORIGIN, noteIn, piece } from '../../support/pieces.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const words = await wordsOf('pl');

async function write(list: Parameters<typeof arrange>[0], csvSeparator: CsvSeparator = ';'): Promise<string> {
  return csv.write(arrange(list), words, { ...OPTIONS, csvSeparator }) as Promise<string>;
}

/** Reads a table with an independent reader. */
function read(text: string, separator: CsvSeparator = ';'): string[][] {
  return parse(text, { bom: true, delimiter: separator, record_delimiter: '\r\n' });
}

/** The cell that identifies a row. */
const ID = new RegExp(`^page-[0-9a-f]{16} ${FIRST_ORIGIN}$`);

/** The cell of the only piece that has this note. */
async function cellOf(note: string): Promise<string | undefined> {
  return read(await write([piece({ note })]))[1]?.[4];
}

describe('the table', () => {
  it('has a head in the language of the document, and a row for each piece in Mission order', async () => {
    const shared = piece({ domain: 'shared-leadership', taggedAt: '2026-01-31T23:30:00.000Z' });
    const titles = words.domainTitles;
    expect(read(await write([fullPiece(), shared]))).toEqual([
      Object.values(words.columns),
      [
        '1',
        titles['shared-leadership'].text,
        shared.title,
        shared.url,
        noteIn(shared),
        '',
        '',
        '2026-01-31',
        '',
        '',
        'prawdopodobnie każdy',
        'zrealizowane',
        expect.stringMatching(ID),
      ],
      [
        '2',
        titles.collaboration.text,
        piece().title,
        piece().url,
        noteIn(piece()),
        'The water was clean.\n\nAll pupils measured it.',
        '2026-02-14',
        '2026-03-01',
        'Anna Kowalska',
        'Erasmus+; Water',
        'tylko osoby zalogowane',
        'planowane',
        expect.stringMatching(ID),
      ],
    ]);
  });

  it.each([
    [offlinePiece(), 'Gdzie się znajduje: the school office, folder 3'],
    [piece({ url: offlinePiece().url }), 'Nie ma tego w internecie'],
    [piece({ url: 'javascript:alert(1)' }), 'Nie ma tego w internecie'],
  ])('gives the place of evidence without a web page', async (offline, where) => {
    expect(read(await write([offline]))[1]?.[3]).toBe(where);
  });

  it.each([';', ','] as const)(
    'is written with a byte order mark, CRLF and no sep= line (%s)',
    async (separator) => {
      const text = await write([piece({ note: 'plain' })], separator);
      expect(text.startsWith('\uFEFF')).toBe(true);
      expect(text.endsWith('\r\n')).toBe(true);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      expect(text).not.toMatch(/sep=/i);
      expect(text.slice(1).startsWith(Object.values(words.columns).join(separator))).toBe(true);
    },
  );

  it('is only a head for an empty list', async () => {
    expect(read(await write([]))).toEqual([Object.values(words.columns)]);
  });
});

describe('a cell', () => {
  it.each([
    'a "quoted" word',
    '"',
    'semicolon; comma, tab\there',
    'two\nlines',
    'two\n\nparagraphs\n',
    ' spaces around ',
    'ends with a quote"',
    "'an apostrophe of its own",
    "it's 3 - 1 = 2, isn't it?",
    'Łódź, Școală, 🌊',
    'x'.repeat(20_000),
  ])('holds the note %j', async (note) => {
    expect(await cellOf(note)).toBe(note);
  });

  it.each([
    '=HYPERLINK("https://evil.example","x")',
    "=cmd|' /C calc'!A0",
    '+1',
    '-1',
    '- a list',
    '@SUM(A1)',
    '\ttab',
    '\nline',
    ' =1',
    '\u00A0\u2003=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    ' ＝1',
    "'=1",
    "''=1",
  ])('that a spreadsheet would read as a formula is text: %j', async (note) => {
    expect(await cellOf(note)).toBe(`'${note}`);
  });

  it.each([
    ["School news,=cmd|' /C calc'!A0", "School news,'=cmd|' /C calc'!A0"],
    ['a;=1', "a;'=1"],
    ['a\t=1', "a\t'=1"],
    ['a, ＝1', "a, '＝1"],
    ['a,"=1"', 'a,"\'=1"'],
    ['a,;\t-1', "a,;\t'-1"],
    ['a\n=1\n- b', "a\n'=1\n'- b"],
    ["a,'=1", "a,''=1"],
    [',=1', ",'=1"],
    ['\t=1', "'\t'=1"],
    [' \n+1', "' \n'+1"],
    ['a,b=1; c-1, d@e', 'a,b=1; c-1, d@e'],
  ])('has no formula after another separator either: %j', async (note, inFile) => {
    expect(await cellOf(note)).toBe(inFile);
  });

  it('is inert in title, quotation, name and labels too', async () => {
    const formula = '=1+1';
    const quotes = [quote(formula), quote(formula, { prefix: 'again' })];
    const hostile = piece({ title: formula, quotes, taggedBy: formula, labels: [formula, '+2'] });
    const [, row] = read(await write([hostile]));
    expect(row?.[2]).toBe("'=1+1");
    expect(row?.[5]).toBe("'=1+1\n\n'=1+1");
    expect(row?.[8]).toBe("'=1+1");
    expect(row?.[9]).toBe("'=1+1; '+2");
  });

  it.each(['a=b', 'a -1', '1+1', 'anna@school.example', '5 – 7', '(=1)', 'plain'])(
    'with ordinary text is left alone: %j',
    async (note) => {
      expect(await cellOf(note)).toBe(note);
    },
  );
});

it('a table is read back cell by cell, for any list and both separators', () => {
  return fc.assert(
    fc.asyncProperty(anyFullList, fc.constantFrom<CsvSeparator>(';', ','), async (list, separator) => {
      const [, ...rows] = read(await write(list, separator), separator);
      const expected = arrange(list).flatMap(({ domain, pieces }) =>
        pieces.map((one) => [
          String(domainNumber(domain)),
          words.domainTitles[domain].text,
          guarded(one.title),
          guarded(whereIs(one)),
          // A note of nothing but blanks counts as none.
          noteIn(one).trim() === '' ? '' : guarded(noteIn(one)),
          guarded((one.quotes ?? []).map(({ exact }) => exact.trim()).join('\n\n')),
          one.activityDate ?? '',
          one.taggedAt.slice(0, 10),
          guarded(one.contributions?.[0]?.by ?? ''),
          guarded((one.labels ?? []).map(quotedLabel).join('; ')),
          one.access ? words.access[one.access] : words.probableAccess[guessAccess(one.url)],
          one.status === 'planned' ? 'planowane' : 'zrealizowane',
          `${isOffline(one) ? one.url : `page-${hash(pieceId(one.domain, one.url))}`} ${FIRST_ORIGIN}`,
        ]),
      );
      expect(rows).toEqual(expected);
    }),
  );
});

function whereIs({ url, place }: Piece): string {
  if (url.startsWith('http')) return url;
  return place === undefined ? words.notOnTheWeb : `${words.keptAt}: ${place}`;
}

function isOffline({ url }: Piece): boolean {
  return url.startsWith('urn:');
}

function quotedLabel(label: string): string {
  return /[;"]/.test(label) ? `"${label.split('"').join('""')}"` : label;
}

/** The rule of the guard in other words than the product's: character by character, looking back. */
function guarded(text: string): string {
  let inside = '';
  for (const [index, sign] of [...text].entries()) {
    const before = [...text].slice(0, index).join('');
    const run = /[\s\uFEFF"',;]*$/.exec(before)?.[0] ?? '';
    inside += '=+-@＝＋－＠'.includes(sign) && /[,;\t\r\n]/.test(run) ? `'${sign}` : sign;
  }
  const begin = inside.replace(/^'+/, '').trimStart();
  const space = inside.replace(/^'+/, '').slice(0, -begin.length || undefined);
  const dangerous = /[\t\r\n]/.test(space) || (begin !== '' && '=+-@＝＋－＠'.includes(begin.charAt(0)));
  return dangerous ? `'${inside}` : inside;
}

/** The beginning of a formula, as a spreadsheet sees a cell: after spaces, too. */
const FORMULA = /^[\s\uFEFF]*[=+\-@＝＋－＠]/;

it('a table has no cell that begins with a sign, whichever separator a spreadsheet uses', () => {
  const hostile = fc
    .array(fc.constantFrom(...'=+-@＝,;"\'\t\n \u00A0a1'), { maxLength: 12 })
    .map((signs) => signs.join(''));
  const lists = fc.array(fc.tuple(hostile, hostile, hostile), { minLength: 1, maxLength: 3 });
  return fc.assert(
    fc.asyncProperty(
      lists,
      fc.constantFrom<CsvSeparator>(';', ','),
      fc.constantFrom(';', ',', '\t'),
      async (texts, separator, opened) => {
        const list = texts.map(([title, note, label], index) =>
          piece({ url: `https://school.example/${index}`, title, note, labels: [`a${label}`] }),
        );
        const text = await write(list, separator);
        // As seen by a reader that knows our quotation marks, and by one that knows none.
        const cells = [...csvRows(text, opened)].flatMap((row) => row?.cells ?? []);
        const pieces = text.split(new RegExp(`[${opened}\\r\\n]`));
        expect([...cells, ...pieces].filter((cell) => FORMULA.test(cell))).toEqual([]);
      },
    ),
    { numRuns: 500 },
  );
});

it('a guarded text is read back exactly, for any text', () => {
  const text = fc.oneof(
    anyText,
    fc.array(fc.constantFrom(...'=-＋,;"\'\t\n \uFEFFa'), { maxLength: 20 }).map((signs) => signs.join('')),
  );
  fc.assert(
    fc.property(text, (one) => {
      expect(unguarded(guardedCell(one))).toBe(one);
    }),
    { numRuns: 2_000 },
  );
});
