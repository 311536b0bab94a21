/**
 * Keeps list, copy and witness together: compares them, brings back what one of them lacks, and leaves to a
 * human what cannot be decided. Used by the writer alone, in its turn: nothing is written meanwhile.
 */

import type { Safekeeping } from '../snapshots/safekeeping.ts';
import type { Contents } from '../storage/contents.ts';
import { recount as countAgain } from '../storage/counts.ts';
import { keyOf } from '../storage/record-kind.ts';
import { parseRescue, RESCUE, type Rescue, withCopyFault } from '../storage/rescue.ts';
import type { StorageArea, Store } from '../storage/store.ts';
import { RENEWAL, TURN } from '../storage/turn.ts';
import { sameValue } from '../values/same-value.ts';
import { type Comparison, compare, type Places } from './compare.ts';
import type { CopyStore } from './copy-store.ts';
import { digestOf } from './digest.ts';
import type { MirroredArea } from './mirrored-area.ts';
import { readPlaces } from './read-places.ts';
import { planRecovery, type Recovery } from './recover.ts';
import type { Witness } from './witness.ts';

const RENEWAL_KEY = keyOf(RENEWAL);
const RESCUE_KEY = keyOf(RESCUE);
const TURN_KEY = keyOf(TURN);

/** Set in the session when the places were compared. */
const CHECKED = 'checked';

/** What the writer needs to keep the places together. */
export interface CopyKeeper {
  /**
   * Compares the places whole and brings back what one lacks, with a note of it in the storage.
   * @throws what the storage throws
   */
  check(): Promise<void>;
  /**
   * The same, once after the browser's start: files are damaged while it is closed. When the background starts
   * anew later, only where their own counts and turns do not agree: that costs no look at the records.
   */
  checkAtStart(): Promise<void>;
  /** Saves what an earlier command could not save safely. @throws what the storage throws while it can't */
  settle(): Promise<void>;
  /**
   * Makes all places say what was chosen of them; a snapshot of the list is taken first.
   * @throws Refusal where no snapshot could be taken of what would go
   */
  recover(choice: Recovery): Promise<void>;
}

/** What the keeper works on. */
export interface KeptPlaces {
  /** The list's own area: what is written through it goes nowhere else. */
  readonly area: StorageArea;
  readonly mirrored: Pick<MirroredArea, 'adopt' | 'settle'>;
  readonly copy: CopyStore;
  readonly witness: Witness;
  readonly store: Store;
  readonly safekeeping: Pick<Safekeeping, 'take'>;
  /** Storage that lasts until the browser ends. */
  readonly session: Pick<StorageArea, 'get' | 'set'>;
  /** Erases the database in which the copy lies. */
  readonly eraseDatabase: () => Promise<void>;
  /** Hears when the copy fails, and when it does so no longer. */
  readonly tellFault: (failing: boolean) => Promise<void>;
}

/** @returns the way to note that the copy fails, or does so no longer, for the views to tell */
export function noteCopyFaults(
  area: StorageArea,
  now: () => Date = () => new Date(),
): KeptPlaces['tellFault'] {
  return async (failing) => {
    const items: Contents = await area.get(RESCUE_KEY);
    const rescue = withCopyFault(parseRescue(items[RESCUE_KEY]), failing, now().toISOString());
    await area.set({ [RESCUE_KEY]: rescue });
  };
}

/** @param now the clock */
export function createCopyKeeper(
  { area, mirrored, copy, witness, store, safekeeping, session, tellFault, eraseDatabase }: KeptPlaces,
  now: () => Date = () => new Date(),
): CopyKeeper {
  async function check(): Promise<void> {
    if (await checkOnce(false)) return;
    // Damage is often found, and cleared away by the browser, only when the database is used.
    await checkOnce(true);
  }

  /**
   * @param isLast whether it is told that the copy failed
   * @returns whether the copy did not fail
   */
  async function checkOnce(isLast: boolean): Promise<boolean> {
    const places = await readPlaces(area, copy, witness);
    if (places.copy === 'unreadable' && !isLast) return false;
    const found = await withoutRisk(places, compare(places));
    const turn = lastTurn(places, found);
    const rescue = rescueAfter(places, found);
    const note = {
      ...(turn > 0 && { [TURN_KEY]: turn }),
      ...(rescue !== undefined && { [RESCUE_KEY]: rescue }),
    };

    const isMended = Object.keys(found.toList).length + found.fromList.length > 0;
    if (isMended) {
      // The list first: what it lacks is what the teacher misses.
      await bringBack(found.toList, note);
      if (found.fromList.length > 0) await area.remove([...found.fromList]);
      await recount();
    }
    const isWritten = await writeCopy(places, found, turn);
    if (!isWritten && !isLast) return false;
    if (!isMended && (rescue !== undefined || turn !== (places.list.turn ?? 0))) await area.set(note);
    if (!isWritten) await tellFault(true);
    return isWritten;
  }

  /**
   * Puts what the list lacks there, in one call; where damaged files refuse that, one by one. What they refuse
   * then is still in the copy, and somebody is to know.
   */
  async function bringBack(records: Contents, note: Contents): Promise<void> {
    try {
      return await area.set({ ...records, ...note });
    } catch (error) {
      console.error('The list does not take back all at once:', error);
    }
    let refused = 0;
    for (const [key, value] of Object.entries(records)) {
      await area.set({ [key]: value }).catch(() => {
        refused += 1;
      });
    }
    const { [RESCUE_KEY]: rescue } = note;
    await area.set({ ...note, ...(refused > 0 && { [RESCUE_KEY]: withRefused(rescue, refused) }) });
  }

  function withRefused(note: unknown, refused: number): Rescue {
    const { restored, undecided, ...rest } = parseRescue(note) ?? { version: 1, at: now().toISOString() };
    const { missing = 0, unreadable = 0, differing = 0, outdated = false } = undecided ?? {};
    const { list = 0, copy = 0 } = restored ?? {};
    const back = Math.max(0, list - refused);
    return {
      ...rest,
      ...(back + copy > 0 && { restored: { list: back, copy } }),
      undecided: { missing, unreadable: unreadable + refused, differing, outdated },
    };
  }

  /** What the records say can be counted again at any time. */
  async function recount(): Promise<void> {
    await countAgain(store).catch((error) => console.error('It could not be counted anew:', error));
  }

  /** What can be read is not replaced without a way back. */
  async function withoutRisk(places: Places, found: Comparison): Promise<Comparison> {
    if (found.overwritten.length === 0) return found;
    try {
      await safekeeping.take('before-recovery', Object.fromEntries(places.list.records));
      return found;
    } catch {
      const toList = Object.fromEntries(
        Object.entries(found.toList).filter(([key]) => !found.overwritten.includes(key)),
      );
      const { missing = 0, unreadable = 0, differing = 0, outdated = false } = found.undecided ?? {};
      const undecided = { missing, unreadable, differing: differing + found.overwritten.length, outdated };
      const list = found.restored.list - found.overwritten.length;
      return { ...found, toList, undecided, restored: { ...found.restored, list }, overwritten: [] };
    }
  }

  /** @returns the note to store; null takes one away, undefined leaves it as it is */
  function rescueAfter(
    { list, copy }: Places,
    { restored, undecided }: Comparison,
  ): Rescue | null | undefined {
    const before = list.rescue;
    const again = before?.restored ?? { list: 0, copy: 0 };
    const all = { list: again.list + restored.list, copy: again.copy + restored.copy };
    const after = {
      ...(all.list + all.copy > 0 && { restored: all }),
      ...(undecided && { undecided }),
      // That it fails is told when it was tried.
      ...(copy === 'unreadable' && before?.copyFails && { copyFails: true as const }),
    };
    if (Object.keys(after).length === 0) return before ? null : undefined;
    const { at: _at, version: _version, ...said } = before ?? {};
    return sameValue(said, after) ? undefined : { version: 1, at: now().toISOString(), ...after };
  }

  /** @returns whether the copy could be read and written */
  async function writeCopy(places: Places, found: Comparison, turn: number): Promise<boolean> {
    if (places.copy === 'unreadable') return false;
    const records = new Map(places.copy?.records);
    for (const [key, value] of Object.entries(found.toCopy)) records.set(key, value);
    const digest = digestOf(records);
    const isNew = Object.keys(found.toCopy).length + found.forget.length > 0;
    try {
      if (isNew || (places.copy?.turn ?? 0) !== turn) {
        await copy.write({ put: found.toCopy, forget: found.forget, turn });
      }
    } catch (error) {
      console.error('The second copy could not be written:', error);
      return false;
    }
    // What is still to be decided goes on being told by the witness.
    const { witness: before } = places;
    const still = before?.turn === turn ? before : undefined;
    await mirrored.adopt(turn, found.undecided ? still : digest);
    return true;
  }

  /** A browser that ended inside a renewal leaves the filler. */
  async function clearRenewal(): Promise<void> {
    const { [RENEWAL_KEY]: filler } = await area.get(RENEWAL_KEY).catch((): Contents => ({}));
    if (filler !== undefined) await area.remove([RENEWAL_KEY]).catch(() => {});
  }

  async function checkQuickly(): Promise<void> {
    const [items, brief, testimony] = await Promise.all([
      area.get([TURN_KEY, RESCUE_KEY]).catch((): Contents => ({})),
      copy.brief().catch(() => undefined),
      witness.read().catch(() => undefined),
    ]);
    const { [TURN_KEY]: turn, [RESCUE_KEY]: rescue } = items;
    // It was compared, and waits for somebody.
    if (parseRescue(rescue)?.undecided) return;
    const agree = turn === brief?.turn && turn === testimony?.turn && brief?.records === testimony?.records;
    if (turn === undefined || !agree) await check();
  }

  return {
    check,

    async checkAtStart() {
      const { [CHECKED]: isChecked } = await session.get(CHECKED).catch((): Contents => ({}));
      if (isChecked) return checkQuickly();
      await check();
      await clearRenewal();
      await session.set({ [CHECKED]: true }).catch(() => {});
    },

    settle: () => mirrored.settle(),

    async recover(choice) {
      const places = await readPlaces(area, copy, witness);
      const { after, erase, before } = planRecovery(places, choice);
      if (before) await safekeeping.take('before-recovery', before);
      const turn = lastTurn(places, undefined) + 1;
      // A database that cannot be opened is of no use to anybody; it can be made anew when it is gone.
      if (places.copy === 'unreadable') await eraseDatabase().catch(() => {});
      await area.set({ ...after, [TURN_KEY]: turn, [RESCUE_KEY]: null });
      if (erase.length > 0) await area.remove([...erase]);
      const kept = typeof places.copy === 'object' ? [...places.copy.records.keys()] : [];
      try {
        await copy.write({ put: after, erase: kept.filter((key) => !Object.hasOwn(after, key)), turn });
      } catch (error) {
        console.error('The second copy could not be written:', error);
        await tellFault(true);
      }
      await mirrored.adopt(turn, digestOf(Object.entries(after)));
      await recount();
    },
  };
}

/** @returns the number of the last change in any place; one that no place has where some of them have none */
function lastTurn({ list, copy, witness }: Places, found: Comparison | undefined): number {
  const turns = [list.turn, typeof copy === 'object' ? copy.turn : undefined, witness?.turn];
  const last = Math.max(...turns.map((turn) => turn ?? 0));
  const isFirst = last === 0 && found !== undefined && Object.keys(found.toCopy).length > 0;
  return isFirst ? 1 : last;
}
