import type { StorageArea } from '../../evidence/store.ts';

type Listener = Parameters<StorageArea['onChanged']['addListener']>[0];

/**
 * A storage area in memory that behaves as the browser's does where that matters: values are copied
 * in and out, names inside them come back sorted (as from Chromium), one `set` is one step, listeners
 * hear only what changed. It can be made to fail.
 */
export interface MemoryArea extends StorageArea {
  /** What is stored, to look at or to damage. */
  readonly items: Map<string, unknown>;
  /** The calls so far: `get`, `set` or `remove`, with the number of keys (null: all). */
  readonly calls: { readonly name: 'get' | 'set' | 'remove'; readonly keys: number | null }[];
  /** While set, every such call rejects with it. */
  failing: { get?: Error; set?: Error; remove?: Error };
}

export function memoryArea(initial: Record<string, unknown> = {}): MemoryArea {
  const items = new Map<string, unknown>(Object.entries(sorted(initial) as typeof initial));
  const listeners = new Set<Listener>();
  const calls: MemoryArea['calls'] = [];
  const failing: MemoryArea['failing'] = {};

  function tell(changes: Parameters<Listener>[0]): void {
    if (Object.keys(changes).length > 0) for (const listener of listeners) listener(changes);
  }

  return {
    items,
    calls,
    failing,
    async get(keys) {
      calls.push({ name: 'get', keys: keys === null ? null : [keys].flat().length });
      if (failing.get) throw failing.get;
      const wanted = keys === null ? [...items.keys()] : [keys].flat();
      return Object.fromEntries(
        wanted.filter((key) => items.has(key)).map((key) => [key, structuredClone(items.get(key))]),
      );
    },
    async set(values) {
      calls.push({ name: 'set', keys: Object.keys(values).length });
      if (failing.set) throw failing.set;
      const changes: Parameters<Listener>[0] = {};
      for (const [key, newValue] of Object.entries(sorted(values) as typeof values)) {
        const oldValue = items.get(key);
        items.set(key, newValue);
        if (JSON.stringify(oldValue) !== JSON.stringify(newValue)) changes[key] = { oldValue, newValue };
      }
      tell(changes);
    },
    async remove(keys) {
      calls.push({ name: 'remove', keys: keys.length });
      if (failing.remove) throw failing.remove;
      const changes: Parameters<Listener>[0] = {};
      for (const key of keys) {
        if (items.has(key)) changes[key] = { oldValue: items.get(key) };
        items.delete(key);
      }
      tell(changes);
    },
    onChanged: {
      addListener: (listener) => void listeners.add(listener),
      removeListener: (listener) => void listeners.delete(listener),
    },
  };
}

/** A copy of plain data with the names in every object sorted. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return structuredClone(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, child]) => [name, sorted(child)]));
}
