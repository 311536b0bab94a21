import type { AnyKind, Records } from './record-kind.ts';

/** @returns whether a key belongs to a kind */
export function isOf(kind: AnyKind, key: string): boolean {
  return kind.prefix.endsWith(':') ? key.startsWith(kind.prefix) : key === kind.prefix;
}

/** @returns the name part of a key of a kind */
export function nameIn(kind: AnyKind, key: string): string {
  return key.slice(kind.prefix.length);
}

/** @returns the records of a kind, unparsed, by name */
export function rawOf(kind: AnyKind, records: Records): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [key, value] of Object.entries(records)) {
    if (isOf(kind, key)) found.set(nameIn(kind, key), value);
  }
  return found;
}
