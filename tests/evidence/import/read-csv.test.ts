import { describe, expect, it } from 'vitest';
import { csv } from '../../../evidence/export/csv.ts';
import { MAX_FILE_BYTES, MAX_REPEATS } from '../../../evidence/files/limits.ts';
import { readCsv } from '../../../evidence/import/read-csv.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { contributionsOf } from '../../../evidence/piece/contribution.ts';
import { fullPiece, offlinePiece, quote } from '../../support/full-pieces.ts';
import { idOf, piece } from '../../support/pieces.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const CODES = ['en', 'ro', 'pl', 'it', 'et'];
const languages = await Promise.all(CODES.map(wordsOf));
const english = await wordsOf('en');
const NOW = '2026-11-22T10:00:00.000Z';
const T0 = '2026-03-01T00:00:00.000Z';

function read(text: string) {
  return readCsv(new TextEncoder().encode(text), languages, NOW);
}

describe('readCsv', () => {
  it.each(CODES.flatMap((code) => [[code, ';'] as const, [code, ','] as const]))(
    'reads an exported table back: %s, %j',
    async (code, csvSeparator) => {
      const list = [
        fullPiece({
          origin: 'ana',
          title: '=1+1',
          note: '-5;"a",\n\ttwo',
          quotes: [quote('=A1'), quote('Two.')],
        }),
        offlinePiece({ domain: 'model-school', origin: 'ion' }),
      ];
      const text = (await csv.write(arrange(list), await wordsOf(code), {
        ...OPTIONS,
        csvSeparator,
      })) as string;
      const content = await read(text);
      const pieces = content.ok ? [...content.pieces.values()] : [];
      expect(pieces).toEqual([
        { ...list[0], taggedAt: T0, updatedAt: T0 },
        { ...list[1], status: 'done', taggedAt: T0, updatedAt: T0 },
      ]);
      expect(await read(text)).toEqual(content);
    },
  );

  it('reads tabs, other orders, missing columns, and a domain’s title in place of its number', async () => {
    const { columns, domainTitles } = await wordsOf('pl');
    const text = `${columns.address}\t${columns.domain}\nhttps://school.example/a\t${domainTitles['model-school'].text}`;
    const content = await read(text);
    const expected = piece({
      domain: 'model-school',
      url: 'https://school.example/a',
      title: '',
      note: '',
      taggedAt: NOW,
      updatedAt: NOW,
      origin: expect.stringMatching(/^unnamed-/),
    });
    expect(content).toEqual({
      ok: true,
      pieces: new Map([[idOf(expected), expected]]),
      told: new Map(),
      ids: new Map(),
      table: { unread: [], unknownColumns: [] },
    });
  });

  const { number, title, address, note, taggedOn, activityDate } = english.columns;
  const head = [number, title, address, note].join(';');
  /** The fault of a table with no readable row, except the cell’s text and the problem with it. */
  const unread = (row: number, column: string, name: string, problem: object) => ({
    code: 'bad-rows',
    count: 1,
    unread: [{ row, column, head: name, said: expect.any(String), problem }],
  });
  it.each<[string, string, object]>([
    ['nothing', ' \n', { code: 'empty-file' }],
    ['another table', 'a;b\n1;2', { code: 'not-ours' }],
    ['a web page', '<html><script>alert(1)</script>', { code: 'not-ours' }],
    [
      'a script as address',
      `${head}\n1;x;javascript:alert(1);y`,
      unread(2, 'address', address, { kind: 'address' }),
    ],
    ['a sixth domain', `${head}\n6;x;https://a.example/;y`, unread(2, 'number', number, { kind: 'domain' })],
    [
      'a note that is too long',
      `${head}\n1;x;https://a.example/;${'y'.repeat(20_001)}`,
      unread(2, 'note', note, { kind: 'too-long', limit: 20_000 }),
    ],
    [
      'an open quotation mark',
      `${head}\n1;"x;https://a.example/;y`,
      unread(2, 'address', address, { kind: 'missing' }),
    ],
    ['a row too short', `${head}\n1`, unread(2, 'address', address, { kind: 'missing' })],
    [
      'a day that no calendar has',
      `${number};${address};${taggedOn}\n1;https://a.example/;2026-02-31`,
      unread(2, 'taggedOn', taggedOn, { kind: 'day' }),
    ],
    [
      'a day of an activity that no calendar has',
      `${number};${address};${activityDate}\n1;https://a.example/;2026-02-31`,
      unread(2, 'activityDate', activityDate, { kind: 'day' }),
    ],
    [
      'words that do not say who can open it',
      `${number};${address};${english.columns.access}\n1;https://a.example/;everybody, I think`,
      unread(2, 'access', english.columns.access, { kind: 'access' }),
    ],
  ])('refuses %s', async (_, text, fault) => {
    expect(await read(text)).toEqual({ ok: false, fault });
  });

  it('refuses a file that is not text, or too much of it', async () => {
    expect(await readCsv(new Uint8Array([0xff, 0xfe, 0x41]), languages, NOW)).toEqual({
      ok: false,
      fault: { code: 'not-text' },
    });
    const large = new Uint8Array(MAX_FILE_BYTES + 1);
    expect(await readCsv(large, languages, NOW)).toEqual({
      ok: false,
      fault: { code: 'too-large', megabytes: 33 },
    });
    const rows = Array.from({ length: 100_001 }, (_, n) => `1;x;https://a.example/${n};y`);
    expect(await read([head, ...rows].join('\n'))).toMatchObject({ ok: false, fault: { code: 'too-many' } });
  });

  it('refuses a file with one page too many', async () => {
    const rows = Array.from({ length: MAX_REPEATS + 2 }, (_, n) => `1;x;https://a.example/;${n}`);
    expect(await read([head, ...rows].join('\n'))).toEqual({
      ok: false,
      fault: { code: 'repeated-page', position: MAX_REPEATS + 3, limit: MAX_REPEATS },
    });
  });

  it('merges the same page twice under one domain', async () => {
    const content = await read(
      `${head}\n1;x;https://a.example/;One.\n1;x;https://a.example/?utm_source=b;Two.`,
    );
    const pieces = content.ok ? [...content.pieces.values()] : [];
    const said = pieces.map((one) => contributionsOf(one).map(({ note }) => note));
    expect(said.map((notes) => notes.toSorted())).toEqual([['One.', 'Two.']]);
    // Neither is taken for the other's author.
    expect(new Set(pieces.flatMap(contributionsOf).map(({ origin }) => origin)).size).toBe(2);
  });
});
