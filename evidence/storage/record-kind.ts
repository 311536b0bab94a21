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

/** A record to write. null empties it, because erasing the key would take a second call. */
export interface Put {
  readonly key: string;
  readonly value: unknown;
}

/** @returns the key of a record; `name` is '' if there is only one record of the kind */
export function keyOf(kind: AnyKind, name = ''): string {
  return kind.prefix + name;
}

/** @returns whether a key belongs to a kind */
export function isOf(kind: AnyKind, key: string): boolean {
  return kind.prefix.endsWith(':') ? key.startsWith(kind.prefix) : key === kind.prefix;
}

/** @returns the name part of a key of a kind */
export function nameIn(kind: AnyKind, key: string): string {
  return key.slice(kind.prefix.length);
}

/**
 * @param value null empties the record
 * @param name the name of the record, if the kind has many
 */
export function put<Written>(
  kind: RecordKind<unknown, Written>,
  value: NoInfer<Written> | null,
  name = '',
): Put {
  return { key: keyOf(kind, name), value };
}

/** @returns the same as {@link put}, for many records by name */
export function putAll<Written>(
  kind: RecordKind<unknown, Written>,
  values: ReadonlyMap<string, NoInfer<Written> | null>,
): Put[] {
  return Array.from(values, ([name, value]) => put(kind, value, name));
}

/** @returns the records of a kind, unparsed, by name */
export function rawOf(kind: AnyKind, records: Records): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [key, value] of Object.entries(records)) {
    if (isOf(kind, key)) found.set(nameIn(kind, key), value);
  }
  return found;
}

/** @returns the readable records of a kind, by name */
export function readableOf<Read>(
  kind: RecordKind<Read, unknown>,
  records: Records,
): ReadonlyMap<string, NonNullable<Read>> {
  const found = new Map<string, NonNullable<Read>>();
  for (const [name, value] of rawOf(kind, records)) {
    const read = kind.parse(value);
    if (read !== undefined && read !== null) found.set(name, read);
  }
  return found;
}
