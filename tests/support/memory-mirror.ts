import { markOf, printOf } from '../../evidence/mirror/digest.ts';
import type { MirrorContents, MirrorStore } from '../../evidence/mirror/mirror-store.ts';
import type { Testimony, Witness } from '../../evidence/mirror/witness.ts';

/** A mirror in memory, that can be looked at, damaged and made to fail. */
export interface MemoryMirror extends MirrorStore {
  readonly records: Map<string, unknown>;
  readonly erased: Map<string, string>;
  revision: number | undefined;
  /** While set, every call rejects with it. */
  failing: Error | undefined;
  /** While set, every change rejects with it. */
  refusing: Error | undefined;
}

export function memoryMirror(): MemoryMirror {
  const records = new Map<string, unknown>();
  const erased = new Map<string, string>();
  const exists = () => mirror.revision !== undefined || records.size > 0;
  const check = () => {
    if (mirror.failing) throw mirror.failing;
  };
  const mirror: MemoryMirror = {
    records,
    erased,
    revision: undefined,
    failing: undefined,
    refusing: undefined,
    async read() {
      check();
      if (!exists()) return undefined;
      const contents: MirrorContents = {
        records: new Map(records),
        erased: new Map(erased),
        revision: mirror.revision,
      };
      return structuredClone(contents);
    },
    async brief() {
      check();
      return exists() ? { revision: mirror.revision, records: records.size } : undefined;
    },
    async write({ put = {}, erase = [], forget = [], revision }) {
      check();
      if (mirror.refusing) throw mirror.refusing;
      const before = new Map<string, unknown>();
      for (const key of [...Object.keys(put), ...erase]) {
        if (records.has(key)) before.set(key, records.get(key));
      }
      for (const [key, value] of Object.entries(structuredClone(put))) {
        records.set(key, value);
        erased.delete(markOf(key));
      }
      for (const key of erase) {
        if (before.has(key)) erased.set(markOf(key), printOf(key, before.get(key)));
        records.delete(key);
      }
      for (const mark of forget) erased.delete(mark);
      mirror.revision = revision;
      return before;
    },
  };
  return mirror;
}

/** A witness in memory. */
export interface MemoryWitness extends Witness {
  testimony: Testimony | undefined;
}

export function memoryWitness(): MemoryWitness {
  const witness: MemoryWitness = {
    testimony: undefined,
    async read() {
      return witness.testimony;
    },
    async write(testimony) {
      witness.testimony = testimony;
    },
    async erase() {
      witness.testimony = undefined;
    },
  };
  return witness;
}
