import type { Language } from '../../locales/index.ts';
import { useRun } from '../faults.tsx';

/** @returns a function that sets the language of every view; null resets the choice. */
export function useChooseLanguage(): (language: Language | null) => void {
  const run = useRun();
  return (language) => void run({ type: 'save-settings', change: { language } });
}
