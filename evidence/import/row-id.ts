import type { RowId, ToldField } from '../files/told-row.ts';
import { isOfflineAddress } from '../page/page-address.ts';
import { type Piece, type PieceId, pieceId } from '../piece/piece.ts';
import { readTableId, unnamedOrigin } from '../piece/table-id.ts';
import { cleanTitle } from '../values/clean-text.ts';
import { isWholeQuotesCell, type Row, type RowContext, readRow } from './read-row.ts';
import type { TableHead } from './table-head.ts';
import type { Lexicon } from './table-lexicon.ts';

/** The columns with one value: an empty cell means that the value was deleted. */
const SINGLE = ['title', 'activityDate', 'access', 'status'] as const;

/** Everything that reading the ids of a table needs beside its rows. */
export interface RowIdContext {
  readonly lexicon: Lexicon;
  /** Numbers of the authors that have a column for notes, and of those that have one for names, from 1. */
  readonly noteColumns: ReadonlySet<number>;
  readonly nameColumns: ReadonlySet<number>;
  /** How many rows of the table have each id, by the name of its piece. */
  readonly counts: ReadonlyMap<string, number>;
}

/** @returns the context; see {@link RowIdContext} */
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
 * @param page the piece that {@link readRow} made from the row
 * @returns undefined if the row has no id: then its gaps mean nothing
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
 * Reads a row with its id. Evidence that isn't on the web has its only address in the id, so a copied row
 * would become the same piece as the first. If title or place differ from the first
 * row's, the row is read without the id.
 * @returns the same as {@link readRow}
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
