/** Chooses a language without loading any: the background chooses among its own. */

/** BCP 47 tag of a language that has a folder here. */
export type Language = string;

/** The language used if no other matches. */
export const FALLBACK: Language = 'en';

/** Scripts written from right to left, by language (Unicode CLDR, character order). */
const RIGHT_TO_LEFT = new Set(['ar', 'ckb', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** Like {@link import('./index.ts').chooseLanguage}, but among the given languages. */
export function chooseAmong(
  available: readonly Language[],
  saved: string | null | undefined,
  preferred: readonly string[],
): Language {
  const wanted = saved ? [saved, ...preferred] : preferred;
  for (const tag of wanted) {
    const lowerCase = tag.toLowerCase();
    const base = lowerCase.split('-', 1)[0];
    const match =
      available.find((language) => language.toLowerCase() === lowerCase) ??
      available.find((language) => language.toLowerCase() === base);
    if (match) return match;
  }
  return FALLBACK;
}

/** @returns whether the language is written from left to right or from right to left. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language.split('-', 1)[0] ?? '') ? 'rtl' : 'ltr';
}
