/** Stores data in the browser's memory instead of on the disk: quotes that were selected and not used. */

import { WAITING_PREFIX } from './storage-keys.ts';
import type { ReadableArea, StorageArea } from './store.ts';

/**
 * What reads of {@link withSession}; views need no more.
 * @param list the storage area of the evidence
 * @param session the browser's `storage.session`
 */
export function readingSession(list: ReadableArea, session: ReadableArea): ReadableArea {
  return {
    async get(keys) {
      if (keys === null) return list.get(null);
      const { kept, waiting } = apart([keys].flat());
      const [one, other] = await Promise.all([
        kept.length > 0 ? list.get(kept) : {},
        waiting.length > 0 ? session.get(waiting) : {},
      ]);
      return { ...one, ...other };
    },

    onChanged: {
      addListener(listener) {
        list.onChanged.addListener(listener);
        session.onChanged.addListener(listener);
      },
      removeListener(listener) {
        list.onChanged.removeListener(listener);
        session.onChanged.removeListener(listener);
      },
    },
  };
}

/**
 * Joins two storage areas. Waiting quotes (`waiting:`) go to the session, which ends with the browser and is
 * never on the disk; everything else goes to the list. While a quote moves from one to the other, it is
 * briefly in both rather than in neither: new waiting quotes are written before the list, and quotes that no
 * longer wait are removed after it. Reading everything returns the list alone, so snapshots and the mirror
 * don't hold waiting quotes.
 * @param list the storage area of the evidence
 * @param session the browser's `storage.session`
 */
export function withSession(list: StorageArea, session: StorageArea): StorageArea {
  return {
    ...readingSession(list, session),

    async set(items) {
      const { kept, waiting } = apart(Object.keys(items));
      const isGone = (key: string) => items[key] === null;
      const coming = waiting.filter((key) => !isGone(key));
      if (coming.length > 0) await session.set(some(items, coming));
      if (kept.length > 0) await list.set(some(items, kept));
      await removeWaiting(waiting.filter(isGone));
    },

    async remove(keys) {
      const { kept, waiting } = apart(keys);
      if (kept.length > 0) await list.remove(kept);
      await removeWaiting(waiting);
    },

    async clear() {
      await list.clear();
      await session.remove(apart(Object.keys(await session.get(null))).waiting);
    },
  };

  /** Never fails: the list is already written, and a quote that waits too long does no harm. */
  async function removeWaiting(keys: string[]): Promise<void> {
    if (keys.length === 0) return;
    await session
      .remove(keys)
      .catch((error: unknown) => console.warn('What was selected waits longer than it should:', error));
  }
}

function apart(keys: readonly string[]): { kept: string[]; waiting: string[] } {
  const isWaiting = (key: string) => key.startsWith(WAITING_PREFIX);
  return { kept: keys.filter((key) => !isWaiting(key)), waiting: keys.filter(isWaiting) };
}

function some(items: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, items[key]]));
}
