import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { MAX_CONTRIBUTIONS } from '../../../evidence/piece/contribution.ts';
import { MAX_CHANGES } from '../../../evidence/piece/piece.ts';
import { fullPiece } from '../full-pieces.ts';
import { labels, piece, quotes } from '../pieces.ts';
import { type HostileFile, hostile, megabytesOf, megabytesOfEach } from './hostile-file.ts';

const AT = '2026-03-01T09:00:00.000Z';

function fileOf(evidence: unknown, more: object = {}): string {
  return JSON.stringify({ format: 'mission-evidence', version: 1, exportedAt: AT, evidence, ...more });
}

/** A file with one piece that has this text, not JSON of it, as its first fields. */
function fileWith(fields: string): string {
  return fileOf([piece()]).replace('[{', `[{${fields},`);
}

const GOOD = fileOf([piece()]);

/** Each position at which a token begins or ends. */
const CUT_OFF = [...GOOD.matchAll(/[{}[\]:,]/g)].slice(0, -1).map(({ index }) => {
  return hostile(`JSON cut off after ${index + 1} characters`, 'not-json', GOOD.slice(0, index + 1));
});

const contribution = { origin: 'o', by: 'Ion', note: 'x', taggedAt: AT };
/** A removal that takes nothing away. */
const undone = { at: AT, isUndone: true } as const;
const LATER = '2026-03-02T09:00:00.000Z';
const FIELDS = Object.keys({
  ...fullPiece(),
  deletedAt: AT,
  removals: [],
  position: 1,
  place: 'Box',
  changedAt: {},
});
const FIELDS_OF_CONTRIBUTION = [
  'origin',
  'by',
  'note',
  'taggedAt',
  'at',
  'isOff',
  'from',
  'cameAt',
  'isMoved',
] as const;
const FIELDS_OF_REMOVAL = ['at', 'by', 'to', 'since', 'isUndone'] as const;

const WRONG_TYPES = FIELDS.flatMap((field) =>
  [null, true, { a: 1 }, [[]]].map((wrong) => {
    const file = fileOf([piece(), { ...fullPiece(), [field]: wrong }]);
    return hostile(`JSON with ${JSON.stringify(wrong)} as ${field}`, 'bad-piece', file);
  }),
);

/** Values that no field of a contribution or a removal can have. */
const NO_VALUES = [null, 7, false, { a: 1 }, [[]]];

/** Contributions and removals with one wrong field. */
const WRONG_ENTRIES = [
  ...FIELDS_OF_CONTRIBUTION.flatMap((field) => {
    const wrong = ['by', 'note'].includes(field) ? NO_VALUES : [...NO_VALUES, ''];
    return wrong.map(
      (value) => [field, value, { contributions: [{ origin: 'a' }, entry(field, value)] }] as const,
    );
  }),
  ...FIELDS_OF_REMOVAL.flatMap((field) =>
    [...NO_VALUES, ''].map((value) => [field, value, { removals: [{ ...undone, [field]: value }] }] as const),
  ),
].map(([field, value, fields]) => {
  const where = 'removals' in fields ? 'a removal' : 'a contribution';
  const file = fileOf([{ ...piece(), ...fields }]);
  return hostile(`JSON with ${JSON.stringify(value)} as ${field} of ${where}`, 'bad-piece', file);
});

function entry(field: string, value: unknown): object {
  return { ...contribution, [field]: value };
}

/** Pieces on the list of which nobody's words can be seen, and words where they cannot be. */
const WORDS = [
  ['a piece with nobody’s words', 'bad-piece', { contributions: undefined }],
  ['a piece with an empty list of words', 'bad-piece', { contributions: [] }],
  ['a piece with words that are off', 'bad-piece', { contributions: [{ ...contribution, isOff: true }] }],
  ['a piece with words that moved', 'bad-piece', { contributions: [{ ...contribution, isMoved: true }] }],
  ['a piece that was deleted and is there', 'bad-piece', { removals: [{ at: LATER }] }],
  ['a piece that moved to where it is', 'bad-piece', { removals: [{ at: LATER, to: 'collaboration' }] }],
  [
    'words on top of a piece, where nothing reads them',
    'bad-piece',
    { contributions: undefined, note: 'x', taggedBy: 'Ion', origin: 'o' },
  ],
  [
    'the words of one colleague twice',
    'harmless',
    { contributions: [contribution, { ...contribution, note: 'y' }] },
  ],
  [
    'words that came from where they are',
    'harmless',
    { contributions: [{ ...contribution, from: 'collaboration', cameAt: LATER }] },
  ],
] as const;

/** A page that moved from each domain to the next, round in a circle. */
const IN_A_CIRCLE = MISSION_DOMAINS.map((domain, index) => ({
  ...piece({ domain, title: '', deletedAt: LATER }),
  contributions: [{ origin: 'o', isMoved: true }],
  removals: [
    {
      at: LATER.replace('00.000', `0${index}.000`),
      to: MISSION_DOMAINS[(index + 1) % MISSION_DOMAINS.length],
    },
  ],
}));

const DAYS = ['2026-02-31', '2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '31.12.2026', ''];
const TIMES = [
  ...DAYS.map((day) => `${day}T09:00:00.000Z`),
  '2026-02-28T24:00:00.000Z',
  '2026-02-28T09:60:00.000Z',
  '2026-02-28T09:00:00Z',
  '2026-02-28T09:00:00.000+02:00',
  '2016-12-31T23:59:60.000Z',
  '+010000-01-01T00:00:00.000Z',
  '-000001-01-01T00:00:00.000Z',
];
const DATES = [
  ...DAYS.map((activityDate) =>
    hostile(`JSON with the day ${activityDate || 'of nothing'}`, 'bad-piece', () =>
      fileOf([piece({ activityDate })]),
    ),
  ),
  ...TIMES.map((taggedAt) =>
    hostile(`JSON with the time ${taggedAt}`, 'bad-piece', () => fileOf([piece({ taggedAt })])),
  ),
  ...['updatedAt', 'deletedAt'].map((field) =>
    hostile(`JSON with 31 February as ${field}`, 'bad-piece', () => fileOf([piece({ [field]: TIMES[0] })])),
  ),
  hostile(
    'JSON with 31 February as time of a change',
    'bad-piece',
    fileOf([piece({ changedAt: { title: TIMES[0] ?? '' } })]),
  ),
  hostile(
    'JSON with 31 February as time of a contribution',
    'bad-piece',
    fileOf([piece({ contributions: [{ ...contribution, taggedAt: TIMES[0] ?? '' }] })]),
  ),
  ...['at', 'cameAt'].map((field) =>
    hostile(
      `JSON with 31 February as ${field} of a contribution`,
      'bad-piece',
      fileOf([{ ...piece(), contributions: [{ origin: 'a' }, entry(field, TIMES[0])] }]),
    ),
  ),
  ...['at', 'since'].map((field) =>
    hostile(
      `JSON with 31 February as ${field} of a removal`,
      'bad-piece',
      fileOf([{ ...piece(), removals: [{ ...undone, [field]: TIMES[0] }] }]),
    ),
  ),
];

const ADDRESSES = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox',
  'file:///etc/passwd',
  'blob:https://school.example/1',
  'chrome://settings/',
  'moz-extension://a/popup.html',
  'view-source:https://school.example/',
  'about:blank',
  'ftp://school.example/',
  'mailto:a@school.example',
  '//school.example/a',
  '/a',
  '',
  'https://',
  'https://[::1',
  'https://user:secret@school.example/',
  'HTTPS://SCHOOL.EXAMPLE/',
  'https://school.example/\u202Egpj.exe',
  'https://school.example/a b',
  'urn:uuid:1',
  'urn:isbn:0451450523',
].map((url) =>
  hostile(`JSON with the address ${JSON.stringify(url)}`, 'bad-piece', fileOf([piece({ url })])),
);

/** Names that every object has, and names that could reach its prototype. */
const NAMES = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'].flatMap((name) => [
  hostile(
    `JSON with ${name} beside the pieces`,
    'forbidden-name',
    GOOD.replace('{', `{"${name}":{"polluted":1},`),
  ),
  hostile(`JSON with ${name} in a piece`, 'forbidden-name', fileWith(`"${name}":{"polluted":1}`)),
  hostile(`JSON with ${name} in a field`, 'forbidden-name', fileWith(`"x":[{"${name}":{"polluted":1}}]`)),
  hostile(
    `JSON with ${name} by escapes`,
    'forbidden-name',
    fileWith(
      `"${name.replace(/[or]/, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)}":{"polluted":1}`,
    ),
  ),
]);

const HEADS = [
  ['not-ours', { format: 'mission-evidence-pictures' }],
  ['not-ours', { format: null }],
  ['not-ours', { format: ['mission-evidence'] }],
  ['not-ours', { version: 0 }],
  ['not-ours', { version: -1 }],
  ['not-ours', { version: 1.5 }],
  ['not-ours', { version: '2' }],
  ['newer-format', { version: 2 }],
  ['newer-format', { version: Number.MAX_SAFE_INTEGER }],
  ['not-ours', { evidence: {} }],
  ['not-ours', { evidence: { length: 1, 0: piece() } }],
  ['not-ours', { evidence: null }],
  ['not-ours', { evidence: 'x' }],
  ['harmless', { exportedAt: 'never' }],
  ['bad-piece', { evidence: [null] }],
  ['bad-piece', { evidence: [[]] }],
  ['bad-piece', { evidence: [7, 'x'] }],
  ['newer-format', { evidence: [{ ...piece(), version: 2 }] }],
  ['newer-format', { evidence: [{ ...piece(), version: 1e300 }] }],
] as const;

const SYNTAX: readonly [name: string, becomes: HostileFile['becomes'], text: string][] = [
  ['a comment', 'not-json', GOOD.replace('{', '{/* x */')],
  ['a comma too many', 'not-json', GOOD.replace(']}', '],}')],
  ['single quotes', 'not-json', GOOD.replaceAll('"', "'")],
  ['NaN', 'not-json', fileWith('"position":NaN')],
  ['Infinity', 'not-json', fileWith('"position":Infinity')],
  ['a hexadecimal number', 'not-json', fileWith('"position":0x10')],
  ['a number with a leading zero', 'not-json', fileWith('"position":01')],
  ['a number too large for any', 'bad-piece', fileWith('"position":1e400')],
  ['a number of a hundred thousand digits', 'bad-piece', fileWith(`"position":${'9'.repeat(100_000)}`)],
  ['a number next to nothing', 'harmless', fileWith('"position":1e-400')],
  ['a line break in a string', 'not-json', fileWith('"x":"\n"')],
  ['a NUL in a string', 'not-json', fileWith('"x":"\u0000"')],
  ['an escape that is none', 'not-json', fileWith('"x":"\\x41"')],
  ['half an escape', 'not-json', fileWith('"x":"\\u00"')],
  ['a second document', 'not-json', `${GOOD}${GOOD}`],
  ['a script after it', 'not-json', `${GOOD}<script>alert(1)</script>`],
  ['a call around it', 'unknown-kind', `callback(${GOOD})`],
  ['a guard before it', 'unknown-kind', `)]}'\n${GOOD}`],
  ['nothing but a bracket', 'not-json', '{'],
  ['an empty list', 'not-ours', '[]'],
  ['an empty object', 'not-ours', '{}'],
  ['a list around it', 'not-ours', `[${GOOD}]`],
  ['a field twice', 'harmless', fileWith('"title":"first"')],
  ['a bad field before a good one', 'harmless', fileWith('"url":"javascript:alert(1)"')],
];

const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ['lone surrogates', '\\ud800 \\udc00 \\ud83d'],
  ['a NUL', '\\u0000'],
  ['control characters', '\\u0001\\u0008\\u001b[31m\\u007f\\u009b'],
  ['text that turns round', '\\u202etxt.exe\\u202c \\u2066x\\u2069'],
  ['a byte order mark', '\\ufeff'],
  ['noncharacters', '\\uffff\\ufffe\\ufff9'],
  ['markup', '<img src=x onerror=alert(1)></script><!--'],
  ['a formula', "=cmd|' /C calc'!A0"],
  ['a placeholder', '{{title}} $t(common.undo) %s'],
  ['a tower of accents', `Z${'\u0301'.repeat(300)}`],
].flatMap(([name, text]) => [
  [`${name} in the title`, fileWith(`"x":"${text}"`).replace('"Water in our towns"', `"${text}"`)] as const,
  [`${name} in the note`, fileOf([piece({ note: 'NOTE' })]).replace('NOTE', text ?? '')] as const,
  [
    `${name} in the name`,
    fileOf([piece({ taggedBy: 'NAME' })]).replace('NAME', text?.slice(0, 99) ?? ''),
  ] as const,
]);

const LONG = [
  ['title', piece({ title: 'a'.repeat(1_001) })],
  ['note', piece({ note: 'a'.repeat(20_001) })],
  ['quotes', piece({ quotes: quotes(21) })],
  ['labels', piece({ labels: labels(21) })],
  ['label', piece({ labels: ['a'.repeat(61)] })],
  ['name', piece({ taggedBy: 'a'.repeat(101) })],
  ['place', piece({ place: 'a'.repeat(501) })],
  ['origin', piece({ origin: 'a'.repeat(65) })],
  ['note of a colleague', piece({ contributions: [{ ...contribution, note: 'a'.repeat(20_001) }] })],
  ['name of a colleague', piece({ contributions: [{ ...contribution, by: 'a'.repeat(101) }] })],
  ['removals', piece({ removals: labels(51).map((by) => ({ ...undone, by })) })],
  ['origin of a removal', piece({ removals: [{ ...undone, by: 'a'.repeat(65) }] })],
  ['address', piece({ url: `https://school.example/${'a'.repeat(100_000)}` })],
] as const;

const ENCODINGS: readonly [name: string, becomes: HostileFile['becomes'], content: string | Uint8Array][] = [
  ['a byte order mark', 'harmless', `\uFEFF${GOOD}`],
  ['two byte order marks', 'harmless', `\uFEFF\uFEFF${GOOD}`],
  ['UTF-16, little end first', 'not-text', Buffer.from(`\uFEFF${GOOD}`, 'utf16le')],
  ['UTF-16, big end first', 'not-text', Buffer.from(`\uFEFF${GOOD}`, 'utf16le').swap16()],
  ['UTF-16 without a byte order mark', 'not-json', Buffer.from(GOOD, 'utf16le')],
  ['Latin-1', 'not-text', Buffer.from(GOOD.replace('Water', 'Wäter'), 'latin1')],
  [
    'an overlong slash',
    'not-text',
    Buffer.concat([Buffer.from('{"a":"'), Buffer.of(0xc0, 0xaf), Buffer.from('"}')]),
  ],
  [
    'an encoded surrogate',
    'not-text',
    Buffer.concat([Buffer.from('{"a":"'), Buffer.of(0xed, 0xa0, 0x80), Buffer.from('"}')]),
  ],
  ['half a character at its end', 'not-text', new TextEncoder().encode('{"a":"ș').subarray(0, -1)],
  ['a thousand NULs after it', 'not-json', `${GOOD}${'\u0000'.repeat(1_000)}`],
];

/** A field of the only piece in a file that is as large as a file can be. */
function largeField(content: () => string): () => string {
  return () => fileWith(`"x":${content()}`);
}

const LARGE = [
  hostile('JSON of 32 MB and one byte', 'too-large', () => `{${megabytesOf(' ', 32)}`),
  hostile('JSON of 31 MB of white space', 'not-json', () => `{${megabytesOf(' ', 31)}`),
  hostile(
    'JSON with a string of 31 MB',
    'bad-piece',
    largeField(() => `"${megabytesOf('a', 31)}"`),
  ),
  hostile(
    'JSON with a string of 31 MB of escapes',
    'bad-piece',
    largeField(() => `"${megabytesOf('\\u0416', 31)}"`),
  ),
  hostile(
    'JSON with a string of 31 MB of backslashes',
    'bad-piece',
    largeField(() => `"${megabytesOf('\\\\', 31)}"`),
  ),
  hostile(
    'JSON with a string of 31 MB that never ends',
    'not-json',
    largeField(() => `"${megabytesOf('\\"', 31)}`),
  ),
  hostile('JSON of 31 MB of opening brackets', 'not-ours', () => megabytesOf('[', 31)),
  hostile('JSON of objects in objects, 31 MB deep', 'not-ours', () => megabytesOf('{"a":', 31)),
  hostile(
    'JSON with a field eighteen levels deep',
    'not-ours',
    fileWith(`"x":${'['.repeat(18)}${']'.repeat(18)}`),
  ),
  hostile(
    'JSON with 31 MB of empty lists',
    'not-ours',
    largeField(() => `[${megabytesOf('[],', 31)}0]`),
  ),
  hostile(
    'JSON with 31 MB of empty objects',
    'not-ours',
    largeField(() => `[${megabytesOf('{},', 31)}0]`),
  ),
  hostile(
    'JSON with 31 MB of numbers',
    'not-ours',
    largeField(() => `[${megabytesOf('0,', 31)}0]`),
  ),
  hostile(
    'JSON with 31 MB of fractions',
    'not-ours',
    largeField(() => `[${megabytesOf('0.1,', 31)}0]`),
  ),
  hostile(
    'JSON with 31 MB of empty strings',
    'not-ours',
    largeField(() => `[${megabytesOf('"",', 31)}0]`),
  ),
  hostile(
    'JSON with 31 MB of one field',
    'not-ours',
    largeField(() => `{${megabytesOf('"a":0,', 31)}"a":0}`),
  ),
  hostile(
    'JSON with 31 MB of fields',
    'not-ours',
    largeField(() => `{${megabytesOfEach((n) => `"a${n}":0`, 31)}}`),
  ),
  hostile(
    'JSON with 31 MB of objects with names of their own',
    'not-ours',
    largeField(() => `[${megabytesOfEach((n) => `{"a${n}":0}`, 31)}]`),
  ),
  hostile(
    'JSON with as many objects with names of their own as are let through',
    'bad-piece',
    largeField(() => `[${Array.from({ length: 449_000 }, (_, n) => `{"a${n}":0,"b${n}":0}`).join()}]`),
  ),
  hostile(
    'JSON with as many fields as are let through',
    'bad-piece',
    largeField(
      () =>
        `[${Array.from({ length: 1_990 }, (_, n) => `{${Array.from({ length: 1_000 }, (_, m) => `"${n}.${m}":0`).join()}}`).join()}]`,
    ),
  ),
  hostile(
    'JSON with as many values as are let through',
    'bad-piece',
    largeField(() => `[${'[],'.repeat(1_400_000)}0]`),
  ),
  hostile('JSON with a million pieces', 'not-ours', () =>
    fileOf([]).replace('[]', `[${'{},'.repeat(1_000_000)}{}]`),
  ),
  hostile('JSON with a hundred thousand and one pieces', 'too-many', () => fileOf(Array(100_001).fill(0))),
  hostile('JSON with one page in 31 MB of copies', 'too-many-notes', () =>
    fileOf([]).replace(
      '[]',
      `[${megabytesOfEach((n) => JSON.stringify(piece({ origin: `${n}`, note: 'x'.repeat(200) })), 31)}]`,
    ),
  ),
  hostile('JSON with more copies than are put together', 'repeated-page', () =>
    fileOf(
      Array.from({ length: 20_000 }, (_, n) =>
        piece({ url: `https://school.example/${n % 100}`, origin: `${n}`, note: `${n}`, [`x${n}`]: n }),
      ),
    ),
  ),
  hostile('JSON with as many copies as are put together, which all say something else', 'harmless', () =>
    fileOf(
      Array.from({ length: 500 }, (_, n) => piece({ origin: `${n % 200}`, note: `${n}`, [`x${n}`]: n })),
    ),
  ),
  hostile('JSON with copies that have all times that a piece can have', 'harmless', () =>
    fileOf(
      Array.from({ length: 200 }, (_, n) =>
        piece({
          origin: `${n}`,
          changedAt: Object.fromEntries(Array.from({ length: MAX_CHANGES }, (_, m) => [`x${n}.${m}`, AT])),
        }),
      ),
    ),
  ),
  hostile('JSON with more times than a piece can have', 'not-ours', () =>
    fileOf([
      piece({
        changedAt: Object.fromEntries(Array.from({ length: MAX_CHANGES + 1 }, (_, m) => [`x${m}`, AT])),
      }),
    ]),
  ),
  hostile('JSON with addresses of 100 kB that have thousands of parameters', 'harmless', () =>
    fileOf(
      Array.from({ length: 100 }, (_, n) =>
        piece({ url: `https://school.example/?${`${n}=&`.repeat(20_000).slice(0, 99_000)}` }),
      ),
    ),
  ),
];

/** Lists that are wrong, cut off, too large or made to harm. */
export const HOSTILE_JSON: readonly HostileFile[] = [
  ...CUT_OFF,
  ...WRONG_TYPES,
  ...WRONG_ENTRIES,
  ...WORDS.map(([name, becomes, fields]) =>
    hostile(`JSON with ${name}`, becomes, fileOf([{ ...piece(), ...fields }])),
  ),
  hostile('JSON with a page that moved round in a circle', 'harmless', fileOf(IN_A_CIRCLE)),
  ...DATES,
  ...ADDRESSES,
  ...NAMES,
  ...HEADS.map(([becomes, more]) =>
    hostile(`JSON with ${JSON.stringify(more).slice(0, 60)}`, becomes, fileOf([piece()], more)),
  ),
  ...SYNTAX.map(([name, becomes, text]) => hostile(`JSON with ${name}`, becomes, text)),
  ...TEXTS.map(([name, text]) => hostile(`JSON with ${name}`, 'harmless', text)),
  ...LONG.map(([name, one]) => hostile(`JSON with too long ${name}`, 'bad-piece', fileOf([one]))),
  hostile('JSON with the words of more people on one page than there can be', 'too-many-notes', () =>
    fileOf([
      piece({
        contributions: Array.from({ length: MAX_CONTRIBUTIONS }, (_, n) => ({
          ...contribution,
          origin: `${n}`,
        })),
      }),
    ]),
  ),
  ...ENCODINGS.map(([name, becomes, content]) => hostile(`JSON with ${name}`, becomes, content)),
  ...LARGE,
];
