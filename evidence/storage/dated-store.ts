import { afterLook, dayOf } from './known-date.ts';
import type { Store } from './store.ts';

/**
 * A store that remembers the date (known-date.ts) with the first write of each day, in the same call.
 * @param now the clock
 */
export function datedStore(store: Store, now: () => Date): Store {
  /** The day that is known to be stored, so that it is not read at every write. */
  let stored: string | undefined;

  return {
    ...store,
    async write(batch) {
      const moment = now();
      if (batch.knownDate || stored === dayOf(moment)) return store.write(batch);
      const before = await store.readKnownDate();
      const knownDate = afterLook(before, moment);
      await store.write(knownDate === before ? batch : { ...batch, knownDate });
      stored = knownDate.day;
    },
    async eraseEverything() {
      stored = undefined;
      await store.eraseEverything();
    },
  };
}
