/**
 * Undo. The record for Undo is written in the same call as the action itself (commands/remember.ts), so it
 * survives the view that started the action. The newest action lies beside the list (storage/last-action.ts),
 * where the popup reads it; it moves to this journal before the next one replaces it. Records here may be
 * large, because nobody reads them with the list.
 *
 * - An answer identifies an action by its id and never holds pieces, which may be too many for a message. The
 *   command `undo` takes that id for every kind of action: a tag, a bulk change, a merge with its pictures
 *   and applications, going back to a snapshot.
 * - Undo is a three-way merge (undone.ts, piece/take-back.ts): it reverts the changes of the action, except
 *   what changed again since.
 * - Data that is deleted for good is removed from every action (without-deleted.ts).
 * - The pixels of a picture are kept only while the newest action needs them (storage/released-pixels.ts).
 */
import { databaseOf, type StoredAction } from '../database.ts';
import {
  type ActionPart,
  folded,
  parsePart,
  parseStoredPart,
  type StoredPart,
  sizeOf,
} from '../storage/last-action.ts';

/**
 * How many actions can be undone, for how many days, and how many characters are stored for them. Only age
 * drops the newest one, however large: parts of it may still be coming.
 */
export const LIMITS = { actions: 20, days: 7, bytes: 64 * 1024 * 1024 };

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Stores earlier actions. Every call rejects with the browser's own error. */
export interface Journal {
  /**
   * Adds a part, or replaces it, and drops actions over the {@link LIMITS}, but not for their age: the clock
   * may be wrong.
   * @returns the ids of the dropped actions
   */
  add(part: StoredPart): Promise<readonly string[]>;
  /** @returns the description of an action; undefined if it can't be undone any more */
  entry(id: string): Promise<StoredAction | undefined>;
  /** @returns the last part of an action that can still be undone */
  lastPart(id: string): Promise<ActionPart | undefined>;
  /** Drops the last part of an action, after it was undone. */
  dropLastPart(id: string): Promise<void>;
  /** Changes every part; null drops its contents. All or none, safe on the disk when it resolves. */
  rewrite(change: (part: ActionPart) => ActionPart | null): Promise<void>;
  /**
   * Drops actions over the {@link LIMITS}.
   * @param now ISO 8601 UTC; call this only if the date can be trusted
   * @returns the ids of the dropped actions
   */
  prune(now: string): Promise<readonly string[]>;
}

/**
 * @param now ISO 8601 UTC; undefined to ignore age
 * @returns the ids of the entries over the {@link LIMITS}
 */
export function overLimits(entries: readonly StoredAction[], now: string | undefined): string[] {
  const oldest = now === undefined ? '' : new Date(Date.parse(now) - LIMITS.days * DAY_MS).toISOString();
  let bytes = 0;
  return entries
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .filter((entry, index) => {
      bytes += entry.bytes;
      return index >= LIMITS.actions || entry.at < oldest || (index > 0 && bytes > LIMITS.bytes);
    })
    .map(({ id }) => id);
}

/** @returns the entry with a part added, or replaced if it has the part already */
export function entryWith(entry: StoredAction | undefined, part: StoredPart, bytes: number): StoredAction {
  const count = part.pieceCount + part.records.length;
  if (entry && part.part <= entry.parts) return entry;
  return {
    id: part.id,
    at: part.at,
    parts: part.part,
    count: (entry?.count ?? 0) + count,
    bytes: (entry?.bytes ?? 0) + bytes,
  };
}

/** @returns the entry without its last part */
export function entryWithout(entry: StoredAction, part: StoredPart, bytes: number): StoredAction {
  const count = part.pieceCount + part.records.length;
  return { ...entry, parts: part.part - 1, count: entry.count - count, bytes: entry.bytes - bytes };
}

/** @param factory the browser's `indexedDB`, or a test's */
export function createJournal(factory: IDBFactory = indexedDB): Journal {
  const open = databaseOf(factory);
  const STORES: ('actions' | 'action-parts')[] = ['actions', 'action-parts'];
  const keyOf = (id: string, part: number): [string, number] => [id, part];
  const partsOf = (id: string) => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);

  /** One transaction: every tag waits for it. */
  async function prune(now: string | undefined, added?: StoredPart): Promise<readonly string[]> {
    const database = await open();
    const transaction = database.transaction(STORES, 'readwrite');
    const [entries, parts] = [transaction.objectStore('actions'), transaction.objectStore('action-parts')];
    const all = new Map((await entries.getAll()).map((entry) => [entry.id, entry]));
    if (added) {
      const entry = entryWith(all.get(added.id), added, sizeOf(added));
      all.set(added.id, entry);
      entries.put(entry, added.id);
      parts.put(added, keyOf(added.id, added.part));
    }
    const over = overLimits([...all.values()], now);
    for (const id of over) {
      entries.delete(id);
      parts.delete(partsOf(id));
    }
    await transaction.done;
    return over;
  }

  return {
    add: (part) => prune(undefined, part),

    entry: async (id) => (await open()).get('actions', id),

    async lastPart(id) {
      const database = await open();
      const entry = await database.get('actions', id);
      return entry && parsePart(await database.get('action-parts', keyOf(id, entry.parts)));
    },

    async dropLastPart(id) {
      const database = await open();
      const transaction = database.transaction(STORES, 'readwrite');
      const [entries, parts] = [transaction.objectStore('actions'), transaction.objectStore('action-parts')];
      const entry = await entries.get(id);
      const part = entry && parseStoredPart(await parts.get(keyOf(id, entry.parts)));
      if (entry && part) {
        entries.put(entryWithout(entry, part, sizeOf(part)), id);
        parts.delete(keyOf(id, part.part));
      }
      await transaction.done;
    },

    async rewrite(change) {
      const database = await open();
      const transaction = database.transaction(STORES, 'readwrite', { durability: 'strict' });
      const [entries, parts] = [transaction.objectStore('actions'), transaction.objectStore('action-parts')];
      try {
        for (let cursor = await parts.openCursor(); cursor; cursor = await cursor.continue()) {
          const part = parsePart(cursor.value);
          const after = part ? change(part) : null;
          if (after === part) continue;
          if (after) await cursor.update(folded(after));
          else if (part) await cursor.update(folded({ ...part, pieces: [], records: [] }));
          else {
            await cursor.delete();
            await entries.delete(cursor.key[0]);
          }
        }
      } catch (error) {
        transaction.done.catch(() => {});
        // The database aborts by itself if a request fails, but not if `change` throws.
        if (!(error instanceof DOMException)) transaction.abort();
        throw error;
      }
      await transaction.done;
    },

    prune: (now) => prune(now),
  };
}
