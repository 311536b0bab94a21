/** What lies in the browser's memory instead of on the disk: what somebody selected and did not use. */

import { WAITING_PREFIX } from './storage-keys.ts';
import type { StorageArea } from './store.ts';

/**
 * Puts two areas together. What waits in pages (`waiting:`) goes to the session, which ends with the browser and is
 * never on the disk; all else to the list. A passage that moves from one to the other is in both for a moment rather
 * than in none: what comes to wait is written before the list, what no longer waits is taken out after it. Reading
 * all gives the list alone, and so do snapshots and the second copy.
 * @param list where evidence is kept
 * @param session the browser's `storage.session`
 */
export function withSession(list: StorageArea, session: StorageArea): StorageArea {
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

    async set(items) {
      const { kept, waiting } = apart(Object.keys(items));
      const isGone = (key: string) => items[key] === null;
      const coming = waiting.filter((key) => !isGone(key));
      if (coming.length > 0) await session.set(some(items, coming));
      if (kept.length > 0) await list.set(some(items, kept));
      await rewriteAll(waiting.filter(isGone));
    },

    async remove(keys) {
      const { kept, waiting } = apart(keys);
      if (kept.length > 0) await list.remove(kept);
      await rewriteAll(waiting);
    },

    async clear() {
      await list.clear();
      await session.remove(apart(Object.keys(await session.get(null))).waiting);
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

  /** What is in the list already is not taken back because it still waits as well. */
  async function rewriteAll(keys: string[]): Promise<void> {
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
