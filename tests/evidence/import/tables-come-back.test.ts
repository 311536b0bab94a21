import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../evidence/export/csv.ts';
import type { CsvSeparator } from '../../../evidence/export/format/contract.ts';
import { json } from '../../../evidence/export/json.ts';
import { xlsx } from '../../../evidence/export/xlsx.ts';
import { COLUMNS } from '../../../evidence/files/table-columns.ts';
import { KNOWN_WORDS } from '../../../evidence/import/known-words.ts';
import { readTeamFile } from '../../../evidence/import/read-team-file.ts';
import { lexiconOf } from '../../../evidence/import/table-lexicon.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { applyChoices } from '../../../evidence/merge/apply-choices.ts';
import { planMerge } from '../../../evidence/merge/merge-plan.ts';
import { piecesToMerge } from '../../../evidence/merge/table-pieces.ts';
import { contributionsOf } from '../../../evidence/piece/contribution.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { writeNote } from '../../../evidence/piece/write-note.ts';
import { LANGUAGES } from '../../../locales/index.ts';
import { anyFullList, fullPiece, offlinePiece, quote } from '../../support/full-pieces.ts';
import { inline, workbook } from '../../support/hostile-files/xlsx.ts';
import { byId, idOf, noteIn, piece } from '../../support/pieces.ts';
import { csvOf, inCodePage, inUtf16, rowsIn, withDays } from '../../support/table-ways.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const NOW = '2026-11-22T10:00:00.000Z';
const CODES = ['en', 'ro', 'pl', 'it', 'et'];
const languages = new Map(await Promise.all(CODES.map(async (code) => [code, await wordsOf(code)] as const)));
const tableWords = [...languages.values()];
const CODE_PAGE: Record<string, string> = {
  en: 'windows-1252',
  it: 'windows-1252',
  pl: 'windows-1250',
  ro: 'windows-1250',
  et: 'windows-1257',
};

function wordsIn(language: string) {
  const words = languages.get(language);
  if (!words) throw new Error(language);
  return words;
}

/**
 * Texts with the letters of their countries' code pages, and the characters with a meaning for spreadsheets and
 * separators.
 */
const LIST = [
  fullPiece({
    origin: 'ana',
    title: 'Café=1+1; twice, "so"',
    note: '-5;"a",\n=1+1',
    labels: ['a; b', 'c, d', '"e"'],
  }),
  fullPiece({
    url: 'https://school.example/tiny?a=1,=2',
    domain: 'model-school',
    origin: 'me',
    taggedBy: 'Mária',
    note: 'õ é ö',
    contributions: [
      {
        origin: 'ion',
        by: 'Ion; the other, one',
        note: 'Mine.\n\nAna: not Ana.',
        taggedAt: '2026-03-02T09:00:00.000Z',
      },
      { origin: 'eva', by: 'Eva', note: '', taggedAt: '2026-03-02T09:00:00.000Z' },
    ],
  }),
  offlinePiece({ origin: 'me' }),
];

async function csvIn(language: string, list: readonly Piece[] = LIST, csvSeparator: CsvSeparator = ';') {
  return (await csv.write(arrange(list), wordsIn(language), { ...OPTIONS, csvSeparator })) as string;
}

async function read(content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const file = await readTeamFile({ name: 'list', bytes }, { tableWords, now: new Date(NOW) });
  if (!file.ok || file.kind !== 'list') throw new Error(JSON.stringify(file));
  return file;
}

/** The changes that merging a table into a list would make. */
async function planOf(list: readonly Piece[], content: string | Uint8Array) {
  const { pieces } = await read(content);
  return planMerge(byId(list), [piecesToMerge(byId(list), pieces)]);
}

async function expectNothingNew(content: string | Uint8Array, list: readonly Piece[] = LIST): Promise<void> {
  const file = await read(content);
  expect(file.table).toMatchObject({ unread: [], unknownColumns: [] });
  expect([...file.pieces.keys()].sort()).toEqual([...byId(list).keys()].sort());
  const plan = planMerge(byId(list), [piecesToMerge(byId(list), file.pieces)]);
  expect(plan).toMatchObject({ fresh: [], differing: [], removed: [] });
  expect(plan.pieces.size).toBe(0);
}

type Way = readonly [
  name: string,
  save: (rows: readonly (readonly string[])[], language: string) => string | Uint8Array,
];

/** The ways in which a table is saved again, for a list whose letters every code page has. */
const WAYS: readonly Way[] = [
  ['LibreOffice: UTF-8 without a mark', (rows) => csvOf(rows, ';')],
  ['Google Sheets: commas, ISO dates', (rows) => csvOf(rows, ',')],
  [
    'Excel: CSV UTF-8 with the dates of the country, points (D6)',
    (rows) =>
      `\uFEFF${csvOf(
        withDays(rows, (y, m, d) => `${d}.${m}.${y}`),
        ';',
      )}`,
  ],
  [
    'Excel: slashes (D6)',
    (rows) =>
      `\uFEFF${csvOf(
        withDays(rows, (y, m, d) => `${d}/${m}/${y}`),
        ';',
      )}`,
  ],
  [
    'Excel in the United States: the month first (D6)',
    (rows) =>
      csvOf(
        withDays(rows, (y, m, d) => `${Number(m)}/${Number(d)}/${y}`),
        ',',
      ),
  ],
  [
    'Excel: hyphens, two digits (D6)',
    (rows) =>
      csvOf(
        withDays(rows, (y, m, d) => `${d}-${m}-${y.slice(2)}`),
        ';',
      ),
  ],
  [
    'Excel: CSV in the code page of the country (D7)',
    (rows, language) =>
      inCodePage(
        csvOf(
          withDays(rows, (y, m, d) => `${d}.${m}.${y}`),
          ';',
        ),
        CODE_PAGE[language] ?? '',
      ),
  ],
  ['Excel: Unicode text (D7)', (rows) => inUtf16(csvOf(rows, '\t'), 'le')],
  ['UTF-16 the other way round (D7)', (rows) => inUtf16(csvOf(rows, '\t'), 'be')],
  ['UTF-16 without a mark (D7)', (rows) => inUtf16(csvOf(rows, '\t'), 'le').slice(2)],
  ['with a line for the separator (D19)', (rows) => `sep=;\r\n${csvOf(rows, ';')}`],
  [
    'with a title above the heads and a blank row (D19)',
    (rows) => csvOf([['Our list 2026'], [''], ...rows], ';'),
  ],
  [
    'with a total below (D19)',
    (rows) => csvOf([...rows, ['Total: 3'], ['', '', '', '', '', '', '', '', '', '', '', '']], ';'),
  ],
  [
    'with numbers that have decimals (D19)',
    (rows) =>
      csvOf(
        rows.map(([number = '', ...row]) => [number.replace(/^(\d)$/, '$1.0'), ...row]),
        ';',
      ),
  ],
  [
    'with days as numbers (D6)',
    (rows) =>
      csvOf(
        withDays(rows, (y, m, d) => String(Date.parse(`${y}-${m}-${d}`) / 86_400_000 + 25_569)),
        ';',
      ),
  ],
];

describe('a table of ours that an office program saved again is read whole, and nothing in it is new', () => {
  // The two dates must show the order of day and month, as they do in any list of some length.
  it.each(CODES.flatMap((code) => WAYS.map(([name, save]) => [code, name, save] as const)))(
    '%s, %s',
    async (code, _, save) => {
      await expectNothingNew(save(rowsIn(await csvIn(code), ';'), code));
    },
  );

  it.each(CODES.flatMap((code) => [';', ','].map((separator) => [code, separator as CsvSeparator] as const)))(
    '%s, untouched with %j',
    async (code, separator) => expectNothingNew(await csvIn(code, LIST, separator)),
  );

  it.each(CODES)('%s, the workbook itself (D18)', async (code) => {
    await expectNothingNew((await xlsx.write(arrange(LIST), wordsIn(code), OPTIONS)) as Uint8Array);
  });
});

it('reading reports the code page of a table that is not Unicode, even if several make its heads known', async () => {
  const rows = rowsIn(await csvIn('en', [piece({ note: '“Cafés” – 5 €' })]), ';');
  const file = await read(inCodePage(csvOf(rows, ';'), 'windows-1252'));
  expect(file.table?.codePage).toBe('windows-1252');
  expect([...file.pieces.values()].map(noteIn)).toEqual(['“Cafés” – 5 €']);
  const polish = await read(
    inCodePage(csvOf(rowsIn(await csvIn('pl', [piece({ note: 'Łódź' })]), ';'), ';'), 'windows-1250'),
  );
  expect(polish.table?.codePage).toBe('windows-1250');
  expect([...polish.pieces.values()].map(noteIn)).toEqual(['Łódź']);
  expect((await read(await csvIn('pl'))).table).not.toHaveProperty('codePage');
});

it('reading recognises a Romanian head whose letters Windows-1250 lacks', async () => {
  const saved = inCodePage(await csvIn('ro').then((text) => text.slice(1)), 'windows-1250');
  expect(new TextDecoder('windows-1250').decode(saved)).toContain('Data activită?ii');
  await expectNothingNew(saved);
});

it('reading reports an unknown head, and one that occurs twice, and reads the rest', async () => {
  const { labels, title } = wordsIn('en').columns;
  const text = (await csvIn('en')).replace(`;${labels};`, `;Tags;`).replace(`;${title};`, `;${title};`);
  const rows = rowsIn(text, ';').map((row, index) => [...row, index === 0 ? title : 'x', '']);
  const file = await read(csvOf(rows, ';'));
  expect(file.table).toEqual({ unread: [], unknownColumns: ['Tags', title] });
  expect(file.pieces.size).toBe(LIST.length);
});

it('a table preserves six colleagues, long notes and labels with separators on one page', async () => {
  const names = ['Anna', 'Bartosz', 'Camelia', 'Dario', 'Eha', 'Florin'].map(
    (name) => `${name} ${'x'.repeat(30)}`,
  );
  const [first = '', ...others] = names;
  const team = fullPiece({
    origin: 'o-0',
    taggedBy: first,
    note: `${first}: a. `.repeat(200).slice(0, 8_000).trim(),
    labels: ['a; b', 'c, d', '"; "'],
    contributions: others.map((by, index) => ({
      origin: `o-${index + 1}`,
      by,
      note: index < 2 ? `${by}\n\n`.repeat(250).slice(0, 8_000).trim() : '',
      taggedAt: '2026-03-01T09:00:00.000Z',
    })),
  });
  for (const separator of [';', ','] as const) {
    const content = await csvIn('pl', [team], separator);
    await expectNothingNew(content, [team]);
    const [fresh] = [...(await read(content)).pieces.values()];
    expect(fresh && contributionsOf(fresh).map(({ origin, by, note }) => [origin, by, note])).toEqual(
      contributionsOf(team).map(({ origin, by, note }) => [origin, by, note]),
    );
    expect(fresh?.labels).toEqual(team.labels);
  }
  await expectNothingNew((await xlsx.write(arrange([team]), wordsIn('pl'), OPTIONS)) as Uint8Array, [team]);
});

it('tables exchanged week by week change nothing by themselves and never create an author', async () => {
  let ana = byId([piece({ origin: 'ana', taggedBy: 'Ana', note: 'Ana 0' })]);
  let ion = byId([
    piece({ origin: 'ion', taggedBy: 'Ion', note: 'Ion 0', taggedAt: '2026-03-02T09:00:00.000Z' }),
  ]);
  const id = idOf(piece());
  const bringIn = async (list: typeof ana, from: typeof ana, accept: boolean) => {
    const plan = await planOf([...list.values()], await csvIn('en', [...from.values()]));
    const fields = accept ? new Map([[id, { note: 'theirs' as const }]]) : new Map();
    return new Map([...list, ...applyChoices(plan, { fields }, NOW)]);
  };
  for (let week = 1; week <= 6; week += 1) {
    ana = new Map(
      [...ana].map(([key, one]) => [
        key,
        writeNote(one, `Ana ${week}`, `2026-04-0${week}T09:00:00.000Z`, { origin: 'ana', name: 'Ana' }),
      ]),
    );
    const accept = week % 2 === 0;
    [ana, ion] = [await bringIn(ana, ion, false), await bringIn(ion, ana, accept)];
    const said = (list: typeof ana) =>
      [...list.values()]
        .flatMap((one) => contributionsOf(one).map(({ by, note }) => `${by}: ${note}`))
        .sort();
    expect(said(ana)).toEqual([`Ana: Ana ${week}`, 'Ion: Ion 0']);
    // The note is new the first time; after that, only the text that Ion accepts replaces it.
    expect(said(ion)).toEqual([`Ana: Ana ${accept ? week : Math.max(1, week - 1)}`, 'Ion: Ion 0']);
  }
});

it('a piece imported first from a table and later from a backup is the same piece, on the web or not', async () => {
  const anas = [
    piece({ origin: 'ana', taggedBy: 'Ana' }),
    offlinePiece({ origin: 'ana', taggedBy: 'Ana', note: 'Paper.' }),
  ];
  const plan = await planOf([], await csvIn('it', anas));
  const ion = plan.pieces;
  expect(ion.size).toBe(2);
  const later = anas.map((one) =>
    writeNote(one, `${noteIn(one)} And more.`, NOW, { origin: 'ana', name: 'Ana' }),
  );
  const backup = await read((await json.write(arrange(later), wordsIn('it'), OPTIONS)) as string);
  const both = planMerge(ion, [backup.pieces]);
  expect(both.fresh).toEqual([]);
  const merged = [...both.pieces.values()];
  expect(merged.map((one) => contributionsOf(one).map(({ origin, by, note }) => [origin, by, note]))).toEqual(
    later.map((one) => [['ana', 'Ana', noteIn(one)]]),
  );
  // Nor does the same table once more change anything by itself.
  const again = await planOf(merged, await csvIn('it', anas));
  expect(again.pieces.size).toBe(0);
});

it('a cell that was changed in the spreadsheet is offered, under its author, and changes nothing by itself', async () => {
  const [ana] = [LIST[1]];
  if (!ana) throw new Error();
  const rows = rowsIn(await csvIn('en', [ana]), ';').map((row) =>
    row.map((cell) =>
      cell.startsWith('Mine.')
        ? 'Written over.'
        : cell === ana.title
          ? 'Corrected'
          : cell === 'planned'
            ? 'done'
            : cell,
    ),
  );
  const plan = await planOf([ana], csvOf(rows, ';'));
  expect(plan.pieces.size).toBe(0);
  const fields = plan.differing.flatMap((one) => one.fields);
  expect(fields.toSorted((a, b) => (a.field < b.field ? -1 : 1))).toEqual([
    { field: 'note', byDefault: 'mine' },
    { field: 'status', byDefault: 'mine' },
    { field: 'title', byDefault: 'mine' },
  ]);
  const accepted = applyChoices(
    plan,
    { fields: new Map([[idOf(ana), { note: 'theirs', status: 'theirs', title: 'theirs' }]]) },
    NOW,
  ).get(idOf(ana));
  expect(accepted).toMatchObject({ title: 'Corrected', status: 'done' });
  const words = (one: Piece) =>
    new Map(contributionsOf(one).map(({ origin, by, note }) => [origin, `${by}: ${note}`]));
  expect(accepted && words(accepted)).toEqual(words(ana).set('ion', 'Ion; the other, one: Written over.'));
});

it('every unreadable cell is listed, with its row as the spreadsheet counts it, and the rest is read', async () => {
  const rows = rowsIn(await csvIn('en', [piece(), piece({ domain: 'model-school' })]), ';');
  const [heads = [], one = [], two = []] = rows;
  const changed = (index: Partial<Record<(typeof COLUMNS)[number], string>>) =>
    one.map((cell, at) => index[COLUMNS[at] ?? 'id'] ?? cell);
  const table = [
    heads,
    one,
    changed({ address: 'school.example/a', taggedOn: '31.02.2026' }),
    [''],
    changed({ number: '7', status: 'finished' }),
    changed({ address: '' }),
    changed({ labels: Array.from({ length: 21 }, (_, n) => `l${n}`).join(';'), title: 'x'.repeat(1_001) }),
    two,
  ];
  const file = await read(csvOf(table, ';'));
  expect(file.pieces.size).toBe(2);
  const { address, taggedOn, number, status, labels, title } = wordsIn('en').columns;
  expect(file.table?.unread).toEqual([
    { row: 3, column: 'address', head: address, said: 'school.example/a', problem: { kind: 'address' } },
    { row: 3, column: 'taggedOn', head: taggedOn, said: '31.02.2026', problem: { kind: 'day' } },
    { row: 5, column: 'number', head: number, said: '7', problem: { kind: 'domain' } },
    { row: 5, column: 'status', head: status, said: 'finished', problem: { kind: 'word' } },
    { row: 6, column: 'address', head: address, said: '', problem: { kind: 'missing' } },
    {
      row: 7,
      column: 'title',
      head: title,
      said: `${'x'.repeat(60)}…`,
      problem: { kind: 'too-long', limit: 1_000 },
    },
    {
      row: 7,
      column: 'labels',
      head: labels,
      said: expect.stringMatching(/^l0;l1/),
      problem: { kind: 'too-many', limit: 20 },
    },
  ]);
});

it('a row copied for another page gets no note of the first page’s author by its id', async () => {
  const mine = piece({ origin: 'me', taggedBy: 'Maria' });
  const rows = rowsIn(await csvIn('en', [mine]), ';');
  const [, row = []] = rows;
  const copied = row.map((cell) => (cell === mine.url ? 'https://school.example/other' : cell));
  const plan = await planOf([mine], csvOf([...rows, copied], ';'));
  expect(plan.fresh.map(({ merged }) => contributionsOf(merged).map(({ origin }) => origin))).toEqual([
    [expect.stringMatching(/^unnamed-/)],
  ]);
});

it('a table without names and ids is told by whoever imports it, and by nobody known without an installation', async () => {
  const { number, title, address, note } = wordsIn('en').columns;
  const { url } = piece();
  const { pieces } = await read(`${number};${title};${address};${note}\n2;Water;${url};Ours.`);
  const wordsFor = (own?: string) =>
    [...planMerge(new Map(), [piecesToMerge(new Map(), pieces, undefined, own)]).pieces.values()].map(
      ({ contributions }) => contributions,
    );
  expect(wordsFor('me')).toEqual([[{ origin: 'me', note: 'Ours.' }]]);
  expect(wordsFor()).toEqual([[{ origin: expect.stringMatching(/^unnamed-/), note: 'Ours.' }]]);
});

it('any list is the same after a table, in any language and with either separator', async () => {
  const property = fc.asyncProperty(
    anyFullList,
    fc.constantFrom(...CODES),
    fc.constantFrom<CsvSeparator>(';', ','),
    async (list, code, separator) => {
      const plan = await planOf(list, await csvIn(code, list, separator));
      expect(plan.pieces.size).toBe(0);
      expect(plan.fresh).toEqual([]);
      expect(plan.differing).toEqual([]);
    },
  );
  await fc.assert(property, { numRuns: 200 });
});

it('any list is the same after a workbook', async () => {
  const property = fc.asyncProperty(anyFullList, async (list) => {
    const book = (await xlsx.write(arrange(list), wordsIn('ro'), OPTIONS)) as Uint8Array;
    const plan = await planOf(list, book);
    expect(plan.differing).toEqual([]);
    expect(plan.fresh).toEqual([]);
  });
  await fc.assert(property, { numRuns: 60 });
});

it('the known words include every word of the export, in every language', () => {
  expect(Object.keys(KNOWN_WORDS).sort()).toEqual([...LANGUAGES].sort());
  for (const language of LANGUAGES) {
    const [words, known] = [wordsIn(language), KNOWN_WORDS[language]];
    if (!known) throw new Error(language);
    for (const column of COLUMNS) expect(known.columns[column]).toContain(words.columns[column]);
    expect(known.status.done).toContain(words.status.done);
    expect(known.status.planned).toContain(words.status.planned);
    for (const one of ['everyone', 'login', 'local'] as const)
      expect(known.access[one]).toContain(words.access[one]);
    for (const guess of Object.values(words.probableAccess)) expect(known.guessedAccess).toContain(guess);
    for (const one of ['keptAt', 'notOnTheWeb', 'untitled', 'shortened'] as const)
      expect(known[one]).toContain(words[one]);
  }
  // All heads are known even without the words of today.
  const lexicon = lexiconOf([]);
  for (const words of tableWords) {
    for (const column of COLUMNS)
      expect(lexicon.columnOf(words.columns[column])).toEqual({ column, author: 1 });
  }
});

it('nothing is new if the kind of table adds or removes an apostrophe before a sign', async () => {
  const notes = ["'\t<", "'=1", 'a,=1', "- a\n- b,'=1"];
  const list = notes.map((note, n) => piece({ origin: 'me', url: `https://school.example/${n}`, note }));
  await expectNothingNew((await xlsx.write(arrange(list), wordsIn('pl'), OPTIONS)) as Uint8Array, list);
  await expectNothingNew(await csvIn('pl', list), list);
});

it.each([
  ["''", '<'],
  ["'", 'a'],
  ["'=1", "'=2"],
])('nothing is new if the passages %j and %j share a cell with such an apostrophe', async (...passages) => {
  const list = [piece({ origin: 'me', quotes: passages.map((exact) => quote(exact)) })];
  await expectNothingNew((await xlsx.write(arrange(list), wordsIn('pl'), OPTIONS)) as Uint8Array, list);
  await expectNothingNew(await csvIn('pl', list), list);
});

it('a passage has its surroundings still, though a table has none', async () => {
  const one = piece({
    origin: 'me',
    quotes: [quote('The water was clean.', { prefix: 'we said:', suffix: 'And' })],
  });
  await expectNothingNew(await csvIn('et', [one]), [one]);
});

it('reading stops in the middle of a large cell, a large table and a large workbook when asked', async () => {
  const { number, title, address } = wordsIn('en').columns;
  const head = `${number};${title};${address}\n`;
  // Made without the export, which would take much longer than the reading.
  const rows = Array.from({ length: 40_000 }, (_, n) => ['1', 'x'.repeat(50), `https://school.example/${n}`]);
  const files = [
    `${head}1;"${'""'.repeat(4_000_000)}";https://school.example/`,
    head + rows.map((row) => row.join(';')).join('\n'),
    workbook([[number, title, address], ...rows].map((row) => inline(...row)).join('')),
  ];
  for (const content of files) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const abort = new AbortController();
    const reading = readTeamFile(
      { name: 'list', bytes },
      { tableWords, now: new Date(NOW), signal: abort.signal },
    );
    abort.abort();
    expect(await reading).toEqual({ ok: false, fault: { code: 'stopped' } });
  }
});
