import { createInstance, type TFunction } from 'i18next';
import type englishUi from './en/ui.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: { ui: typeof englishUi };
  }
}

/**
 * @param ui our words in that language: all of ui.json, or the sections that are needed
 * @returns the function that says them
 */
export function translator(language: string, ui: Partial<typeof englishUi>): TFunction {
  const i18n = createInstance();
  // It is done when this returns: the words are here already.
  void i18n.init({
    lng: language,
    resources: { [language]: { ui } },
    defaultNS: 'ui',
    ns: ['ui'],
    fallbackLng: false,
    initAsync: false,
    // Preact escapes what it shows, each export format what it writes, and the rest is set as text.
    interpolation: { escapeValue: false },
  });
  return i18n.t;
}
