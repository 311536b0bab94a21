/**
 * A kind of stored record: its keys, how it is read, and which other places hold it. To add one: a file that
 * exports its kind, and one line in records.ts.
 */
export interface RecordKind<Read, Written = NonNullable<Read>> {
  /** The start of its keys, or the whole key if there is only one such record. */
  readonly prefix: string;
  /**
   * Never throws.
   * @param value the stored value; undefined if there is none, null if the record was emptied and its key is
   *   still to be erased
   */
  parse(value: unknown): Read;
  /** Whether snapshots hold it: records that can't be rebuilt and aren't short-lived. */
  readonly inSnapshot: boolean;
  /** Whether the mirror holds it. */
  readonly inMirror: boolean;
  /** @returns whether this version, or a newer one, could have written the value; missing if nobody checks */
  isSound?(value: unknown): boolean;
  /** Never set: it tells TypeScript which type may be written. */
  readonly written?: Written;
}

/** Any kind, if it doesn't matter which. */
export type AnyKind = RecordKind<unknown, unknown>;

/** Stored records, unparsed, by key. */
export type Records = Readonly<Record<string, unknown>>;

/** @returns the key of a record; `name` is '' if there is only one record of the kind */
export function keyOf(kind: AnyKind, name = ''): string {
  return kind.prefix + name;
}
