import { chooseSecondLanguage, type Language } from '../../locales/index.ts';
import { useRun } from '../faults.tsx';
import { useWords } from '../words.tsx';

/** @returns the way to choose the language of every view; null takes the choice back. */
export function useChooseLanguage(): (language: Language | null) => void {
  const run = useRun();
  return (language) => void run({ type: 'save-settings', change: { language } });
}

/** The language beside the official texts, and the ways to change that. */
export interface SecondLanguage {
  readonly shown: boolean;
  readonly language: Language;
  show(shown: boolean): void;
  /** Chooses which one; it is shown from then on. */
  choose(language: Language): void;
}

/** @returns the second language, as it was chosen in any view. */
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
