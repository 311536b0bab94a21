import { SETTINGS } from '../evidence/storage/settings.ts';
import type { ReadingStore } from '../evidence/storage/store.ts';
import { type BackgroundWords, backgroundWords } from '../locales/background-words.ts';

/** Loads the background's words in the current language. Never rejects. */
export type ReadWords = () => Promise<BackgroundWords>;

/** @returns a function that loads the words in the teacher's language, else in the browser's */
export function wordsFrom(store: Pick<ReadingStore, 'read'>): ReadWords {
  return async () => {
    // An unreadable setting is not worth an error here: the views that need it report it.
    const settings = await store.read(SETTINGS).catch(() => undefined);
    return backgroundWords(settings?.language, navigator.languages);
  };
}
