import { keyOf, type RecordKind } from './record-kind.ts';

/** A record to write. null empties it, because erasing the key would take a second call. */
export interface Put {
  readonly key: string;
  readonly value: unknown;
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
