import { FALLBACK, type Language } from './choose-language.ts';
import { chooseLanguage, LANGUAGES } from './index.ts';

/**
 * Chooses the language beside the official texts: the saved choice, else English, else the teacher's next
 * language; never the interface's own.
 */
export function chooseSecondLanguage(
  saved: string | null | undefined,
  first: Language,
  preferred: readonly string[],
  available: readonly Language[] = LANGUAGES,
): Language {
  const others = available.filter((language) => language !== first);
  const fallback = others.includes(FALLBACK) ? FALLBACK : undefined;
  if (saved && others.includes(saved)) return saved;
  return fallback ?? chooseLanguage(undefined, [...preferred, ...others], others);
}
