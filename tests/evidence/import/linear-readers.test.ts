import { describe, expect, it } from 'vitest';
import { stretchesOf } from '../../../evidence/export/word/direction.ts';
import { readTeamFile } from '../../../evidence/import/read-team-file.ts';
import { matcher } from '../../../evidence/list/search.ts';
import { checkAddress, pageKey } from '../../../evidence/page/page-address.ts';
import { cleanQuote } from '../../../evidence/piece/quote.ts';
import { linkToQuote } from '../../../evidence/piece/text-fragment.ts';
import { cleanText, cleanTitle } from '../../../evidence/values/clean-text.ts';
import { LANGUAGES } from '../../../locales/index.ts';
import { growthOf } from '../../support/growth.ts';
import { inline, HEAD as SHEET_HEAD, workbook } from '../../support/hostile-files/xlsx.ts';
import { piece } from '../../support/pieces.ts';
import { wordsOf } from '../../support/words.ts';
import { zipFile } from '../../support/zip-file.ts';

const OPTIONS = {
  tableWords: await Promise.all(LANGUAGES.map(wordsOf)),
  now: new Date('2026-11-22T10:00:00.000Z'),
};
const { columns } = await wordsOf('en');
const EARLIER = '2026-02-01T09:00:00.000Z';
const URL_OF_PAGE = 'https://school.example/a';

/** The largest inputs, in characters or bytes. */
const MOST = 512 * 1024;

/** An input that grows with the size, to about so many characters. */
type Grow = (size: number) => string | Uint8Array;

/** @returns `unit` as often as it fits into a size */
const fill = (unit: string, size: number) => unit.repeat(Math.ceil(size / unit.length));

/** @returns the results of `unit` for 0, 1, 2, … until there are enough for a size */
function each(unit: (number: number) => string, size: number, between = ''): string {
  const parts: string[] = [];
  for (let length = 0; length < size; length += parts.at(-1)?.length ?? 0) parts.push(unit(parts.length));
  return parts.join(between);
}

const listOf = (evidence: string) => `{"format":"mission-evidence","version":1,"evidence":[${evidence}]}`;
const pieceWith = (fields: string) => listOf(JSON.stringify(piece()).replace('{', `{${fields},`));

const JSON_FILES: Readonly<Record<string, Grow>> = {
  brackets: (size) => fill('[', size),
  'nested objects': (size) => fill('{"a":', size),
  'a note of spaces': (size) => pieceWith(`"x":"${fill(' ', size)}"`),
  'many pieces': (size) =>
    listOf(each((n) => JSON.stringify(piece({ url: `https://school.example/${n}` })), size, ',')),
  'one page again and again': (size) =>
    listOf(each(() => JSON.stringify(piece()), Math.min(size, 200_000), ',')),
  'many fields': (size) => listOf(`{${each((n) => `"f${n}":1`, size, ',')}}`),
  'contributions that are none': (size) =>
    listOf(JSON.stringify(piece())).replace(
      /"contributions":.*?\]/,
      `"contributions":[${fill('1,', size)}1]`,
    ),
  'removals that are none': (size) => pieceWith(`"removals":[${fill('1,', size)}1]`),
  'many removals': (size) =>
    pieceWith(`"removals":[${each((n) => `{"at":"${EARLIER}","by":"${n}"}`, size, ',')}]`),
  'an address of slashes': (size) =>
    listOf(JSON.stringify(piece({ url: `${URL_OF_PAGE}${fill('/', Math.min(size, 99_000))}x` }))),
  'an address of parameters': (size) =>
    listOf(
      JSON.stringify(piece({ url: `${URL_OF_PAGE}?${each((n) => `p${n}=1`, Math.min(size, 99_000), '&')}` })),
    ),
  'backslashes that never end': (size) => `{"format":"${fill('\\', size)}`,
  'white space': (size) => `{${fill(' \n\t', size)}`,
};

const HEAD = [columns.number, columns.title, columns.address].join(';');

const CSV_FILES: Readonly<Record<string, Grow>> = {
  'many rows': (size) => `${HEAD}\n${each((n) => `1;Water;${URL_OF_PAGE}/${n}`, size, '\n')}`,
  'a cell that never ends': (size) => `${HEAD}\n1;"${fill('x', size)}`,
  'empty rows': (size) => `${HEAD}\n${fill('\r\n', size)}`,
  separators: (size) => `${HEAD}\n${fill(';', size)}`,
  'spaces around a cell': (size) => `${HEAD}\n1;${fill(' ', size)};${URL_OF_PAGE}`,
  'doubled quotes': (size) => `${HEAD}\n1;"${fill('""', size)}";${URL_OF_PAGE}`,
  'a head of separators': (size) => fill(';', size),
  'one letter': (size) => fill('a', size),
  'quotes in a quoted cell, and spaces': (size) =>
    `${HEAD}\n1;"${fill('"x', size / 2)}${fill(' ', size / 2)};${URL_OF_PAGE}`,
};

const WORKBOOKS: Readonly<Record<string, Grow>> = {
  'many rows': (size) =>
    workbook(SHEET_HEAD + each((n) => inline('1', 'Water', `${URL_OF_PAGE}/${n}`), size)),
  'empty rows': (size) => workbook(SHEET_HEAD + fill('<row/>', size)),
  'cells in one row': (size) => workbook(`${SHEET_HEAD}<row>${fill('<c/>', size)}</row>`),
  'a long cell': (size) => workbook(SHEET_HEAD + inline('1', fill(' a', size), URL_OF_PAGE)),
  'tags that never end': (size) => workbook(SHEET_HEAD + fill('<row><c', size)),
  ampersands: (size) => workbook(SHEET_HEAD + inline('1', fill('&', size), URL_OF_PAGE)),
  'many shared texts': (size) =>
    workbook(SHEET_HEAD, { 'xl/sharedStrings.xml': `<sst>${fill('<si><t>x</t></si>', size)}</sst>` }),
};

const BOOKMARKS_HEAD = '<!DOCTYPE NETSCAPE-Bookmark-file-1><H1>Bookmarks</H1><DL><p>';
const LINK = `<DT><A HREF="${URL_OF_PAGE}">Water</A>`;

const BOOKMARK_FILES: Readonly<Record<string, Grow>> = {
  'many bookmarks': (size) => `${BOOKMARKS_HEAD}${each((n) => LINK.replace('/a"', `/${n}"`), size)}</DL>`,
  'folders in folders': (size) => `${BOOKMARKS_HEAD}${fill('<DT><H3>x</H3><DL><p>', size)}${LINK}`,
  'tags that never end': (size) => `${BOOKMARKS_HEAD}${fill('<a', size)}`,
  'comments that never end': (size) => `${BOOKMARKS_HEAD}${fill('<!--', size)}`,
  'scripts that never end': (size) => `${BOOKMARKS_HEAD}${fill('<script>', size)}`,
  'quotes that never end': (size) => `${BOOKMARKS_HEAD}${fill('<a href="', size)}`,
  'closing tags': (size) => `${BOOKMARKS_HEAD}${fill('</DL>', size)}${LINK}`,
  attributes: (size) =>
    `${BOOKMARKS_HEAD}<A ${each((n) => `a${n}=1`, size, ' ')} HREF="${URL_OF_PAGE}">x</A>`,
  ampersands: (size) => `${BOOKMARKS_HEAD}<DT><A HREF="${URL_OF_PAGE}">${fill('&', size)}</A>`,
  'a title of tags': (size) => `${BOOKMARKS_HEAD}<DT><A HREF="${URL_OF_PAGE}">${fill('<b>x', size)}</A>`,
  'a note of lines': (size) => `${BOOKMARKS_HEAD}${LINK}<DD>${fill('\n', size)}x`,
  'a folder of spaces': (size) => `${BOOKMARKS_HEAD}<DT><H3>${fill(' ', size)}x</H3><DL><p>${LINK}</DL>`,
  'an address of slashes': (size) => `${BOOKMARKS_HEAD}<DT><A HREF="${URL_OF_PAGE}${fill('/', size)}x">x</A>`,
};

const BACKUP = { name: 'mission-evidence.json', content: listOf(JSON.stringify(piece())) };

const ZIP_FILES: Readonly<Record<string, Grow>> = {
  'many files': (size) =>
    zipFile([
      BACKUP,
      ...Array.from({ length: size / 256 }, (_, n) => ({ name: `pictures/${n}.png`, content: 'x' })),
    ]),
  'a comment of ends': (size) =>
    zipFile([BACKUP], { comment: fill('PK\u0005\u0006', Math.min(size, 60_000)) }),
  'beginnings of files': (size) => Buffer.from(fill('PK\u0003\u0004', size), 'latin1'),
  'a list that was packed well': (size) => zipFile([{ ...BACKUP, content: listOf(fill(' ', size)) }]),
};

/** The files that somebody may import, by kind and case. A new kind in readTeamFile gets its line here. */
const FILES: readonly { readonly kind: string; readonly cases: Readonly<Record<string, Grow>> }[] = [
  { kind: 'JSON', cases: JSON_FILES },
  { kind: 'CSV', cases: CSV_FILES },
  { kind: 'a workbook', cases: WORKBOOKS },
  { kind: 'bookmarks', cases: BOOKMARK_FILES },
  { kind: 'ZIP', cases: ZIP_FILES },
];

async function read(content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  const file = await readTeamFile({ name: 'file', bytes }, OPTIONS);
  // A reader that fails at once would look quick.
  expect(file).not.toMatchObject({ fault: { code: 'unreadable' } });
}

const QUOTE = { exact: 'A passage.', prefix: '', suffix: '' };

/** Texts from pages, files and teachers, with the function that reads each. */
const TEXTS: Readonly<Record<string, (text: string) => unknown>> = {
  checkAddress: (text) => checkAddress(`${URL_OF_PAGE}/${text}`),
  pageKey: (text) => pageKey(`${URL_OF_PAGE}/${text}x`),
  'pageKey, of a query': (text) => pageKey(`${URL_OF_PAGE}?${text}x`),
  cleanText,
  cleanTitle,
  'cleanQuote, of a passage': (text) => cleanQuote({ ...QUOTE, exact: text }),
  'cleanQuote, of the surroundings': (text) => cleanQuote({ ...QUOTE, prefix: text, suffix: text }),
  'linkToQuote, of a passage': (text) => linkToQuote(URL_OF_PAGE, { ...QUOTE, exact: `a ${text} b` }),
  'linkToQuote, of an address': (text) => linkToQuote(`${URL_OF_PAGE}#${text}`, QUOTE),
  'a search for many words': (text) => matcher(text)(piece({ note: 'a' })),
  'a search in a long note': (text) => matcher('nowhere')(piece({ note: text })),
  stretchesOf: (text) => stretchesOf(text, 'rtl'),
};

const UNITS = [
  '/',
  ' ',
  '\n',
  '\r',
  '..',
  '/../',
  '%2e',
  '&',
  '=',
  '&utm_x',
  ':~:',
  'a',
  'a ',
  'é',
  'ש',
  'ש ',
  '\u200B',
];

describe.each(FILES)('reading $kind', ({ cases }) => {
  it.each(Object.entries(cases))('takes time in proportion to the file: %s', async (_, grow) => {
    const made = new Map<number, string | Uint8Array>();
    const { said } = await growthOf((size) => {
      const content = made.get(size) ?? grow(size);
      made.set(size, content);
      return read(content);
    }, MOST);
    expect(said).toBe('');
  });
});

describe.each(Object.entries(TEXTS))('%s', (_, use) => {
  it('takes time in proportion to the length of the text', async () => {
    for (const unit of UNITS) {
      const { said } = await growthOf((size) => use(fill(unit, Math.min(size, 99_000))), MOST / 4);
      expect(said, JSON.stringify(unit)).toBe('');
    }
  });
});
