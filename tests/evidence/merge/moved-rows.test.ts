import { describe, expect, it } from 'vitest';
import { csv } from '../../../evidence/export/csv.ts';
import { readTeamFile } from '../../../evidence/import/read-team-file.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { applyChoices } from '../../../evidence/merge/apply-choices.ts';
import { effectOf, freshCount } from '../../../evidence/merge/merge-effect.ts';
import { mergeLists } from '../../../evidence/merge/merge-lists.ts';
import { type MergePlan, planMerge } from '../../../evidence/merge/merge-plan.ts';
import { type TableToMerge, tableToMerge } from '../../../evidence/merge/table-to-merge.ts';
import { domainNumber } from '../../../evidence/mission-domain.ts';
import { contributionsOf } from '../../../evidence/piece/contribution.ts';
import { move } from '../../../evidence/piece/move.ts';
import { isLive, type Piece, pieceId } from '../../../evidence/piece/piece.ts';
import { hasMoved } from '../../../evidence/piece/removals.ts';
import { deletePiece } from '../../../evidence/piece/tagging.ts';
import { fullPiece, offlinePiece } from '../../support/full-pieces.ts';
import { byId, idOf, noteIn, piece } from '../../support/pieces.ts';
import { csvOf, rowsIn } from '../../support/table-ways.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const words = await wordsOf('pl');
const NOW = '2026-11-22T10:00:00.000Z';
const full = fullPiece({
  domain: 'collaboration',
  origin: 'me',
  taggedBy: 'Maria',
  note: 'Mine.',
  contributions: [{ origin: 'ana', by: 'Ana', note: 'Ana’s.', taggedAt: '2026-03-02T08:00:00.000Z' }],
});
const other = piece({ url: 'https://school.example/other', origin: 'me', taggedBy: 'Maria' });
const offline = offlinePiece({ origin: 'me' });
const list = [full, other, offline];
const NEW_ADDRESS = 'https://school.example/elsewhere';
const ELSEWHERE = pieceId(full.domain, NEW_ADDRESS);
const IN_MODEL_SCHOOL = pieceId('model-school', full.url);

type Cells = Partial<Record<keyof typeof words.columns | 'note2' | 'taggedBy2', string>>;
type Rows = readonly Cells[];

/** The table of a list, with its rows as somebody left them in a spreadsheet. */
async function tableOf(pieces: readonly Piece[], edit: (rows: Rows) => Rows): Promise<string> {
  const text = (await csv.write(arrange(pieces), words, { ...OPTIONS, csvSeparator: ';' })) as string;
  const [heads = [], ...rows] = rowsIn(text, ';');
  const names = heads.map((head) => {
    const plain = Object.entries(words.columns).find(([, one]) => one === head)?.[0];
    return plain ?? (head.startsWith(words.columns.note) ? 'note2' : 'taggedBy2');
  });
  const before = rows.map((row) => Object.fromEntries(row.map((cell, at) => [names[at], cell])) as Cells);
  return csvOf(
    [heads, ...edit(before).map((row) => names.map((name) => row[name as keyof Cells] ?? ''))],
    ';',
  );
}

/** Changes the row of a page, or replaces it by others. */
function at(url: string, change: (row: Cells) => Cells | Rows): (rows: Rows) => Rows {
  return (rows) => rows.flatMap((row) => (row.address === url ? change(row) : row));
}

const inDomain =
  (number: string, more: Cells = {}) =>
  (row: Cells): Cells => ({ ...row, number, ...more });
const atAddress =
  (address: string, more: Cells = {}) =>
  (row: Cells): Cells => ({ ...row, address, ...more });

async function read(mine: readonly Piece[], text: string): Promise<TableToMerge> {
  const bytes = new TextEncoder().encode(text);
  const file = await readTeamFile({ name: 'list', bytes }, { tableWords: [words], now: new Date(NOW) });
  if (!file.ok || file.kind !== 'list' || !file.ids) throw new Error(JSON.stringify(file));
  return tableToMerge(byId(mine), file);
}

async function planOf(
  mine: readonly Piece[],
  edit: (rows: Rows) => Rows,
  from = mine,
): Promise<MergePlan & { readonly table: TableToMerge }> {
  const table = await read(mine, await tableOf(from, edit));
  return { ...planMerge(byId(mine), [table.pieces], { own: 'me', tables: [table] }), table };
}

function listsWith(mine: readonly Piece[], plan: MergePlan, field: string, of: Piece) {
  const pieces = applyChoices(plan, { fields: new Map([[idOf(of), { [field]: 'theirs' as const }]]) }, NOW);
  return mergeLists(byId(mine), pieces);
}

describe('a row whose domain was changed in a table', () => {
  it('is offered as a move of its piece, and changes nothing by itself', async () => {
    const plan = await planOf(list, at(full.url, inDomain('4')));
    expect(plan.fresh).toEqual([]);
    expect(plan.pieces.size).toBe(0);
    expect(plan.differing).toHaveLength(1);
    expect(plan.differing[0]).toMatchObject({
      id: idOf(full),
      fields: [{ field: 'domain', byDefault: 'mine' }],
      moved: { domain: 'model-school', url: full.url },
    });
    expect(plan.table.copies).toHaveLength(0);
  });

  it('moves the piece with everything in it if that is chosen', async () => {
    const plan = await planOf(list, at(full.url, inDomain('4')));
    const lists = listsWith(list, plan, 'domain', full);
    const { domain: _, position: _p, changedAt: _c, updatedAt: _u, contributions = [], ...facts } = full;
    expect(lists.get(IN_MODEL_SCHOOL)).toMatchObject({
      ...facts,
      domain: 'model-school',
      contributions: contributions.map((one) => ({ ...one, from: full.domain, cameAt: NOW })),
    });
    expect(isLive(lists.get(IN_MODEL_SCHOOL))).toBe(true);
    expect(lists.get(idOf(full))).toMatchObject({
      deletedAt: NOW,
      removals: [{ at: NOW, to: 'model-school' }],
    });
    const choices = { fields: new Map([[idOf(full), { domain: 'theirs' as const }]]) };
    expect([effectOf(plan, choices).changed, freshCount(plan, choices)]).toEqual([1, 0]);
  });

  it('offers the other changed cells separately, under their authors', async () => {
    const plan = await planOf(
      list,
      at(full.url, inDomain('4', { title: 'Corrected', note2: 'Ana’s, too.' })),
    );
    expect(plan.differing[0]?.fields.map(({ field }) => field).sort()).toEqual(['domain', 'note', 'title']);
    const titled = listsWith(list, plan, 'title', full).get(idOf(full));
    expect(titled).toMatchObject({ title: 'Corrected', domain: full.domain });
    const both = { domain: 'theirs', title: 'theirs', note: 'theirs' } as const;
    const pieces = applyChoices(plan, { fields: new Map([[idOf(full), both]]) }, NOW);
    const moved = pieces.get(IN_MODEL_SCHOOL);
    expect(moved).toMatchObject({ title: 'Corrected' });
    expect(moved && contributionsOf(moved).map(({ origin, by, note }) => [origin, by, note])).toEqual([
      ['me', 'Maria', 'Mine.'],
      ['ana', 'Ana', 'Ana’s, too.'],
    ]);
  });

  it('moves evidence that is not on the web, whose address no table has', async () => {
    const plan = await planOf(list, (rows) =>
      rows.map((row) => (row.id?.startsWith(offline.url) ? { ...row, number: '5' } : row)),
    );
    expect(plan.fresh).toEqual([]);
    expect(plan.differing.map(({ id, fields }) => [id, fields[0]?.field])).toEqual([
      [idOf(offline), 'domain'],
    ]);
  });

  it('returns a piece to a domain from which it was moved, later than its trace says', async () => {
    const future = '2026-12-24T00:00:00.000Z';
    const { left, arrived } = move(piece({ domain: 'model-school' }), undefined, 'collaboration', future);
    const mine = [left, { ...arrived, origin: 'me' }];
    const number = String(domainNumber('model-school'));
    const plan = await planOf(mine, at(arrived.url, inDomain(number)), [{ ...arrived, origin: 'me' }]);
    const lists = listsWith(mine, plan, 'domain', arrived);
    expect(isLive(lists.get(idOf(left)))).toBe(true);
    expect(isLive(lists.get(idOf(arrived)))).toBe(false);
  });

  it('has no effect if the page is in that domain already, or the piece is no longer in the list', async () => {
    const there = { ...full, domain: 'model-school' as const };
    const both = await planOf([full, there, other], at(full.url, inDomain('4')), [full, other]);
    expect(both.differing).toEqual([]);
    const gone = await planOf([deletePiece(full, NOW), other], at(full.url, inDomain('4')), list);
    expect(gone.differing).toEqual([]);
    expect(gone.fresh.map(({ id }) => id)).toContain(IN_MODEL_SCHOOL);
  });
});

describe('a row whose address was changed in a table', () => {
  const edit = at(full.url, atAddress(NEW_ADDRESS, { title: 'Another title' }));

  it('is a new piece by default, so that a reused row loses neither page, and is offered as a change', async () => {
    const plan = await planOf(list, edit);
    expect(plan.fresh.map(({ id }) => id)).toEqual([ELSEWHERE]);
    expect(plan.differing).toMatchObject([
      { id: idOf(full), fields: [{ field: 'url', byDefault: 'mine' }], moved: { url: NEW_ADDRESS } },
    ]);
    expect([...plan.pieces.keys()]).toEqual([ELSEWHERE]);
    expect(plan.pieces.get(ELSEWHERE)?.contributions?.map(({ origin }) => origin)).not.toContain('me');
    expect([effectOf(plan, {}).changed, freshCount(plan, {})]).toEqual([0, 1]);
  });

  it('replaces the piece by the whole row if that is chosen, and leaves the old address in the bin', async () => {
    const plan = await planOf(list, edit);
    const lists = listsWith(list, plan, 'url', full);
    const now = lists.get(ELSEWHERE);
    expect(now).toMatchObject({
      url: NEW_ADDRESS,
      title: 'Another title',
      labels: full.labels,
    });
    expect(now && contributionsOf(now).map(({ origin }) => origin)).toEqual(['me', 'ana']);
    expect(now && isLive(now)).toBe(true);
    expect(lists.get(idOf(full))).toMatchObject({ deletedAt: NOW, title: full.title });
    expect(hasMoved(lists.get(idOf(full)))).toBe(false);
    const choices = { fields: new Map([[idOf(full), { url: 'theirs' as const }]]) };
    expect([effectOf(plan, choices).changed, freshCount(plan, choices)]).toEqual([1, 0]);
  });

  it('counts no new piece if the list deleted that page later', async () => {
    const deleted = deletePiece(
      piece({ url: NEW_ADDRESS, taggedAt: NOW, updatedAt: NOW }),
      '2026-11-22T11:00:00.000Z',
    );
    const plan = await planOf([...list, deleted], edit, list);
    expect(plan.fresh).toEqual([]);
    expect(freshCount(plan, { fields: new Map([[idOf(full), { url: 'theirs' as const }]]) })).toBe(0);
  });

  it('moves to another domain at once if the row says so', async () => {
    const plan = await planOf(list, at(full.url, atAddress(NEW_ADDRESS, { number: '4' })));
    const lists = listsWith(list, plan, 'url', full);
    expect(lists.get(pieceId('model-school', NEW_ADDRESS))).toMatchObject({
      contributions: [{ origin: 'me' }, { origin: 'ana' }],
    });
  });

  it('gives evidence on paper an address on the web, and removes its place', async () => {
    const plan = await planOf(list, (rows) =>
      rows.map((row) => (row.id?.startsWith(offline.url) ? { ...row, address: NEW_ADDRESS } : row)),
    );
    const now = listsWith(list, plan, 'url', offline).get(pieceId(offline.domain, NEW_ADDRESS));
    expect(now).toMatchObject({
      url: NEW_ADDRESS,
      contributions: [{ origin: 'me' }],
      title: offline.title,
    });
    expect(now).not.toHaveProperty('place');
  });
});

describe('a row that was copied in a table', () => {
  it('is a new piece, and is counted so, if the first row is there, too', async () => {
    const plan = await planOf(
      list,
      at(full.url, (row) => [row, { ...row, address: NEW_ADDRESS }]),
    );
    expect(plan.fresh.map(({ id }) => id)).toEqual([ELSEWHERE]);
    expect(plan.differing).toEqual([]);
    expect(plan.table.copies).toHaveLength(1);
  });

  it('is a new piece for another domain, even if it is not on the web', async () => {
    const isOffline = (row: Cells) => row.id?.startsWith(offline.url);
    const plan = await planOf(list, (rows) =>
      rows.flatMap((row) => (isOffline(row) ? [row, { ...row, number: '5' }] : row)),
    );
    expect(plan.fresh).toHaveLength(1);
    expect(plan.differing).toEqual([]);
    expect(plan.table.copies).toHaveLength(1);
  });

  it('is a new piece under the same domain if it is not on the web, and the first row stays as it is', async () => {
    const isOffline = (row: Cells) => row.id?.startsWith(offline.url);
    const plan = await planOf(list, (rows) =>
      rows.flatMap((row) =>
        isOffline(row) ? [row, { ...row, title: 'Minutes of May', note: 'Ours.' }] : row,
      ),
    );
    expect(plan.fresh.map(({ merged }) => [merged.title, noteIn(merged)])).toEqual([
      ['Minutes of May', 'Ours.'],
    ]);
    expect(plan.fresh[0]?.merged.contributions?.map(({ origin }) => origin)).not.toContain('me');
    expect(plan.differing).toEqual([]);
    expect(plan.table.copies).toHaveLength(1);
  });

  it('is no new piece if it says the same as the first row', async () => {
    const plan = await planOf(list, (rows) => [...rows, ...rows]);
    expect(plan.fresh).toEqual([]);
    expect(plan.differing).toEqual([]);
    expect(plan.table.copies).toHaveLength(0);
  });

  it('is a new piece each if two rows have its id and both are changed', async () => {
    const plan = await planOf(
      list,
      at(full.url, (row) => [inDomain('4')(row), atAddress(NEW_ADDRESS)(row)]),
    );
    expect(plan.fresh.map(({ id }) => id).sort()).toEqual([ELSEWHERE, IN_MODEL_SCHOOL].sort());
    expect(plan.differing).toEqual([]);
    expect(plan.table.copies).toHaveLength(2);
  });
});

describe('a name that was changed in a table', () => {
  it('is ignored, and counted by rows, even if it was emptied or the row was moved', async () => {
    const edit = (rows: Rows) =>
      at(full.url, (row) => ({ ...row, number: '4', taggedBy2: 'Eva' }))(
        at(other.url, (row) => ({ ...row, taggedBy: '' }))(rows),
      );
    const plan = await planOf(list, edit);
    expect(plan.table.renamed).toBe(2);
    expect(plan.pieces.size).toBe(0);
    expect(plan.differing.flatMap(({ fields }) => fields.map(({ field }) => field))).toEqual(['domain']);
  });

  it('does not count if the table has no names, or no ids, or if only white space was added', async () => {
    const text = await tableOf(list, (rows) => rows);
    const without = (column: 'taggedBy' | 'id') => {
      const rows = rowsIn(text, ';');
      const dropped = (rows[0] ?? []).map((head) => head.startsWith(words.columns[column]));
      return csvOf(
        rows.map((row) => row.filter((_, index) => !dropped[index])),
        ';',
      );
    };
    for (const column of ['taggedBy', 'id'] as const) {
      expect((await read(list, without(column))).renamed).toBe(0);
    }
    const spaced = await planOf(list, (rows) =>
      rows.map((row) => ({ ...row, taggedBy: ` ${row.taggedBy} ` })),
    );
    expect(spaced.table.renamed).toBe(0);
  });
});
