/**
 * Every stored record and every file has a version, a whole number from 1. Data newer than this code knows is
 * shown but never written. A change that older code would misread raises the version, and needs a step that
 * reads the previous version.
 */

/**
 * A stored record; 'newer' if a newer version wrote it, in which case it is left alone; undefined if it
 * cannot be read.
 */
export type UnlessNewer<T> = T | 'newer' | undefined;

/** @returns 'newer' if a value has a later version than this code knows */
export function ifNewer(value: unknown, known: number): 'newer' | undefined {
  return (versionOf(value) ?? 0) > known ? 'newer' : undefined;
}

/** @returns the version of a value, if it has one */
export function versionOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { version } = value as { version?: unknown };
  return typeof version === 'number' ? version : undefined;
}
