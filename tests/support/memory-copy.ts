import type { CopyContents, CopyStore } from '../../evidence/second-copy/copy-store.ts';
import { markOf, printOf } from '../../evidence/second-copy/digest.ts';
import type { Testimony, Witness } from '../../evidence/second-copy/witness.ts';

/** A second copy in memory, that can be looked at, damaged and made to fail. */
export interface MemoryCopy extends CopyStore {
  readonly records: Map<string, unknown>;
  readonly erased: Map<string, string>;
  turn: number | undefined;
  /** While set, every call rejects with it. */
  failing: Error | undefined;
  /** While set, every change rejects with it. */
  refusing: Error | undefined;
}

export function memoryCopy(): MemoryCopy {
  const records = new Map<string, unknown>();
  const erased = new Map<string, string>();
  const exists = () => copy.turn !== undefined || records.size > 0;
  const check = () => {
    if (copy.failing) throw copy.failing;
  };
  const copy: MemoryCopy = {
    records,
    erased,
    turn: undefined,
    failing: undefined,
    refusing: undefined,
    async read() {
      check();
      if (!exists()) return undefined;
      const contents: CopyContents = { records: new Map(records), erased: new Map(erased), turn: copy.turn };
      return structuredClone(contents);
    },
    async brief() {
      check();
      return exists() ? { turn: copy.turn, records: records.size } : undefined;
    },
    async write({ put = {}, erase = [], forget = [], turn }) {
      check();
      if (copy.refusing) throw copy.refusing;
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
      copy.turn = turn;
      return before;
    },
  };
  return copy;
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
