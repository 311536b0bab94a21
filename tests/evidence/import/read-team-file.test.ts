import { expect, it } from 'vitest';
import { arrange } from '../../../evidence/arrange.ts';
import { csv } from '../../../evidence/export/csv.ts';
import { json } from '../../../evidence/export/json.ts';
import { type ReadOptions, readTeamFile, type TeamFile } from '../../../evidence/import/read-team-file.ts';
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

it.each(['list.json', 'list.csv', 'list'])('knows a backup, whatever its name: %s', async (name) => {
  const text = (await json.write(arrange(LIST), polish, OPTIONS)) as string;
  const expected = { ok: true, kind: 'list', from: 'backup', pieces: byId(LIST), ...nothing };
  expect(await read(name, `\uFEFF\n ${text}`)).toEqual(expected);
});

it('knows a table, in any of the languages', async () => {
  const text = (await csv.write(arrange(LIST), polish, OPTIONS)) as string;
  const table = await read('list.json', text);
  expect(table).toMatchObject({ ok: true, kind: 'list', from: 'table', ...nothing });
  expect(table.ok && table.kind === 'list' && [...table.pieces.keys()]).toEqual([...byId(LIST).keys()]);
});

it('stops when it is told to', async () => {
  const signal = AbortSignal.abort();
  expect(await read('list.json', '{}', { ...READ, signal })).toEqual({
    ok: false,
    fault: { code: 'stopped' },
  });
});
