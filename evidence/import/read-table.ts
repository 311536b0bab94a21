/** Makes pieces from the rows of a table, whatever kind of file they come from. */

import { unguarded } from '../files/csv-cell.ts';
import { MAX_PIECES, MAX_REPEATS } from '../files/limits.ts';
import type { Column } from '../files/table-columns.ts';
import type { RowId, ToldRow } from '../files/told-row.ts';
import { mergePiece } from '../merge/merge-pieces.ts';
import { contributionsOf } from '../piece/contribution.ts';
import { type Piece, type PieceId, pieceId } from '../piece/piece.ts';
import { tableName } from '../piece/table-id.ts';
import { withContributions } from '../piece/with-contributions.ts';
import { cleanTitle, cut } from '../values/clean-text.ts';
import { hash } from '../values/hash.ts';
import { pace } from '../values/pace.ts';
import type { SheetRow } from './csv-rows.ts';
import type { CodePage } from './known-words.ts';
import { type CellFault, type CellProblem, domainOf, type Row, type RowAuthor } from './read-row.ts';
import { readPage, rowIdContext, rowIdOf } from './row-id.ts';
import { type DayCount, dayOrderOf } from './table-day.ts';
import { headIn, ROWS_ABOVE, type TableHead } from './table-head.ts';
import type { Lexicon } from './table-lexicon.ts';

/** A cell that can't be read; its row is left out. */
export interface UnreadCell {
  /** The row's number in the spreadsheet, from 1. */
  readonly row: number;
  /** As it is in the file. */
  readonly head: string;
  readonly column: Column;
  /** The beginning of the cell's text. */
  readonly said: string;
  readonly problem: CellProblem;
}

/** Why a whole table can't be read. Nothing was changed. */
export type TableFault =
  | { readonly code: 'too-large'; readonly megabytes: number }
  | { readonly code: 'empty-file' }
  | { readonly code: 'not-text' }
  | { readonly code: 'not-ours' }
  | { readonly code: 'too-many'; readonly count: number; readonly limit: number }
  | { readonly code: 'repeated-page'; readonly position: number; readonly limit: number }
  /** No row can be read; `count` is the number of rows. */
  | { readonly code: 'bad-rows'; readonly count: number; readonly unread: readonly UnreadCell[] };

/** Facts about a table beside its pieces, for the person who decides about it. */
export interface TableNotes {
  /**
   * All cells that can't be read. Their rows are left out, and the rest is imported only with the teacher's
   * consent.
   */
  readonly unread: readonly UnreadCell[];
  /** Heads of unknown columns: these columns are left out. */
  readonly unknownColumns: readonly string[];
  /** The code page that the text was decoded with, if the table isn't Unicode. */
  readonly codePage?: CodePage;
}

/** The pieces of a table, each once, or why it can't be read. */
export type TableContent =
  | {
      readonly ok: true;
      readonly pieces: ReadonlyMap<PieceId, Piece>;
      /** For rows with the id of their own piece: the values that each states completely. */
      readonly told: ReadonlyMap<PieceId, ToldRow>;
      /** For rows with an id: what the id says. */
      readonly ids: ReadonlyMap<PieceId, RowId>;
      readonly table: TableNotes;
    }
  | { readonly ok: false; readonly fault: TableFault };

/** How many rows are read between looks at the clock. */
const SLICE_ROWS = 100;

/** How much is shown of an unreadable cell or a head, and how many unknown heads are reported. */
const SHOWN_LENGTH = 60;
const MAX_UNKNOWN = 50;

/** Everything that reading a table needs beside its rows. */
export interface TableOptions {
  readonly lexicon: Lexicon;
  /** ISO 8601 UTC, for rows without a time of tagging. */
  readonly now: string;
  readonly dayCount?: DayCount;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads the rows of a table in the columns of our own export, in any of the languages, in any order, with
 * columns missing or other rows above the heads. A table holds less than a backup (days instead of times):
 * merge/table-pieces.ts prepares its pieces for merging.
 * @param rows undefined now and then, to give way to the page
 * @returns the pieces, with the same page twice under one domain merged, and everything that can't be read
 * @throws AbortError if `signal` is aborted
 */
export async function readTable(
  rows: Iterable<SheetRow | undefined>,
  { lexicon, now, dayCount = '1899-12-30', signal }: TableOptions,
): Promise<TableContent> {
  const step = pace(1, { signal });
  let head: TableHead | undefined;
  const body: { readonly number: number; readonly row: Row }[] = [];
  let seen = 0;
  for (const row of rows) {
    seen += 1;
    if (!row || seen % SLICE_ROWS === 0) await step();
    if (!row) continue;
    if (head) body.push({ number: row.number, row: rowOf(head, row) });
    else if (row.number > ROWS_ABOVE) break;
    else head = headIn(row, lexicon);
    if (body.length > MAX_PIECES) return refuse({ code: 'too-many', count: body.length, limit: MAX_PIECES });
  }
  if (!head) return refuse({ code: 'not-ours' });

  const context = rowIdContext(
    head,
    body.map(({ row }) => row),
    lexicon,
  );
  const dayOrder = dayOrderOf(daysOf(body));
  const unread: UnreadCell[] = [];
  const pieces = new Map<PieceId, Piece>();
  const told = new Map<PieceId, ToldRow>();
  const ids = new Map<PieceId, RowId>();
  let [repeats, handled] = [0, 0];
  for (const { number, row } of body) {
    handled += 1;
    if (handled % SLICE_ROWS === 0) await step();
    if (saysNothingOfAPage(row, lexicon)) continue;
    const read = readPage(row, pieces, { lexicon, dayOrder, dayCount, now });
    if (Array.isArray(read)) {
      for (const fault of read as readonly CellFault[]) unread.push(unreadCell(number, head, row, fault));
      continue;
    }
    const piece = read as Piece;
    const id = pieceId(piece.domain, piece.url);
    const twin = pieces.get(id);
    if (twin) repeats += 1;
    if (repeats > MAX_REPEATS) return refuse({ code: 'repeated-page', position: number, limit: MAX_REPEATS });
    const rowId = twin ? undefined : rowIdOf(row, piece, context);
    // If a page has two rows, forget their ids: a value missing in one may be in the other.
    if (rowId) ids.set(id, rowId);
    else ids.delete(id);
    if (rowId?.piece === tableName(piece)) told.set(id, rowId.told);
    else told.delete(id);
    pieces.set(id, twin ? mergePiece(twin, besideTwin(twin, piece)) : piece);
  }
  if (pieces.size === 0 && unread.length > 0) {
    return refuse({ code: 'bad-rows', count: new Set(unread.map(({ row }) => row)).size, unread });
  }
  return { ok: true, pieces, told, ids, table: { unread, unknownColumns: unknownIn(head) } };
}

function rowOf({ columns }: TableHead, { cells: all }: SheetRow): Row {
  const cells: Partial<Record<Column, string>> = {};
  const pairs: Partial<Record<Column, Map<number, string>>> = { note: new Map(), taggedBy: new Map() };
  for (const [index, known] of columns.entries()) {
    if (!known) continue;
    const { column, author } = known;
    const said = unguarded(all[index] ?? '');
    const pair = pairs[column];
    // If a column is there twice, the first counts.
    if (pair && !pair.has(author)) pair.set(author, said);
    else if (!pair && cells[column] === undefined) cells[column] = said;
  }
  const last = Math.max(1, ...(pairs.note?.keys() ?? []), ...(pairs.taggedBy?.keys() ?? []));
  const authors: readonly RowAuthor[] = Array.from({ length: last }, (_, index) => ({
    by: pairs.taggedBy?.get(index + 1) ?? '',
    note: pairs.note?.get(index + 1) ?? '',
  }));
  return { cells, authors };
}

/** The longest words beside a table, in UTF-16 code units. */
const MAX_ASIDE = 100;

/**
 * Whether a row is a total, or a few words beside the table: it has no domain, no page, and nothing about
 * one.
 */
function saysNothingOfAPage({ cells, authors }: Row, lexicon: Lexicon): boolean {
  const { number = '', domain = '', access = '', status = '', ...told } = cells;
  const aside = [number, domain, access, status].join('');
  return (
    aside.length <= MAX_ASIDE &&
    !aside.includes('://') &&
    domainOf(number, domain, lexicon) === undefined &&
    Object.values(told).every((cell) => cell.trim() === '') &&
    authors.every(({ by, note }) => by.trim() === '' && note.trim() === '')
  );
}

/**
 * Combines two rows of one page. Both are kept, even if they are by the same colleague: neither replaces the
 * other.
 */
function besideTwin(twin: Piece, piece: Piece): Piece {
  const said = new Map(contributionsOf(twin).map(({ origin, note }) => [origin, note]));
  const contributions = contributionsOf(piece).map((one) => {
    const isOther = (said.get(one.origin) ?? one.note) !== one.note;
    return isOther ? { ...one, origin: `unnamed-${hash(`${one.origin}\n${one.note}`)}` } : one;
  });
  return withContributions(piece, contributions);
}

function* daysOf(body: readonly { readonly row: Row }[]): Generator<string> {
  for (const { row } of body) {
    yield row.cells.activityDate ?? '';
    yield row.cells.taggedOn ?? '';
  }
}

function unreadCell(
  number: number,
  { heads, columns }: TableHead,
  { cells, authors }: Row,
  { column, author, problem }: CellFault,
): UnreadCell {
  const at = columns.findIndex((one) => one?.column === column && one.author === author);
  const one = authors[author - 1];
  const said = column === 'note' ? one?.note : column === 'taggedBy' ? one?.by : cells[column];
  return { row: number, head: shown(heads[at] ?? ''), column, said: shown(said ?? ''), problem };
}

function unknownIn({ heads, columns }: TableHead): readonly string[] {
  const seen = new Set<string>();
  const left = heads.filter((head, index) => {
    const known = columns[index];
    if (!known) return head.trim() !== '';
    const name = `${known.column} ${known.author}`;
    return seen.has(name) || !seen.add(name);
  });
  return [...new Set(left.map(shown))].slice(0, MAX_UNKNOWN);
}

function shown(text: string): string {
  const line = cleanTitle(text.slice(0, 1_000));
  return line.length > SHOWN_LENGTH ? `${cut(line, SHOWN_LENGTH)}…` : line;
}

function refuse(fault: TableFault): TableContent {
  return { ok: false, fault };
}
