/** How many names a line tells. */
const SHOWN_NAMES = 4;

/** @returns names as a sentence says them: the first few, and how many more there are, as in “Ana, Maria, +2” */
export function fewNames(names: readonly string[], language: string): string {
  const more = names.length - SHOWN_NAMES;
  const shown = more > 0 ? [...names.slice(0, SHOWN_NAMES), `+${more.toLocaleString(language)}`] : names;
  return new Intl.ListFormat(language, { type: 'unit' }).format(shown);
}
