import type { Records } from './record-kind.ts';
import { SETTINGS } from './settings.ts';
import type { ReadingStore } from './store.ts';

/**
 * Begins to read the list before there is a view to show it in: the browser takes as long for a long one as the
 * page for its words.
 * @returns the store, whose first reading of all records gives what was begun. Until then, whoever subscribes also hears what
 *   has changed since the beginning, and so puts it on top of what was read
 */
export function readingEarly(store: ReadingStore): ReadingStore {
  const missed: Records[] = [];
  const stopListening = store.subscribe((changes) => missed.push(changes));
  // The browser answers one after the other: what says the language of the page must not wait for the list.
  const isAsked = store.read(SETTINGS).catch(() => undefined);
  let begun: Promise<Records> | undefined = isAsked.then(() => store.readRecords());
  // Whoever asks for it hears that it failed.
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
