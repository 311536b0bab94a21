/**
 * Every stored record and every file says its version, a whole number from 1. What is newer than this code knows is
 * shown, never written. A change that older code would misread raises the version, and brings a step that reads the
 * version before it.
 */

/** A stored record, or the word that a newer version wrote it: then it is left alone. undefined: none that can be read. */
export type UnlessNewer<T> = T | 'newer' | undefined;

/** @returns 'newer' if a value says a later version than this code knows */
export function ifNewer(value: unknown, known: number): 'newer' | undefined {
  return (versionOf(value) ?? 0) > known ? 'newer' : undefined;
}

/** @returns the version that a value says it has, if it says one */
export function versionOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { version } = value as { version?: unknown };
  return typeof version === 'number' ? version : undefined;
}
