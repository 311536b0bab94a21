import { LANGUAGES, type Language, nameOfLanguage } from '../../locales/index.ts';

/** All languages, each in its own name, as options of a select. */
export function LanguageOptions({ except }: { except?: Language }) {
  return LANGUAGES.filter((language) => language !== except).map((language) => (
    <option key={language} value={language} lang={language}>
      {nameOfLanguage(language)}
    </option>
  ));
}
