import { SETTINGS } from '../evidence/storage/settings.ts';
import type { ReadingStore } from '../evidence/storage/store.ts';
import { type BackgroundWords, backgroundWords } from '../locales/background-words.ts';

/** Gives what the background says, in the language of the moment. Never rejects. */
export type ReadWords = () => Promise<BackgroundWords>;

/** @returns the way to the words: the teacher's language, else the browser's */
export function wordsFrom(store: Pick<ReadingStore, 'read'>): ReadWords {
  return async () => {
    // A choice that cannot be read is not worth an error: whoever needs evidence tells.
    const settings = await store.read(SETTINGS).catch(() => undefined);
    return backgroundWords(settings?.language, navigator.languages);
  };
}
