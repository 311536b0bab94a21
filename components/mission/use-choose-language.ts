import type { Language } from '../../locales/index.ts';
import { useRun } from '../faults.tsx';

/** @returns the way to choose the language of every view; null takes the choice back. */
export function useChooseLanguage(): (language: Language | null) => void {
  const run = useRun();
  return (language) => void run({ type: 'save-settings', change: { language } });
}
