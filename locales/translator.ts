import { createInstance, type TFunction } from 'i18next';
import type englishDesk from './en/desk.json';
import type englishMenu from './en/menu.json';
import type englishPiece from './en/piece.json';
import type englishUi from './en/ui.json';

/** All our words: every section of every file. */
type AllWords = typeof englishUi & typeof englishPiece & typeof englishDesk & typeof englishMenu;

/** Some sections of our words. */
export type Section = Partial<AllWords>;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: { ui: AllWords };
  }
}

/**
 * @param sections our words in that language, as far as needed; each section is in only one file
 * @returns the translating function
 */
export function translator(language: string, ...sections: readonly Section[]): TFunction {
  const i18n = createInstance();
  // Synchronous: the words are loaded already.
  void i18n.init({
    lng: language,
    resources: { [language]: { ui: Object.assign({}, ...sections) } },
    defaultNS: 'ui',
    ns: ['ui'],
    fallbackLng: false,
    initAsync: false,
    // Preact escapes what it renders, each export format what it writes, and everything else is set as text.
    interpolation: { escapeValue: false },
  });
  return i18n.t;
}
