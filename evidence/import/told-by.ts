import type { ToldField, ToldRow } from '../files/told-row.ts';
import { isOfflineAddress } from '../page/page-address.ts';
import type { Evidence } from '../piece/evidence.ts';
import { readTableId, tableName } from '../piece/table-id.ts';
import { isWholeQuotesCell, type Row } from './read-row.ts';
import type { Lexicon } from './table-lexicon.ts';

/** The columns of one value: an empty cell is an emptied one. */
const SINGLE = ['title', 'activityDate', 'access', 'status'] as const;

/**
 * @param page what {@link readRow} made of the row
 * @param noteColumns the authors whose notes have a column, from 1
 * @returns undefined where the row has no id, or that of another piece: its gaps say nothing
 */
export function toldBy(
  { cells, authors }: Row,
  page: Pick<Evidence, 'domain' | 'url' | 'place'>,
  noteColumns: ReadonlySet<number>,
  lexicon: Lexicon,
): ToldRow | undefined {
  const id = readTableId(cells.id ?? '');
  if (id?.piece !== tableName(page)) return undefined;
  const fields = new Set<ToldField>(SINGLE.filter((column) => cells[column]?.trim() === ''));
  if (isOfflineAddress(page.url) && page.place === undefined) fields.add('place');
  if (cells.labels !== undefined) fields.add('labels');
  if (cells.quotes !== undefined && isWholeQuotesCell(cells.quotes, lexicon)) fields.add('quotes');
  const { origins } = id;
  const emptyNotes = origins.filter(
    (_, index) => noteColumns.has(index + 1) && (authors[index]?.note ?? '').trim() === '',
  );
  return { origins, emptyNotes, fields };
}
