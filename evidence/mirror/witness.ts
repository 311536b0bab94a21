/**
 * The witness: count and hash of all records, apart from the list and the mirror. It is in the browser's
 * cache (Cache API), under an address that is never requested. Of the storage that both browsers offer in a
 * background, the cache has a folder of its own in both (Chromium puts all IndexedDB of an extension into one
 * folder) and takes 1 to 2 ms; the private file system takes 8 to 26 in Firefox.
 */
import * as v from 'valibot';
import { timestamp } from '../values/timestamp.ts';
import { type Digest, digestEntries } from './digest.ts';

const CACHE = 'witness';
/** `.invalid` belongs to nobody, and never will (RFC 2606). */
const ADDRESS = 'https://witness.invalid/';
const HEADER = 'x-witness';

const witnessSchema = v.looseObject({
  version: v.literal(1),
  revision: v.pipe(v.number(), v.integer(), v.minValue(0)),
  at: timestamp,
  ...digestEntries,
});

/**
 * The stored record: the digest of all records after the change with this `revision`, written `at` (ISO 8601
 * UTC).
 */
export interface Testimony extends Digest {
  readonly revision: number;
  readonly at: string;
}

/** Stores the witness. Every call rejects with the browser's own error. */
export interface Witness {
  /** @returns the stored record; undefined if there is none that can be read */
  read(): Promise<Testimony | undefined>;
  write(testimony: Testimony): Promise<void>;
  erase(): Promise<void>;
}

// Not named `storage`: WXT would take that for its own library, and bundle it.
/** @param places the browser's `caches`, or a test's */
export function createWitness(places: CacheStorage = caches): Witness {
  return {
    async read() {
      // Opening a cache that doesn't exist would create it.
      if (!(await places.has(CACHE))) return undefined;
      const kept = await places.match(ADDRESS, { cacheName: CACHE });
      return parseTestimony(kept?.headers.get(HEADER));
    },
    async write(testimony) {
      const cache = await places.open(CACHE);
      // In a header, because a body would be a separate file, a new one each time.
      const headers = { [HEADER]: JSON.stringify({ version: 1, ...testimony }) };
      await cache.put(ADDRESS, new Response(null, { headers }));
    },
    async erase() {
      await places.delete(CACHE);
    },
  };
}

function parseTestimony(text: string | null | undefined): Testimony | undefined {
  try {
    const result = v.safeParse(witnessSchema, JSON.parse(text ?? ''));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
