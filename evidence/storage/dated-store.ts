import { afterLook, dayOf, KNOWN_DATE } from './known-date.ts';
import { put } from './puts.ts';
import { isOf } from './records-of.ts';
import type { Store } from './store.ts';

/**
 * Wraps a store so that the first write of each day also stores the date (known-date.ts), in the same call.
 * @param now the clock
 */
export function datedStore(store: Store, now: () => Date): Store {
  /** The day known to be stored, so that it need not be read at every write. */
  let stored: string | undefined;

  return {
    ...store,
    async write(puts) {
      const moment = now();
      const saysIt = puts.some(({ key }) => isOf(KNOWN_DATE, key));
      if (puts.length === 0 || saysIt || stored === dayOf(moment)) return store.write(puts);
      const before = await store.read(KNOWN_DATE);
      const known = afterLook(before, moment);
      await store.write(known === before ? puts : [...puts, put(KNOWN_DATE, known)]);
      stored = known.day;
    },
    async eraseEverything() {
      stored = undefined;
      await store.eraseEverything();
    },
  };
}
