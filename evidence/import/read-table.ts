/** The rows of a table, whatever kind of file they come from, made pieces. */

import { unguarded } from '../files/csv-cell.ts';
import { MAX_PIECES, MAX_REPEATS } from '../files/limits.ts';
import type { Column } from '../files/table-columns.ts';
import type { RowId, ToldRow } from '../files/told-row.ts';
import { mergePiece } from '../merge/merge-pieces.ts';
import { contributionsOf } from '../piece/contribution.ts';
import { type Piece, type PieceId, pieceId } from '../piece/piece.ts';
import { tableName } from '../piece/table-id.ts';
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

/** A cell that cannot be read; its row is left out. */
export interface UnreadCell {
  /** Of the row, as the spreadsheet counts it, from 1. */
  readonly row: number;
  /** As the file has it. */
  readonly head: string;
  readonly column: Column;
  /** The beginning of what stands there. */
  readonly said: string;
  readonly problem: CellProblem;
}

/** What is wrong with a table as a whole. Nothing was changed. */
export type TableFault =
  | { readonly code: 'too-large'; readonly megabytes: number }
  | { readonly code: 'empty-file' }
  | { readonly code: 'not-text' }
  | { readonly code: 'not-ours' }
  | { readonly code: 'too-many'; readonly count: number; readonly limit: number }
  | { readonly code: 'repeated-page'; readonly position: number; readonly limit: number }
  /** No row can be read; `count` is how many there are. */
  | { readonly code: 'bad-rows'; readonly count: number; readonly unread: readonly UnreadCell[] };

/** What is in a table beside its pieces, for whoever decides about it. */
export interface TableNotes {
  /** All that cannot be read. The rows are left out, and the rest is brought in only when somebody agrees. */
  readonly unread: readonly UnreadCell[];
  /** The heads of columns that are not known: they are left out. */
  readonly unknownColumns: readonly string[];
  /** The code page that the letters were taken for, in a table that is not Unicode. */
  readonly codePage?: CodePage;
}

/** The pieces of a table, each once, or what is wrong with it. */
export type TableContent =
  | {
      readonly ok: true;
      readonly pieces: ReadonlyMap<PieceId, Piece>;
      /** Of the rows whose ids name their pieces, what each says all of. */
      readonly told: ReadonlyMap<PieceId, ToldRow>;
      /** Of the rows that have an id, what that says. */
      readonly ids: ReadonlyMap<PieceId, RowId>;
      readonly table: TableNotes;
    }
  | { readonly ok: false; readonly fault: TableFault };

/** How many rows are read before the clock is looked at. */
const SLICE_ROWS = 100;

/** How much is shown of what cannot be read, of a head, and how many unknown heads are told. */
const SHOWN_LENGTH = 60;
const MAX_UNKNOWN = 50;

/** What reading a table needs beside its rows. */
export interface TableOptions {
  readonly lexicon: Lexicon;
  /** ISO 8601 UTC, for rows that do not say when they were tagged. */
  readonly now: string;
  readonly dayCount?: DayCount;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads the rows of a table in the columns of our own export, in any of the languages, in any order, some left
 * out, with other rows above the heads. A table says less than a backup (days for times): its pieces are made ready
 * to be merged by merge/table-pieces.ts.
 * @param rows undefined now and then, for the page to have its turn
 * @returns the pieces, the same page twice under one domain merged, with all that could not be read
 * @throws AbortError when `signal` says to stop
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
    // Of two rows, one may have what the other has not.
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
    // A column that is there twice counts the first time.
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

/** A total, or a few words beside the table: no domain, no page, and nothing said of one. */
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

/** Two rows of one page say two things, also where one colleague says both: neither takes the other's place. */
function besideTwin(twin: Piece, piece: Piece): Piece {
  const said = new Map(contributionsOf(twin).map(({ origin, note }) => [origin, note]));
  const others = contributionsOf(piece).map((one) => {
    const isOther = (said.get(one.origin) ?? one.note) !== one.note;
    return isOther ? { ...one, origin: `unnamed-${hash(`${one.origin}\n${one.note}`)}` } : one;
  });
  const [first, ...contributions] = others;
  const { contributions: _, ...rest } = piece;
  return {
    ...(rest as Piece),
    ...(first && { origin: first.origin }),
    ...(contributions.length > 0 && { contributions }),
  };
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
