import { LANGUAGES, type Language, nameOfLanguage } from '../../locales/index.ts';

/** The languages there are, each in its own words, as options of a select. */
export function LanguageOptions({ except }: { except?: Language }) {
  return LANGUAGES.filter((language) => language !== except).map((language) => (
    <option key={language} value={language} lang={language}>
      {nameOfLanguage(language)}
    </option>
  ));
}
