import { wordsOf } from '../words.ts';
import { type ZipPart, zipFile } from '../zip-file.ts';
import { type HostileFile, hostile, megabytesOf } from './hostile-file.ts';

const { number, title, address, taggedOn } = (await wordsOf('en')).columns;
const WORKBOOK = `<workbook xmlns:r="r"><sheets><sheet name="Evidence" r:id="rId1"/></sheets></workbook>`;
const RELATIONS = `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`;

/** @returns a row of texts, as XML: they are not escaped */
export function inline(...cells: readonly string[]): string {
  return `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
}

/** The heads of a table, in English. */
export const HEAD = inline(number, title, address, taggedOn);
const ROW = inline('1', 'Water', 'https://school.example/a', '2026-05-17');

/** A workbook with these rows, and other parts if a case gives them. */
export function workbook(rows: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const all = {
    'xl/workbook.xml': WORKBOOK,
    'xl/_rels/workbook.xml.rels': RELATIONS,
    'xl/sharedStrings.xml': '<sst/>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...parts,
  };
  return zipFile(Object.entries(all).map(([name, content]): ZipPart => ({ name, content })));
}

const ENTITIES = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>`;

const CASES: readonly [name: string, becomes: HostileFile['becomes'], make: () => Uint8Array][] = [
  ['one row', 'harmless', () => workbook(HEAD + ROW)],
  ['no table of ours', 'unknown-kind', () => workbook(inline('a', 'b') + ROW)],
  ['no sheet', 'unknown-kind', () => workbook('', { 'xl/workbook.xml': '<workbook/>' })],
  [
    'a sheet that is not there',
    'unknown-kind',
    () =>
      workbook(HEAD, {
        'xl/_rels/workbook.xml.rels': '<x><Relationship Id="rId1" Target="../../etc/x"/></x>',
      }),
  ],
  ['parts that are no XML', 'unknown-kind', () => workbook('\u0001<<<>>>&&&;', { 'xl/workbook.xml': '{}' })],
  [
    'entities in entities',
    'harmless',
    () =>
      workbook(HEAD + inline('1', '&b;&c;', 'https://school.example/a') + ROW, {
        'xl/sharedStrings.xml': `${ENTITIES}<sst/>`,
      }),
  ],
  ['a script as address', 'bad-rows', () => workbook(HEAD + inline('1', 'x', 'javascript:alert(1)'))],
  [
    'a formula',
    'harmless',
    () => workbook(`${HEAD + ROW}<row><c><f>WEBSERVICE("https://a.example/")</f><v>1</v></c></row>`),
  ],
  [
    'a shared text that there is not',
    'harmless',
    () =>
      workbook(
        `${HEAD + ROW}<row><c t="s"><v>99999999999</v></c><c t="s"><v>-1</v></c><c t="s"><v>x</v></c></row>`,
      ),
  ],
  [
    'a cell in the last column',
    'harmless',
    () => workbook(`${HEAD + ROW}<row><c r="XFD2"><v>1</v></c></row>`),
  ],
  ['a row with the last number', 'harmless', () => workbook(`${HEAD}<row r="1048576"></row>${ROW}`)],
  ['a row with no number', 'harmless', () => workbook(`${HEAD}<row r="x"></row>${ROW}`)],
  [
    'many rows with one far cell',
    'harmless',
    () => workbook(HEAD + ROW + megabytesOf('<row><c r="XFD1"><v>1</v></c></row>', 20)),
  ],
  ['elements in elements without end', 'damaged-archive', () => workbook(HEAD + megabytesOf('<a>', 20))],
  ['ends without a beginning', 'harmless', () => workbook(HEAD + ROW + megabytesOf('</a>', 20))],
  [
    'a text without end',
    'bad-rows',
    () => workbook(HEAD + inline('1', megabytesOf('a', 20), 'https://school.example/a')),
  ],
  ['an attribute without end', 'harmless', () => workbook(`${HEAD + ROW}<row r="${megabytesOf('1', 20)}"/>`)],
  [
    'texts without end',
    'damaged-archive',
    () => workbook(HEAD, { 'xl/sharedStrings.xml': megabytesOf('<si/>', 20) }),
  ],
  ['more than can be unpacked', 'unpacks-too-large', () => workbook(HEAD + megabytesOf(ROW, 33))],
  [
    'rows without end',
    'too-many',
    () => workbook(HEAD + inline('1', '', 'https://a.example').repeat(100_001)),
  ],
  [
    'names that could reach a prototype',
    'harmless',
    () => workbook(HEAD.replace('</row>', '<c t="inlineStr"><is><t>__proto__</t></is></c></row>') + ROW),
  ],
  [
    'a sum that is not right',
    'damaged-archive',
    () =>
      zipFile([
        { name: 'xl/workbook.xml', content: WORKBOOK, crc: 1 },
        { name: 'xl/_rels/workbook.xml.rels', content: RELATIONS },
      ]),
  ],
];

/** Workbooks that are wrong, too large or made to harm. */
export const HOSTILE_XLSX: readonly HostileFile[] = CASES.map(([name, becomes, make]) =>
  hostile(`XLSX with ${name}`, becomes, make),
);
