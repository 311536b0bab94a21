import type { RowId, ToldField } from '../files/told-row.ts';
import { isOfflineAddress } from '../page/page-address.ts';
import { type Piece, type PieceId, pieceId } from '../piece/piece.ts';
import { readTableId } from '../piece/table-id.ts';
import { cleanTitle } from '../values/clean-text.ts';
import { isWholeQuotesCell, type Row, type RowContext, readRow, unnamedOrigin } from './read-row.ts';
import type { TableHead } from './table-head.ts';
import type { Lexicon } from './table-lexicon.ts';

/** The columns of one value: an empty cell is an emptied one. */
const SINGLE = ['title', 'activityDate', 'access', 'status'] as const;

/** What reading the ids of a table needs beside its rows. */
export interface RowIdContext {
  readonly lexicon: Lexicon;
  /** The authors whose notes have a column, and whose names have one, from 1. */
  readonly noteColumns: ReadonlySet<number>;
  readonly nameColumns: ReadonlySet<number>;
  /** How many rows of the table have each id, by the name of its piece. */
  readonly counts: ReadonlyMap<string, number>;
}

/** @returns see {@link RowIdContext} */
export function rowIdContext({ columns }: TableHead, rows: Iterable<Row>, lexicon: Lexicon): RowIdContext {
  const authorsOf = (column: 'note' | 'taggedBy') =>
    new Set(columns.flatMap((one) => (one?.column === column ? one.author : [])));
  const counts = new Map<string, number>();
  for (const { cells } of rows) {
    const piece = readTableId(cells.id ?? '')?.piece;
    if (piece !== undefined) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  }
  return { lexicon, noteColumns: authorsOf('note'), nameColumns: authorsOf('taggedBy'), counts };
}

/**
 * @param page what {@link readRow} made of the row
 * @returns undefined where the row has no id: its gaps say nothing
 */
export function rowIdOf(
  { cells, authors }: Row,
  page: Pick<Piece, 'domain' | 'url' | 'place'>,
  { lexicon, noteColumns, nameColumns, counts }: RowIdContext,
): RowId | undefined {
  const id = readTableId(cells.id ?? '');
  if (!id) return undefined;
  const fields = new Set<ToldField>(SINGLE.filter((column) => cells[column]?.trim() === ''));
  if (isOfflineAddress(page.url) && page.place === undefined) fields.add('place');
  if (cells.labels !== undefined) fields.add('labels');
  if (cells.quotes !== undefined && isWholeQuotesCell(cells.quotes, lexicon)) fields.add('quotes');
  const { origins, piece } = id;
  const emptyNotes = origins.filter(
    (_, index) => noteColumns.has(index + 1) && (authors[index]?.note ?? '').trim() === '',
  );
  const nameOf = (index: number) => cleanTitle(authors[index]?.by ?? '');
  const names = new Map(
    origins.flatMap((origin, index) => (nameColumns.has(index + 1) ? [[origin, nameOf(index)]] : [])),
  );
  return {
    piece,
    isCopied: (counts.get(piece) ?? 0) > 1,
    told: { origins, emptyNotes, names, fields },
    origins: new Map(origins.map((origin, index) => [unnamedOrigin(page, nameOf(index)), origin])),
  };
}

/**
 * What is not on the web has no address but that in its id, so that a copied row would be the same thing as the first.
 * Where it says otherwise what and where it is, it is read without the id.
 * @returns as {@link readRow}
 */
export function readPage(
  row: Row,
  pieces: ReadonlyMap<PieceId, Piece>,
  context: RowContext,
): ReturnType<typeof readRow> {
  const read = readRow(row, context);
  if (!('url' in read) || !isOfflineAddress(read.url)) return read;
  const first = pieces.get(pieceId(read.domain, read.url));
  if (!first || (first.title === read.title && first.place === read.place)) return read;
  const { id: _, ...cells } = row.cells;
  const copy = readRow({ ...row, cells }, context);
  return 'url' in copy ? copy : read;
}
