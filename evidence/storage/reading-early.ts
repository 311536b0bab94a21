import type { Records } from './record-kind.ts';
import { SETTINGS } from './settings.ts';
import type { ReadingStore } from './store.ts';

/**
 * Starts reading the list before there is a view to show it: for a long list, the browser takes as long as
 * the page takes to load its words.
 * @returns the store; its first read of all records returns the early read. Listeners that subscribe before
 *   that also get the changes made since the early read began, so that they can apply them to its result
 */
export function readingEarly(store: ReadingStore): ReadingStore {
  const missed: Records[] = [];
  const stopListening = store.subscribe((changes) => missed.push(changes));
  // The browser answers reads in order: the page's language must not wait for the list.
  const isAsked = store.read(SETTINGS).catch(() => undefined);
  let begun: Promise<Records> | undefined = isAsked.then(() => store.readRecords());
  // Ignored here: the caller that asks for the records gets the error.
  begun.catch(() => {});
  return {
    ...store,
    subscribe(listener) {
      const end = store.subscribe(listener);
      for (const changes of missed) listener(changes);
      return end;
    },
    readRecords(keys) {
      if (keys) return store.readRecords(keys);
      const records = begun ?? store.readRecords();
      begun = undefined;
      missed.length = 0;
      stopListening();
      return records;
    },
  };
}
