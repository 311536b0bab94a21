/** Number of names in a line. */
const SHOWN_NAMES = 4;

/** @returns the first few names and the number of others, for a sentence, as in “Ana, Maria, +2” */
export function fewNames(names: readonly string[], language: string): string {
  const more = names.length - SHOWN_NAMES;
  const shown = more > 0 ? [...names.slice(0, SHOWN_NAMES), `+${more.toLocaleString(language)}`] : names;
  return new Intl.ListFormat(language, { type: 'unit' }).format(shown);
}
