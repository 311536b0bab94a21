/**
 * @returns whether two plain values say the same, whatever the order of the names in them: Chromium
 *   stores names sorted, so their order says nothing
 */
export function sameValue(a: unknown, b: unknown): boolean {
  return a === b || canonical(a) === canonical(b);
}

/** @returns JSON with the names in order, whatever the value; the same for values that say the same */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
