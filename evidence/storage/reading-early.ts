import type { EvidenceList, Store, StoredChanges } from './store.ts';

/**
 * Begins to read the list before there is a view to show it in: the browser takes as long for a long one as the
 * page for its words.
 * @returns the store, whose first `readAll` gives what was begun. Until then, whoever subscribes also hears what
 *   has changed since the beginning, and so puts it on top of what was read
 */
export function readingEarly(store: Store): Store {
  const missed: StoredChanges[] = [];
  const stopListening = store.subscribe((changes) => missed.push(changes));
  // The browser answers one after the other: what says the language of the page must not wait for the list.
  const isAsked = store.readSettings().catch(() => undefined);
  let begun: Promise<EvidenceList> | undefined = isAsked.then(() => store.readAll());
  // Whoever asks for it hears that it failed.
  begun.catch(() => {});
  return {
    ...store,
    subscribe(listener) {
      const end = store.subscribe(listener);
      for (const changes of missed) listener(changes);
      return end;
    },
    readAll() {
      const list = begun ?? store.readAll();
      begun = undefined;
      missed.length = 0;
      stopListening();
      return list;
    },
  };
}
