import { describe, expect, it } from 'vitest';
import { csv } from '../../../evidence/export/csv.ts';
import { xlsx } from '../../../evidence/export/xlsx.ts';
import { MAX_SHEET_CELL_LENGTH } from '../../../evidence/files/table-columns.ts';
import { readTeamFile } from '../../../evidence/import/read-team-file.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { applyChoices } from '../../../evidence/merge/apply-choices.ts';
import { emptiedCells } from '../../../evidence/merge/emptied-cells.ts';
import type { PieceList } from '../../../evidence/merge/merge-lists.ts';
import { type MergePlan, planMerge } from '../../../evidence/merge/merge-plan.ts';
import { piecesToMerge } from '../../../evidence/merge/table-pieces.ts';
import { type Piece, pieceId } from '../../../evidence/piece/piece.ts';
import { fullPiece, offlinePiece } from '../../support/full-pieces.ts';
import { byId, idOf, noteIn, piece } from '../../support/pieces.ts';
import { csvOf, rowsIn } from '../../support/table-ways.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const words = await wordsOf('pl');
const NOW = '2026-11-22T10:00:00.000Z';
const passage = (exact: string) => ({ exact, prefix: '', suffix: '' });
const full = fullPiece({
  origin: 'me',
  taggedBy: 'Maria',
  title: 'The shared garden',
  note: 'Mine.',
  labels: ['garden', 'year 5'],
  quotes: [passage('The first passage.'), passage('The second passage.')],
  activityDate: '2026-03-01',
  access: 'login',
  status: 'planned',
  contributions: [{ origin: 'ana', by: 'Ana', note: 'Ana’s.', taggedAt: '2026-03-02T08:00:00.000Z' }],
});

type Edit = (head: string) => ((cell: string) => string) | undefined;

/** A table of a list, with each cell under a head edited as somebody did it in a spreadsheet. */
async function edited(list: readonly Piece[], edit: Edit): Promise<string> {
  const text = (await csv.write(arrange(list), words, { ...OPTIONS, csvSeparator: ';' })) as string;
  const [heads = [], ...rows] = rowsIn(text, ';');
  const after = rows.map((row) => row.map((cell, index) => edit(heads[index] ?? '')?.(cell) ?? cell));
  return csvOf([heads, ...after], ';');
}

const emptying =
  (...columns: (keyof typeof words.columns)[]): Edit =>
  (head) =>
    columns.some((one) => words.columns[one] === head) ? () => '' : undefined;

/** Previews the import of tables, and other files with them, with the list’s own installation as `me`. */
async function planOf(
  list: readonly Piece[],
  contents: string | Uint8Array | readonly string[],
  backups: readonly PieceList[] = [],
): Promise<MergePlan> {
  const mine = byId(list);
  const all = typeof contents === 'string' || contents instanceof Uint8Array ? [contents] : contents;
  const tables = await Promise.all(
    all.map(async (content) => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const file = await readTeamFile({ name: 'list', bytes }, { tableWords: [words], now: new Date(NOW) });
      if (!file.ok || file.kind !== 'list' || !file.told) throw new Error(JSON.stringify(file));
      const emptied = emptiedCells(mine, file.pieces, file.told);
      return { pieces: piecesToMerge(mine, file.pieces, emptied), emptied };
    }),
  );
  return planMerge(mine, [...tables.map(({ pieces }) => pieces), ...backups], { own: 'me', tables });
}

function chosen(plan: MergePlan, of: Piece, field: string): Piece | undefined {
  return applyChoices(plan, { fields: new Map([[idOf(of), { [field]: 'theirs' }]]) }, NOW).get(idOf(of));
}

describe('a cell that somebody emptied in a table', () => {
  it('changes nothing by itself, whichever cell it was', async () => {
    const all = emptying('title', 'note', 'quotes', 'labels', 'activityDate', 'access', 'status');
    const plan = await planOf([full], await edited([full], all));
    expect(plan.pieces.size).toBe(0);
    expect(new Set(plan.differing[0]?.fields.map(({ byDefault }) => byDefault))).toEqual(new Set(['mine']));
  });

  it.each([
    ['title', 'title', ''],
    ['activityDate', 'activityDate', undefined],
    ['access', 'access', undefined],
    ['status', 'status', undefined],
    ['quotes', 'quotes', undefined],
    ['labels', 'labels', undefined],
  ] as const)(
    'is offered as a change in the column %s, and gone when it is chosen',
    async (column, field, after) => {
      const plan = await planOf([full], await edited([full], emptying(column)));
      expect(plan.differing.map(({ fields }) => fields)).toEqual([[{ field, byDefault: 'mine' }]]);
      expect(chosen(plan, full, field)?.[field]).toEqual(after);
    },
  );

  it('is offered as a change of the teacher’s own note, and of a colleague’s', async () => {
    const mine = await planOf([full], await edited([full], emptying('note')));
    expect(mine.differing.map(({ fields }) => fields)).toEqual([[{ field: 'ownNote', byDefault: 'mine' }]]);
    expect(noteIn(chosen(mine, full, 'ownNote'))).toBe('');

    const second = `${words.columns.note} (2)`;
    const anas = await planOf(
      [full],
      await edited([full], (head) => (head === second ? () => '' : undefined)),
    );
    expect(anas.differing.map(({ fields }) => fields)).toEqual([[{ field: 'note', byDefault: 'mine' }]]);
    expect(chosen(anas, full, 'note')).toMatchObject({
      contributions: [
        { by: 'Maria', note: 'Mine.' },
        { by: 'Ana', at: expect.any(String) },
      ],
    });
  });

  it('is offered if one label or one passage of several was removed', async () => {
    const without = await edited([full], (head) =>
      head === words.columns.labels || head === words.columns.quotes
        ? (cell) => cell.replace('; year 5', '').replace('\n\nThe second passage.', '')
        : undefined,
    );
    const plan = await planOf([full], without);
    expect(plan.differing[0]?.fields.toSorted((a, b) => a.field.localeCompare(b.field))).toEqual([
      { field: 'labels', byDefault: 'mine' },
      { field: 'quotes', byDefault: 'mine' },
    ]);
    expect(chosen(plan, full, 'labels')?.labels).toEqual(['garden']);
    expect(chosen(plan, full, 'quotes')?.quotes).toEqual([passage('The first passage.')]);
  });

  it('is offered for the place of evidence that is not on the web, if the cell is empty or says that it is nowhere', async () => {
    const offline = offlinePiece({ origin: 'me', place: 'The staff room' });
    for (const left of ['', words.notOnTheWeb]) {
      const table = await edited([offline], (head) =>
        head === words.columns.address ? () => left : undefined,
      );
      const plan = await planOf([offline], table);
      expect(plan.differing.map(({ fields }) => fields)).toEqual([[{ field: 'place', byDefault: 'mine' }]]);
      expect(chosen(plan, offline, 'place')).not.toHaveProperty('place');
    }
  });

  it('has no effect if the table has no such column, or no ids', async () => {
    const text = await edited(
      [full],
      emptying('title', 'note', 'labels', 'quotes', 'activityDate', 'access'),
    );
    const without = (...heads: readonly string[]) => {
      const rows = rowsIn(text, ';');
      const left = rows[0]?.flatMap((head, index) => (heads.includes(head) ? [] : index)) ?? [];
      return csvOf(
        rows.map((row) => left.map((index) => row[index] ?? '')),
        ';',
      );
    };
    const { title, note, labels, quotes, activityDate, access, id } = words.columns;
    for (const table of [without(title, note, labels, quotes, activityDate, access), without(id)]) {
      expect(await planOf([full], table)).toMatchObject({ differing: [], fresh: [] });
    }
  });

  it('has no effect on pieces missing from the table’s list: colleagues’ own tables come in weekly', async () => {
    const { contributions: _, quotes: _q, labels: _l, ...rest } = full;
    const anas = { ...(rest as Piece), origin: 'ana', taggedBy: 'Ana', note: 'Ana’s.' };
    expect((await planOf([full], await edited([anas], emptying('activityDate')))).differing).toEqual([]);
  });

  it('has no effect if two rows are of one page, and one of them has the text', async () => {
    const rows = rowsIn(await edited([full], () => undefined), ';');
    const emptied = rowsIn(await edited([full], emptying('labels', 'quotes')), ';').slice(1);
    expect((await planOf([full], csvOf([...rows, ...emptied], ';'))).differing).toEqual([]);
  });

  it('has no effect for one of two passages that read alike, nor for a label in another case', async () => {
    const twice = piece({
      origin: 'me',
      labels: ['Garden'],
      quotes: [
        { exact: 'Again.', prefix: 'a', suffix: '' },
        { exact: 'Again.', prefix: 'b', suffix: '' },
      ],
    });
    const table = await edited([twice], (head) =>
      head === words.columns.labels ? () => 'GARDEN' : undefined,
    );
    expect((await planOf([twice], table)).differing).toEqual([]);
  });
});

describe('an edited table', () => {
  const edits = (title: string) =>
    edited([full], (head) => (head === words.columns.title ? () => title : undefined));

  it('is offered beside another table and a backup that agree with the list, in any order', async () => {
    const noteless = emptying('note', 'labels');
    const one = await edited([full], (head) =>
      head === words.columns.title ? () => 'Edited' : noteless(head),
    );
    const same = await edited([full], () => undefined);
    for (const tables of [
      [one, same],
      [same, one],
    ]) {
      const plan = await planOf([full], tables, [byId([full])]);
      expect(plan.pieces.size).toBe(0);
      const fields = plan.differing[0]?.fields.toSorted((a, b) => a.field.localeCompare(b.field));
      expect(fields).toEqual(['labels', 'ownNote', 'title'].map((field) => ({ field, byDefault: 'mine' })));
      expect(chosen(plan, full, 'title')?.title).toBe('Edited');
      expect(noteIn(chosen(plan, full, 'ownNote'))).toBe('');
      expect(chosen(plan, full, 'labels')).not.toHaveProperty('labels');
    }
  });

  it('gives way to a colleague’s text that is later than the list', async () => {
    const at = '2026-10-01T08:00:00.000Z';
    const later = { ...full, title: 'By Ana', updatedAt: at, changedAt: { ...full.changedAt, title: at } };
    const plan = await planOf([full], [await edits('Edited')], [byId([later])]);
    expect(plan.differing[0]).toMatchObject({
      theirs: { title: 'By Ana' },
      fields: [{ field: 'title', byDefault: 'theirs' }],
    });
  });
});

describe('a cell of passages that was too full', () => {
  const long = piece({
    origin: 'me',
    quotes: Array.from({ length: 9 }, (_, n) => passage(`${n} ${'long '.repeat(900)}end`)),
  });

  it('restores no shortened passage from a workbook of ours, and none counts as removed', async () => {
    const workbook = (await xlsx.write(arrange([long]), words, OPTIONS)) as Uint8Array;
    const plan = await planOf([long], workbook);
    expect(plan).toMatchObject({ differing: [], same: [pieceId(long.domain, long.url)] });
  });

  it('restores no shortened passage if a spreadsheet cut it in silence', async () => {
    const table = await edited([long], (head) =>
      head === words.columns.quotes ? (cell) => cell.slice(0, MAX_SHEET_CELL_LENGTH) : undefined,
    );
    expect((await planOf([long], table)).differing).toEqual([]);
  });

  it('loses nothing in a table that holds more', async () => {
    const [first, ...others] = long.quotes ?? [];
    const table = await edited([long], (head) =>
      head === words.columns.quotes ? (cell) => cell.replace(`${first?.exact}\n\n`, '') : undefined,
    );
    const plan = await planOf([long], table);
    expect(new Set(chosen(plan, long, 'quotes')?.quotes)).toEqual(new Set(others));
  });
});
