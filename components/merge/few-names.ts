/** How many names a line tells. */
const SHOWN_NAMES = 4;

/** @returns names as a line tells them: the first few, and whether there are more */
export function fewNames(names: readonly string[], language: string): string {
  const shown = names.length > SHOWN_NAMES ? [...names.slice(0, SHOWN_NAMES), '…'] : names;
  return new Intl.ListFormat(language, { type: 'unit' }).format(shown);
}
