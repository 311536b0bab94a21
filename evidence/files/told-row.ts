/** The facts that a row of a table states by its id and by its gaps. */

/** A field of a piece that may be empty in a row. */
export type ToldField = 'title' | 'place' | 'quotes' | 'activityDate' | 'labels' | 'access' | 'status';

/** The values that a row with an id states completely, so that a missing one was deleted from the table. */
export interface ToldRow {
  /** The installations that the id names. */
  readonly origins: readonly string[];
  /** Those of them whose note is empty. */
  readonly emptyNotes: readonly string[];
  /** The name in the row for each of them, except for those without a column. */
  readonly names: ReadonlyMap<string, string>;
  /** The columns with lists that were read completely, and the other columns whose cell is empty. */
  readonly fields: ReadonlySet<ToldField>;
}

/** The id of a row. It may be the id of another piece: somebody changed the row, or copied it. */
export interface RowId {
  /** The name of the piece that the row was made from (piece/table-id.ts). */
  readonly piece: string;
  /** Whether another row has the same id. */
  readonly isCopied: boolean;
  /** The values that the row states completely, if it still belongs to that piece. */
  readonly told: ToldRow;
  /** The origins of its authors in the list, by the origins that they have without the id. */
  readonly origins: ReadonlyMap<string, string>;
}
