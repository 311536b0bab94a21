/** A field of a piece that a row may say nothing in. */
export type ToldField = 'title' | 'place' | 'quotes' | 'activityDate' | 'labels' | 'access' | 'status';

/** What a row that its id names says all of, so that what is missing there was taken out of the table. */
export interface ToldRow {
  /** The installations that the id names. */
  readonly origins: readonly string[];
  /** Those of them whose note is empty. */
  readonly emptyNotes: readonly string[];
  /** The columns of lists that were read whole, and the other columns whose cell is empty. */
  readonly fields: ReadonlySet<ToldField>;
}
