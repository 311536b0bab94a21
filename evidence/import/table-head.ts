import { unguarded } from '../files/csv-cell.ts';
import type { SheetRow } from './csv-rows.ts';
import type { KnownColumn, Lexicon } from './table-lexicon.ts';

/** How many rows may be above the heads: a title, a line for the separator, some blank ones. */
export const ROWS_ABOVE = 20;

/** How many rows and stops are looked at to find the heads; rows may be long. */
const MAX_LOOKS = 50;

/** The heads of a table, and the columns they name. */
export interface TableHead {
  readonly heads: readonly string[];
  readonly columns: readonly (KnownColumn | undefined)[];
}

/** @returns the heads in a row; undefined if it isn't the head of one of our tables */
export function headIn({ cells }: SheetRow, lexicon: Lexicon): TableHead | undefined {
  const heads = cells.map((cell) => unguarded(cell));
  const columns = heads.map((head) => lexicon.columnOf(head));
  const known = new Set(columns.map((one) => one?.column));
  return known.has('address') && (known.has('number') || known.has('domain'))
    ? { heads, columns }
    : undefined;
}

/** @returns the head among the first rows of a table; undefined if there is none */
export function findHead(rows: Iterable<SheetRow | undefined>, lexicon: Lexicon): TableHead | undefined {
  let looks = 0;
  for (const row of rows) {
    looks += 1;
    if (looks > MAX_LOOKS || (row && row.number > ROWS_ABOVE)) return undefined;
    if (!row) continue;
    const head = headIn(row, lexicon);
    if (head) return head;
  }
  return undefined;
}
