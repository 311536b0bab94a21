/** What a row of a table says by its id and by its gaps. */

/** A field of a piece that a row may say nothing in. */
export type ToldField = 'title' | 'place' | 'quotes' | 'activityDate' | 'labels' | 'access' | 'status';

/** What a row that its id names says all of, so that what is missing there was taken out of the table. */
export interface ToldRow {
  /** The installations that the id names. */
  readonly origins: readonly string[];
  /** Those of them whose note is empty. */
  readonly emptyNotes: readonly string[];
  /** The name that the row has for each of them; without those that have no column. */
  readonly names: ReadonlyMap<string, string>;
  /** The columns of lists that were read whole, and the other columns whose cell is empty. */
  readonly fields: ReadonlySet<ToldField>;
}

/** What the id of a row says, which may be that of another piece: somebody changed the row, or copied it. */
export interface RowId {
  /** The name of the piece that the row was made of (piece/table-id.ts). */
  readonly piece: string;
  /** Another row has the same id. */
  readonly isCopied: boolean;
  /** What the row says all of, if it is still of that piece. */
  readonly told: ToldRow;
  /** The origins that its authors have in the list, by those that they have without the id. */
  readonly origins: ReadonlyMap<string, string>;
}
