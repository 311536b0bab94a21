import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowOf, tableColumns } from '../../../evidence/export/table-row.ts';
import { xlsx } from '../../../evidence/export/xlsx.ts';
import { COLUMNS, MAX_SHEET_CELL_LENGTH } from '../../../evidence/files/table-columns.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { LANGUAGES } from '../../../locales/index.ts';
import { anyFullList, fullPiece, offlinePiece, quote } from '../../support/full-pieces.ts';
import { FIRST_ORIGIN, noteIn, piece } from '../../support/pieces.ts';
import { OPTIONS, rightToLeftWords, wordsOf } from '../../support/words.ts';
import { all, type ReadCell, type ReadSheet, readWorkbook } from '../../support/workbook.ts';

const words = await wordsOf('pl');

async function write(list: readonly Piece[], say = words, options = OPTIONS): Promise<Uint8Array> {
  return (await xlsx.write(arrange(list), say, options)) as Uint8Array;
}

async function read(list: readonly Piece[], say = words) {
  const [evidence, coverage] = readWorkbook(await write(list, say)).sheets;
  return { evidence: evidence as ReadSheet, coverage: coverage as ReadSheet };
}

/** The cell of the first piece in a column. */
function cellOf(sheet: ReadSheet, column: (typeof COLUMNS)[number]): ReadCell | undefined {
  return sheet.cells.get(`${String.fromCharCode(65 + COLUMNS.indexOf(column))}2`);
}

/** The cell that identifies a row. */
const ID = new RegExp(`^page-[0-9a-f]{16} ${FIRST_ORIGIN}$`);

describe('the sheet of the pieces', () => {
  it('has the columns of the table and a row for each piece in Mission order', async () => {
    const shared = piece({ domain: 'shared-leadership', taggedAt: '2026-01-31T23:30:00.000Z' });
    const { evidence } = await read([fullPiece(), shared]);
    const titles = words.domainTitles;
    expect(evidence.name).toBe('Dowody');
    expect(evidence.row(1)).toEqual(Object.values(words.columns));
    expect(evidence.row(2)).toEqual([
      '1',
      titles['shared-leadership'].text,
      shared.title,
      shared.url,
      noteIn(shared),
      '',
      '',
      '46053',
      '',
      '',
      'prawdopodobnie każdy',
      'zrealizowane',
      expect.stringMatching(ID),
    ]);
    expect(evidence.row(3)).toEqual([
      '2',
      titles.collaboration.text,
      piece().title,
      piece().url,
      noteIn(piece()),
      'The water was clean.\n\nAll pupils measured it.',
      '46067',
      '46082',
      'Anna Kowalska',
      'Erasmus+; Water',
      'tylko osoby zalogowane',
      'planowane',
      expect.stringMatching(ID),
    ]);
    expect(evidence.row(4).join('')).toBe('');
  });

  it('has its bold head in sight and on each page, filters, and widths', async () => {
    const { evidence } = await read([fullPiece(), piece({ domain: 'model-school' })]);
    const [pane] = all(evidence.xml, 'pane');
    expect([pane?.getAttribute('state'), pane?.getAttribute('ySplit')]).toEqual(['frozen', '1']);
    expect(all(evidence.xml, 'autoFilter')[0]?.getAttribute('ref')).toBe('A1:M3');
    expect(all(evidence.xml, 'col').map((one) => Number(one.getAttribute('width')) > 5)).toEqual(
      Array(13).fill(true),
    );
    for (const column of 'ABCDEFGHIJKLM') {
      expect(evidence.cells.get(`${column}1`)).toMatchObject({ isBold: true, isWrapped: true });
      expect(evidence.cells.get(`${column}2`)).toMatchObject({ isBold: false });
    }
    expect(readWorkbook(await write([])).names).toEqual(["'Dowody'!$1:$1", "'Stan obszarów'!$1:$1"]);
  });

  it('wraps text in rows that are high enough for it', async () => {
    const { evidence } = await read([
      piece({ note: 'A line.\n'.repeat(8).trim(), url: `https://a.example/${'b'.repeat(900)}` }),
    ]);
    expect(cellOf(evidence, 'note')?.isWrapped).toBe(true);
    expect(cellOf(evidence, 'address')?.isWrapped).toBe(false);
    expect(all(evidence.xml, 'row')[1]?.getAttribute('ht')).toBe('120');
    const long = await read([piece({ note: 'A line.\n'.repeat(2_000) })]);
    expect(all(long.evidence.xml, 'row')[1]?.getAttribute('ht')).toBe('409');
  });

  it('has real dates, displayed in the style of the language', async () => {
    for (const [language, format] of [
      ['pl', 'dd\\.mm\\.yyyy'],
      ['it', 'dd\\/mm\\/yyyy'],
    ] as const) {
      const { evidence } = await read([fullPiece()], await wordsOf(language));
      expect(cellOf(evidence, 'activityDate')).toMatchObject({ type: 'n', value: '46067', format });
      expect(cellOf(evidence, 'taggedOn')).toMatchObject({ type: 'n', value: '46082', format });
    }
  });

  it('leaves a day as text if sheets do not know it', async () => {
    const { evidence } = await read([piece({ activityDate: '1850-01-01' })]);
    expect(cellOf(evidence, 'activityDate')).toMatchObject({ type: 's', value: '1850-01-01' });
  });

  it('leads to the page from title and address, and only to pages', async () => {
    const { evidence } = await read([piece()]);
    expect(cellOf(evidence, 'title')?.link).toBe(piece().url);
    expect(cellOf(evidence, 'address')?.link).toBe(piece().url);
    for (const url of [
      offlinePiece().url,
      'javascript:alert(1)',
      'file:///etc/passwd',
      `https://a.example/${'b'.repeat(3_000)}`,
    ]) {
      const none = await read([piece({ url })]);
      expect([...none.evidence.cells.values()].filter(({ link }) => link)).toEqual([]);
    }
  });

  it.each([
    [offlinePiece(), 'Gdzie się znajduje: the school office, folder 3'],
    [piece({ url: offlinePiece().url }), 'Nie ma tego w internecie'],
  ])('gives the place of evidence that is not a web page', async (one, where) => {
    expect(cellOf((await read([one])).evidence, 'address')?.value).toBe(where);
  });

  it('says so if a page has no title', async () => {
    expect(cellOf((await read([piece({ title: '' })])).evidence, 'title')?.value).toBe(words.untitled);
  });

  it('marks text that does not fit', async () => {
    const quotes = [quote('a'.repeat(20_000)), quote('b'.repeat(20_000))];
    const value = cellOf((await read([piece({ quotes })])).evidence, 'quotes')?.value;
    expect(value).toHaveLength(MAX_SHEET_CELL_LENGTH);
    expect(value?.endsWith(words.shortened)).toBe(true);
  });
});

describe('the sheet of the coverage', () => {
  it('shows for each domain how many pieces there are, and what that means', async () => {
    const model = [1, 2, 3].map((number) =>
      piece({ domain: 'model-school', url: `https://a.example/${number}` }),
    );
    const { coverage } = await read([piece(), ...model]);
    expect(coverage.name).toBe('Stan obszarów');
    expect(coverage.row(1)).toEqual(['Nr', 'Obszar misji', 'Liczba dowodów', 'Jak jest udokumentowany']);
    expect(MISSION_DOMAINS.map((_, index) => coverage.row(index + 2))).toEqual(
      MISSION_DOMAINS.map((domain, index) => [
        `${index + 1}`,
        words.domainTitles[domain].text,
        ['0', '1', '0', '3', '0'][index],
        [
          words.coverage.empty,
          words.coverage.thin,
          words.coverage.empty,
          words.coverage.covered,
          words.coverage.empty,
        ][index],
      ]),
    );
  });
});

it.each(LANGUAGES)('the workbook has names of sheets that Excel accepts: %s', async (language) => {
  const { evidence, coverage } = await read([piece()], await wordsOf(language));
  for (const { name } of [evidence, coverage]) expect(name).toMatch(/^(?!')[^[\]:*?/\\]{1,31}(?<!')$/);
  expect(evidence.name.toLowerCase()).not.toBe(coverage.name.toLowerCase());
});

it('the workbook turns round for a language that is written from right to left', async () => {
  for (const [say, wanted] of [
    [words, null],
    [await rightToLeftWords(), '1'],
  ] as const) {
    for (const { xml } of readWorkbook(await write([piece()], say)).sheets) {
      expect(all(xml, 'sheetView')[0]?.getAttribute('rightToLeft') || null).toBe(wanted);
    }
  }
});

it('writing the workbook stops when asked', async () => {
  await expect(write([piece()], words, { ...OPTIONS, signal: AbortSignal.abort() })).rejects.toThrow(
    expect.objectContaining({ name: 'AbortError' }),
  );
});

describe('hostile text in the workbook', () => {
  it.each(['=HYPERLINK("https://evil.example","x")', '+1', '-2+3', '@SUM(A1)', '＝1', '  =1'])(
    'is no formula, and stays none when it is edited: %s',
    async (text) => {
      const { evidence } = await read([piece({ title: text, note: text })]);
      for (const column of ['title', 'note'] as const) {
        expect(cellOf(evidence, column)).toMatchObject({ value: text, hasFormula: false, format: '@' });
      }
    },
  );

  it.each([
    '#N/A',
    '#REF!',
    '_x0041_',
    'constructor',
    '__proto__',
    ']]>',
    '<b>&amp;</b>',
    '\u0001\uFFFFx',
    'a\u2028b',
  ])('is the same text: %j', async (text) => {
    const { evidence } = await read([piece({ title: text, note: text })]);
    const wanted = text.replace('\u0001\uFFFF', '');
    expect(cellOf(evidence, 'title')?.value).toBe(wanted);
    expect(cellOf(evidence, 'note')).toMatchObject({ value: wanted, hasFormula: false });
    expect(cellOf(evidence, 'note')?.type).toMatch(/^(s|inlineStr)$/);
  });

  it('may hold the replacement character', async () => {
    const { evidence } = await read([piece({ title: 'Water \uFFFD', labels: ['\uFFFD'] })]);
    expect([evidence.row(2)[2], evidence.row(2)[9]]).toEqual(['Water \uFFFD', '\uFFFD']);
  });

  it('is well-formed, inert and complete, for any list', async () => {
    await fc.assert(
      fc.asyncProperty(anyFullList, async (list) => {
        const { evidence } = await read(list);
        const pieces = arrange(list).flatMap((section) => section.pieces);
        for (const [index, one] of pieces.entries()) {
          const row = rowOf(one, tableColumns(pieces, words), words);
          const text = evidence.row(index + 2);
          expect(text[2]).toBe(one.title || words.untitled);
          expect(text[4]).toBe(row[4]);
          expect(text[5]).toBe(row[5]);
          expect(text[9]).toBe(row[9]);
        }
        for (const { hasFormula, type, link } of evidence.cells.values()) {
          expect(hasFormula).toBe(false);
          expect(['n', 's', 'inlineStr']).toContain(type);
          expect(link ?? 'http:').toMatch(/^https?:/);
        }
      }),
      { numRuns: 60 },
    );
  });
});
