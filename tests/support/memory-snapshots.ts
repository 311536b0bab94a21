import type { Snapshot } from '../../evidence/snapshots/snapshot.ts';
import type { SnapshotStore } from '../../evidence/snapshots/snapshots.ts';

/** Snapshots in memory, for tests of code that saves and opens them; it can be made to fail, and damaged. */
export interface MemorySnapshots extends SnapshotStore {
  readonly kept: Map<string, { snapshot: Snapshot; content: string }>;
  /** While set, every call rejects with it. */
  failing: Error | undefined;
}

export function memorySnapshots(): MemorySnapshots {
  const kept: MemorySnapshots['kept'] = new Map();
  const listeners = new Set<() => void>();
  const check = () => {
    if (snapshots.failing) throw snapshots.failing;
  };
  const snapshots: MemorySnapshots = {
    kept,
    failing: undefined,
    async list() {
      check();
      return [...kept.values()]
        .map(({ snapshot }) => snapshot)
        .sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1));
    },
    async read(id) {
      check();
      return kept.get(id);
    },
    async keep(snapshot, content, erase) {
      check();
      kept.set(snapshot.id, { snapshot, content });
      for (const id of erase) kept.delete(id);
      for (const listener of listeners) listener();
    },
    async ids() {
      check();
      return [...kept.keys()];
    },
    async replace(changed, erase) {
      check();
      for (const one of changed) kept.set(one.snapshot.id, one);
      for (const id of erase) kept.delete(id);
      for (const listener of listeners) listener();
    },
    async eraseDatabase() {
      check();
      kept.clear();
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return snapshots;
}
