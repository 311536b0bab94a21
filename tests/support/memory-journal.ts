import type { StoredAction } from '../../evidence/database.ts';
import { folded, parsePart, type StoredPart, sizeOf } from '../../evidence/storage/last-action.ts';
import { entryWith, entryWithout, type Journal, overLimits } from '../../evidence/undo/journal.ts';

/** A journal in memory, for tests of the writer and of Undo; it can be made to fail. */
export interface MemoryJournal extends Journal {
  readonly entries: Map<string, StoredAction>;
  readonly parts: Map<string, StoredPart[]>;
  /** While set, every call rejects with it. */
  failing: Error | undefined;
}

export function memoryJournal(): MemoryJournal {
  const entries = new Map<string, StoredAction>();
  const parts = new Map<string, StoredPart[]>();
  const check = () => {
    if (journal.failing) throw journal.failing;
  };
  function prune(now: string | undefined): readonly string[] {
    const over = overLimits([...entries.values()], now);
    for (const id of over) {
      entries.delete(id);
      parts.delete(id);
    }
    return over;
  }
  const journal: MemoryJournal = {
    entries,
    parts,
    failing: undefined,
    async add(part) {
      check();
      entries.set(part.id, entryWith(entries.get(part.id), part, sizeOf(part)));
      const all = parts.get(part.id) ?? [];
      all[part.part - 1] = structuredClone(part);
      parts.set(part.id, all);
      return prune(undefined);
    },
    async entry(id) {
      check();
      return entries.get(id);
    },
    async lastPart(id) {
      check();
      return parsePart(parts.get(id)?.[(entries.get(id)?.parts ?? 0) - 1]);
    },
    async dropLastPart(id) {
      check();
      const entry = entries.get(id);
      const part = parts.get(id)?.at(-1);
      if (!entry || !part) return;
      entries.set(id, entryWithout(entry, part, sizeOf(part)));
      parts.get(id)?.pop();
    },
    async rewrite(change) {
      check();
      for (const [id, all] of parts) {
        parts.set(
          id,
          all.map((stored) => {
            const part = parsePart(stored);
            const after = part && change(part);
            return !part || after === part ? stored : folded(after ?? { ...part, pieces: [], records: [] });
          }),
        );
      }
    },
    async prune(now) {
      check();
      return prune(now);
    },
  };
  return journal;
}
