import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonOf } from '../../../evidence/export/backup-text.ts';
import { bookmarks } from '../../../evidence/export/bookmarks.ts';
import { csv } from '../../../evidence/export/csv.ts';
import { json } from '../../../evidence/export/json.ts';
import { zip } from '../../../evidence/export/zip.ts';
import {
  MAX_TEAM_FILE_BYTES,
  type ReadOptions,
  readTeamFile,
  type TeamFile,
} from '../../../evidence/import/read-team-file.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { fullPiece } from '../../support/full-pieces.ts';
import { byId, piece } from '../../support/pieces.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const polish = await wordsOf('pl');
const READ: ReadOptions = {
  tableWords: [await wordsOf('en'), polish],
  now: new Date('2026-11-22T10:00:00Z'),
};
const LIST = [fullPiece(), piece({ domain: 'model-school' })];

function read(name: string, content: string | Uint8Array, options = READ): Promise<TeamFile> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return readTeamFile({ name, bytes }, options);
}

const nothing = { pictures: [], picturesLeftOut: 0 };

it.each(['list.json', 'list.csv', 'list'])('a backup is recognised, whatever its name: %s', async (name) => {
  const text = (await json.write(arrange(LIST), polish, OPTIONS)) as string;
  const expected = { ok: true, kind: 'list', from: 'backup', pieces: byId(LIST), ...nothing };
  expect(await read(name, `\uFEFF\n ${text}`)).toEqual(expected);
});

it('a table is recognised, in any of the languages', async () => {
  const text = (await csv.write(arrange(LIST), polish, OPTIONS)) as string;
  const table = await read('list.json', text);
  expect(table).toMatchObject({ ok: true, kind: 'list', from: 'table', ...nothing });
  expect(table.ok && table.kind === 'list' && [...table.pieces.keys()]).toEqual([...byId(LIST).keys()]);
});

it('an archive is recognised', async () => {
  const file = (await zip.write(arrange(LIST), polish, OPTIONS)) as Uint8Array;
  const expected = { ok: true, kind: 'list', from: 'archive', pieces: byId(LIST), ...nothing };
  expect(await read('list.csv', file)).toEqual(expected);
});

it('bookmarks are recognised', async () => {
  const html = bookmarks.write(arrange(LIST), polish, OPTIONS) as string;
  const file = await read('list.json', html);
  expect(file).toMatchObject({ ok: true, kind: 'bookmarks', leftOut: 0 });
  expect(file.ok && file.kind === 'bookmarks' && file.folders).toHaveLength(2);
});

it.each<[string, string | Uint8Array, object]>([
  ['nothing', '', { code: 'empty-file' }],
  ['any text', 'Dear colleague,\nhere is my list.', { code: 'unknown-kind' }],
  ['another table', 'a;b\n1;2', { code: 'unknown-kind' }],
  ['another list', '[]', { code: 'not-ours' }],
  ['a page', '<!DOCTYPE html><p>Hello', { code: 'no-bookmarks' }],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), { code: 'not-text' }],
  ['a list that is too large', `{${' '.repeat(34_000_000)}`, { code: 'too-large', megabytes: 33 }],
  ['more than any file', new Uint8Array(MAX_TEAM_FILE_BYTES + 1), { code: 'too-large', megabytes: 129 }],
])('a team file is refused if it is %s', async (_, content, fault) => {
  expect(await read('list.json', content)).toEqual({ ok: false, fault });
});

it('reading a team file survives any damage to it', { timeout: 60_000 }, async () => {
  const text = (content: string) => new TextEncoder().encode(content);
  const files = [
    text((await json.write(arrange(LIST), polish, OPTIONS)) as string),
    text((await csv.write(arrange(LIST), polish, OPTIONS)) as string),
    text(bookmarks.write(arrange(LIST), polish, OPTIONS) as string),
    (await zip.write(arrange(LIST), polish, OPTIONS)) as Uint8Array,
  ];
  const damage = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), {
    maxLength: 4,
  });
  const property = fc.asyncProperty(
    fc.constantFrom(...files),
    damage,
    fc.nat(4),
    async (whole, bytes, cut) => {
      const damaged = whole.slice(0, cut === 0 ? Math.floor(whole.length * 0.9) : whole.length);
      for (const [where, byte] of bytes) damaged[Math.floor(where * (damaged.length - 1))] = byte;
      const file = await read('list', damaged);
      expect(file.ok || file.fault.code !== 'unreadable').toBe(true);
    },
  );
  await fc.assert(property, { numRuns: 400 });
});

it('reading a team file stops when asked, before it begins and in the middle', async () => {
  const stopped = { ok: false, fault: { code: 'stopped' } };
  expect(await read('list.json', '{}', { ...READ, signal: AbortSignal.abort() })).toEqual(stopped);
  const many = Array.from({ length: 20_000 }, (_, n) => piece({ url: `https://school.example/${n}` }));
  const abort = new AbortController();
  const reading = read('list.json', jsonOf(many, OPTIONS.exportedAt), { ...READ, signal: abort.signal });
  abort.abort();
  expect(await reading).toEqual(stopped);
});
