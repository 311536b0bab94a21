import { createWriter, type Writer } from '../../evidence/commands/writer.ts';
import { createMirroredStore } from '../../evidence/mirror/mirrored-store.ts';
import { isInMirror } from '../../evidence/storage/records.ts';
import type { StorageArea, Store } from '../../evidence/storage/store.ts';
import { collaborators } from './collaborators.ts';
import { ORIGIN, START } from './evidence-store.ts';
import { type MemoryArea, memoryArea } from './memory-area.ts';
import { type MemoryJournal, memoryJournal } from './memory-journal.ts';
import { type MemoryMirror, type MemoryWitness, memoryMirror, memoryWitness } from './memory-mirror.ts';
import { type MemorySnapshots, memorySnapshots } from './memory-snapshots.ts';

/** List, mirror and witness in memory, which outlive every background. */
export interface MirroredPlaces {
  readonly area: MemoryArea;
  readonly mirror: MemoryMirror;
  readonly witness: MemoryWitness;
  readonly snapshots: MemorySnapshots;
  readonly journal: MemoryJournal;
  /** Lasts until the browser ends: {@link endSession}. */
  session: MemoryArea;
  /** How many writes still reach a store before the browser is killed; undefined: all do. */
  writes: number | undefined;
  /** The number of ids made: each id is different, and a twin of the stores makes the same ones. */
  ids: number;
  /** The time of the clock; it advances by a minute whenever it is read. */
  clock: string | undefined;
}

/** The parts that the browser starts anew. */
export interface Background {
  readonly store: Store;
  readonly writer: Writer;
}

export function mirroredPlaces(items: Record<string, unknown> = {}): MirroredPlaces {
  return {
    area: memoryArea(items),
    mirror: memoryMirror(),
    witness: memoryWitness(),
    snapshots: memorySnapshots(),
    journal: memoryJournal(),
    session: memoryArea(),
    writes: undefined,
    ids: 0,
    clock: undefined,
  };
}

/** Ends the browser: session data is gone. */
export function endSession(places: MirroredPlaces): void {
  places.session = memoryArea();
  places.writes = undefined;
}

/** @returns the records that list and mirror both hold, to compare */
export function bothSay(places: MirroredPlaces): [Record<string, unknown>, Record<string, unknown>] {
  const list = [...places.area.items].filter(([key]) => isInMirror(key));
  return [inOrder(list), inOrder([...places.mirror.records])];
}

function inOrder(records: readonly [string, unknown][]): Record<string, unknown> {
  return Object.fromEntries(records.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** @returns a background over the stores, as the product assembles it, after its first comparison of them */
export async function startBackground(places: MirroredPlaces): Promise<Background> {
  let minute = 0;
  const now = () => new Date(places.clock ?? Date.parse(START) + 60_000 * minute++);
  const killed = killable(places);
  const area: StorageArea = {
    get: places.area.get,
    set: killed(places.area.set),
    remove: killed(places.area.remove),
    clear: killed(places.area.clear),
    onChanged: places.area.onChanged,
  };
  const mirror = { ...places.mirror, write: killed(places.mirror.write) };
  const witness = {
    ...places.witness,
    write: killed(places.witness.write),
    erase: killed(places.witness.erase),
  };
  const snapshots = { ...places.snapshots, eraseDatabase: killed(async () => eraseDatabase(places)) };
  const journal = {
    ...places.journal,
    add: killed(places.journal.add),
    dropLastPart: killed(places.journal.dropLastPart),
  };
  const { session } = places;
  const { store, safekeeping, keeper } = createMirroredStore(
    {
      area,
      session,
      mirror,
      renewMirror: killed(async () => {}),
      witness,
      snapshots,
      pictures: { erase: async () => {} },
    },
    now,
  );
  const newId = () => `action-${places.ids++}`;
  const writer = createWriter(
    collaborators(store, { now, newId, newOrigin: () => ORIGIN, safekeeping, keeper, journal }),
  );
  await writer.checkAtStart();
  return { store, writer };
}

/** @returns a wrapper for calls that no longer have any effect, or return, once the browser was killed */
function killable(places: MirroredPlaces) {
  return <Parameters extends unknown[], Result>(call: (...given: Parameters) => Promise<Result>) =>
    async (...given: Parameters): Promise<Result> => {
      if (places.writes === 0) throw new Error('The browser was killed');
      if (places.writes !== undefined) places.writes -= 1;
      return call(...given);
    };
}

async function eraseDatabase({ mirror, snapshots }: MirroredPlaces): Promise<void> {
  mirror.records.clear();
  mirror.erased.clear();
  mirror.revision = undefined;
  await snapshots.eraseDatabase();
}
