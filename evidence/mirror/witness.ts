/**
 * The witness: count and hash of all records, apart from the list and from its copy. It lies in the browser's
 * cache (Cache API), under an address that is never asked for: of the places that both browsers have in a
 * background, it has a folder of its own in both (all IndexedDB of an extension shares one in Chromium) and
 * takes 1 to 2 ms, where the private file system takes 8 to 26 in Firefox.
 */
import * as v from 'valibot';
import { timestamp } from '../values/timestamp.ts';
import { type Digest, digestEntries } from './digest.ts';

const CACHE = 'witness';
/** `.invalid` is nobody's, and never will be (RFC 2606). */
const ADDRESS = 'https://witness.invalid/';
const HEADER = 'x-witness';

const witnessSchema = v.looseObject({
  version: v.literal(1),
  revision: v.pipe(v.number(), v.integer(), v.minValue(0)),
  at: timestamp,
  ...digestEntries,
});

/** What the witness says: the digest of all records after change number `revision`, written `at` (ISO 8601 UTC). */
export interface Testimony extends Digest {
  readonly revision: number;
  readonly at: string;
}

/** Keeps what the witness says. Every call rejects with the browser's own error. */
export interface Witness {
  /** @returns what it says; undefined where there is none, or none that can be read */
  read(): Promise<Testimony | undefined>;
  write(testimony: Testimony): Promise<void>;
  erase(): Promise<void>;
}

// Not named `storage`: WXT would take that for its own library, and bundle it.
/** @param places the browser's `caches`, or a test's */
export function createWitness(places: CacheStorage = caches): Witness {
  return {
    async read() {
      // To open what is not there would make it.
      if (!(await places.has(CACHE))) return undefined;
      const kept = await places.match(ADDRESS, { cacheName: CACHE });
      return parseTestimony(kept?.headers.get(HEADER));
    },
    async write(testimony) {
      const cache = await places.open(CACHE);
      // In a header: a body would be a file of its own, a new one each time.
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
