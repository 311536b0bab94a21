import type { StorageArea } from '../../evidence/storage/store.ts';

/** In characters. */
const LARGE = 1_000_000;

type Listener = Parameters<StorageArea['onChanged']['addListener']>[0];

/**
 * A storage area in memory that behaves as the browser's in everything that matters: values are copied in and out,
 * names inside them come back sorted (as from Chromium), one `set` is one step, listeners are notified only of
 * changes. It can be made to fail.
 */
export interface MemoryArea extends StorageArea {
  /** The stored items, to look at or to damage. */
  readonly items: Map<string, unknown>;
  /** The calls so far: `get`, `set` or `remove`, with the number of keys (null: all). */
  readonly calls: {
    readonly name: 'get' | 'set' | 'remove';
    readonly keys: number | null;
    readonly isLarge?: boolean;
  }[];
  /** While set, every such call rejects with it; `large` is for a `set` of more than a megabyte. */
  failing: {
    get?: Error | undefined;
    set?: Error | undefined;
    remove?: Error | undefined;
    large?: Error | undefined;
  };
  /** How many calls from now on succeed before one rejects; undefined: all do. */
  succeeding: number | undefined;
}

export function memoryArea(initial: Record<string, unknown> = {}): MemoryArea {
  const items = new Map<string, unknown>(Object.entries(sorted(initial) as typeof initial));
  const listeners = new Set<Listener>();
  const calls: MemoryArea['calls'] = [];
  const failing: MemoryArea['failing'] = {};

  function call(name: 'get' | 'set' | 'remove', keys: number | null, isLarge = false): void {
    calls.push({ name, keys, ...(isLarge && { isLarge }) });
    if (failing[name]) throw failing[name];
    if (isLarge && failing.large) throw failing.large;
    if (area.succeeding === undefined) return;
    const isLast = area.succeeding === 0;
    area.succeeding = isLast ? undefined : area.succeeding - 1;
    if (isLast) throw new Error('This one call failed');
  }

  function tell(changes: Parameters<Listener>[0]): void {
    if (Object.keys(changes).length > 0) for (const listener of listeners) listener(changes);
  }

  const area: MemoryArea = {
    items,
    calls,
    failing,
    succeeding: undefined,
    async get(keys) {
      call('get', keys === null ? null : [keys].flat().length);
      const wanted = keys === null ? [...items.keys()] : [keys].flat();
      return Object.fromEntries(
        wanted.filter((key) => items.has(key)).map((key) => [key, structuredClone(items.get(key))]),
      );
    },
    async set(values) {
      const isLarge = Object.values(values).some(
        (value) => typeof value === 'string' && value.length > LARGE,
      );
      call('set', Object.keys(values).length, isLarge);
      const changes: Parameters<Listener>[0] = {};
      for (const [key, newValue] of Object.entries(sorted(values) as typeof values)) {
        const oldValue = items.get(key);
        items.set(key, newValue);
        if (JSON.stringify(oldValue) !== JSON.stringify(newValue)) changes[key] = { oldValue, newValue };
      }
      tell(changes);
    },
    async remove(keys) {
      call('remove', keys.length);
      const changes: Parameters<Listener>[0] = {};
      for (const key of keys) {
        if (items.has(key)) changes[key] = { oldValue: items.get(key) };
        items.delete(key);
      }
      tell(changes);
    },
    async clear() {
      await area.remove([...items.keys()]);
    },
    onChanged: {
      addListener: (listener) => void listeners.add(listener),
      removeListener: (listener) => void listeners.delete(listener),
    },
  };
  return area;
}

/** A copy of plain data with the names in every object sorted. @throws for a value that no storage accepts */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  // It throws for functions and symbols; for texts and numbers it is slow.
  if (typeof value === 'function' || typeof value === 'symbol') return structuredClone(value);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, child]) => [name, sorted(child)]));
}
