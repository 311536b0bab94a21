/**
 * One kind of stored record: under which keys it lies, how it is read, and which other places hold it.
 * To add one: a file that exports its kind, and one line in records.ts.
 */
export interface RecordKind<Read, Written = NonNullable<Read>> {
  /** The beginning of its keys; the whole key of a record that there is once. */
  readonly prefix: string;
  /**
   * Never throws.
   * @param value what is stored; undefined where nothing is, null where the record was emptied and its key is about
   *   to go
   */
  parse(value: unknown): Read;
  /** Snapshots hold it: it can't be counted again, and it doesn't pass. */
  readonly inSnapshot: boolean;
  /** The second copy holds it. */
  readonly inMirror: boolean;
  /** @returns whether this version, or a newer one, could have written the value; missing: nobody checks */
  isSound?(value: unknown): boolean;
  /** Never there: it tells TypeScript what may be written. */
  readonly written?: Written;
}

/** Any kind, where it does not matter which. */
export type AnyKind = RecordKind<unknown, unknown>;

/** Stored records as they lie there, by key. */
export type Records = Readonly<Record<string, unknown>>;

/** A record to write. null empties it: erasing its key would be a second call. */
export interface Put {
  readonly key: string;
  readonly value: unknown;
}

/** @returns the key of a record; `name` is '' for a record that there is once */
export function keyOf(kind: AnyKind, name = ''): string {
  return kind.prefix + name;
}

/** @returns whether a key is one of a kind */
export function isOf(kind: AnyKind, key: string): boolean {
  return kind.prefix.endsWith(':') ? key.startsWith(kind.prefix) : key === kind.prefix;
}

/** @returns the name in a key of a kind */
export function nameIn(kind: AnyKind, key: string): string {
  return key.slice(kind.prefix.length);
}

/**
 * @param value null empties the record
 * @param name of a record of which there are many
 */
export function put<Written>(
  kind: RecordKind<unknown, Written>,
  value: NoInfer<Written> | null,
  name = '',
): Put {
  return { key: keyOf(kind, name), value };
}

/** @returns as {@link put}, for many records by name */
export function putAll<Written>(
  kind: RecordKind<unknown, Written>,
  values: ReadonlyMap<string, NoInfer<Written> | null>,
): Put[] {
  return Array.from(values, ([name, value]) => put(kind, value, name));
}

/** @returns the records of a kind as they are stored, by name */
export function rawOf(kind: AnyKind, records: Records): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [key, value] of Object.entries(records)) {
    if (isOf(kind, key)) found.set(nameIn(kind, key), value);
  }
  return found;
}

/** @returns the records of a kind, by name, those left out that can't be read */
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
