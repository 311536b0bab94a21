import type { Language } from '../../locales/index.ts';
import { chooseSecondLanguage } from '../../locales/second-language.ts';
import { useRun } from '../faults.tsx';
import { useWords } from '../words.tsx';

/** The language beside the official texts, and functions to change it. */
export interface SecondLanguage {
  readonly shown: boolean;
  readonly language: Language;
  show(shown: boolean): void;
  /** Chooses the second language and shows it from then on. */
  choose(language: Language): void;
}

/** @returns the second language, as chosen in any view. */
export function useSecondLanguage(): SecondLanguage {
  const { language: first, settings } = useWords();
  const run = useRun();
  return {
    shown: settings.showSecondLanguage === true,
    language: chooseSecondLanguage(settings.secondLanguage, first, navigator.languages),
    show: (shown) => void run({ type: 'save-settings', change: { showSecondLanguage: shown } }),
    choose: (secondLanguage) =>
      void run({ type: 'save-settings', change: { secondLanguage, showSecondLanguage: true } }),
  };
}
