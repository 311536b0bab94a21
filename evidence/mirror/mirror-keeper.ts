/**
 * Keeps list, copy and witness together: compares them, brings back what one of them lacks, and leaves to a
 * human what cannot be decided. Used by the writer alone, in its turn: nothing is written meanwhile.
 */

import type { Safekeeping } from '../snapshots/safekeeping.ts';
import type { Contents } from '../storage/contents.ts';
import { recount as countAgain } from '../storage/counts.ts';
import { keyOf } from '../storage/record-kind.ts';
import { parseRecoveryReport, RECOVERY_REPORT, withMirrorFault } from '../storage/recovery-report.ts';
import { RENEWAL, REVISION } from '../storage/revision.ts';
import type { StorageArea, Store } from '../storage/store.ts';
import { type Comparison, compare, type Places } from './compare.ts';
import { digestOf } from './digest.ts';
import type { MirrorStore } from './mirror-store.ts';
import type { MirroredArea } from './mirrored-area.ts';
import { readPlaces } from './read-places.ts';
import { planRecovery, type Recovery } from './recover.ts';
import { reportAfter, withRefused } from './report.ts';
import type { Witness } from './witness.ts';

const RENEWAL_KEY = keyOf(RENEWAL);
const RECOVERY_REPORT_KEY = keyOf(RECOVERY_REPORT);
const REVISION_KEY = keyOf(REVISION);

/** Set in the session when the places were compared. */
const CHECKED = 'checked';

/** What the writer needs to keep the places together. */
export interface MirrorKeeper {
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
export interface Stores {
  /** The list's own area: what is written through it goes nowhere else. */
  readonly area: StorageArea;
  readonly mirrored: Pick<MirroredArea, 'adopt' | 'settle'>;
  readonly mirror: MirrorStore;
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
export function noteMirrorFaults(area: StorageArea, now: () => Date = () => new Date()): Stores['tellFault'] {
  return async (failing) => {
    const items: Contents = await area.get(RECOVERY_REPORT_KEY);
    const recoveryReport = withMirrorFault(
      parseRecoveryReport(items[RECOVERY_REPORT_KEY]),
      failing,
      now().toISOString(),
    );
    await area.set({ [RECOVERY_REPORT_KEY]: recoveryReport });
  };
}

/** @param now the clock */
export function createMirrorKeeper(
  { area, mirrored, mirror, witness, store, safekeeping, session, tellFault, eraseDatabase }: Stores,
  now: () => Date = () => new Date(),
): MirrorKeeper {
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
    const places = await readPlaces(area, mirror, witness);
    if (places.mirror === 'unreadable' && !isLast) return false;
    const found = await withoutRisk(places, compare(places));
    const revision = lastRevision(places, found);
    const recoveryReport = reportAfter(places, found, now().toISOString());
    const note = {
      ...(revision > 0 && { [REVISION_KEY]: revision }),
      ...(recoveryReport !== undefined && { [RECOVERY_REPORT_KEY]: recoveryReport }),
    };

    const isMended = Object.keys(found.toList).length + found.fromList.length > 0;
    if (isMended) {
      // The list first: what it lacks is what the teacher misses.
      await bringBack(found.toList, note);
      if (found.fromList.length > 0) await area.remove([...found.fromList]);
      await recount();
    }
    const isWritten = await writeMirror(places, found, revision);
    if (!isWritten && !isLast) return false;
    if (!isMended && (recoveryReport !== undefined || revision !== (places.list.revision ?? 0)))
      await area.set(note);
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
    const { [RECOVERY_REPORT_KEY]: recoveryReport } = note;
    await area.set({
      ...note,
      ...(refused > 0 && {
        [RECOVERY_REPORT_KEY]: withRefused(recoveryReport, refused, now().toISOString()),
      }),
    });
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

  /** @returns whether the copy could be read and written */
  async function writeMirror(places: Places, found: Comparison, revision: number): Promise<boolean> {
    if (places.mirror === 'unreadable') return false;
    const records = new Map(places.mirror?.records);
    for (const [key, value] of Object.entries(found.toMirror)) records.set(key, value);
    const digest = digestOf(records);
    const isNew = Object.keys(found.toMirror).length + found.forget.length > 0;
    try {
      if (isNew || (places.mirror?.revision ?? 0) !== revision) {
        await mirror.write({ put: found.toMirror, forget: found.forget, revision });
      }
    } catch (error) {
      console.error('The second copy could not be written:', error);
      return false;
    }
    // What is still to be decided goes on being told by the witness.
    const { witness: before } = places;
    const still = before?.revision === revision ? before : undefined;
    await mirrored.adopt(revision, found.undecided ? still : digest);
    return true;
  }

  /** A browser that ended inside a renewal leaves the filler. */
  async function clearRenewal(): Promise<void> {
    const { [RENEWAL_KEY]: filler } = await area.get(RENEWAL_KEY).catch((): Contents => ({}));
    if (filler !== undefined) await area.remove([RENEWAL_KEY]).catch(() => {});
  }

  async function checkQuickly(): Promise<void> {
    const [items, brief, testimony] = await Promise.all([
      area.get([REVISION_KEY, RECOVERY_REPORT_KEY]).catch((): Contents => ({})),
      mirror.brief().catch(() => undefined),
      witness.read().catch(() => undefined),
    ]);
    const { [REVISION_KEY]: revision, [RECOVERY_REPORT_KEY]: recoveryReport } = items;
    // It was compared, and waits for somebody.
    if (parseRecoveryReport(recoveryReport)?.undecided) return;
    const agree =
      revision === brief?.revision &&
      revision === testimony?.revision &&
      brief?.records === testimony?.records;
    if (revision === undefined || !agree) await check();
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
      const places = await readPlaces(area, mirror, witness);
      const { after, erase, before } = planRecovery(places, choice);
      if (before) await safekeeping.take('before-recovery', before);
      const revision = lastRevision(places, undefined) + 1;
      // A database that cannot be opened is of no use to anybody; it can be made anew when it is gone.
      if (places.mirror === 'unreadable') await eraseDatabase().catch(() => {});
      await area.set({ ...after, [REVISION_KEY]: revision, [RECOVERY_REPORT_KEY]: null });
      if (erase.length > 0) await area.remove([...erase]);
      const kept = typeof places.mirror === 'object' ? [...places.mirror.records.keys()] : [];
      try {
        await mirror.write({ put: after, erase: kept.filter((key) => !Object.hasOwn(after, key)), revision });
      } catch (error) {
        console.error('The second copy could not be written:', error);
        await tellFault(true);
      }
      await mirrored.adopt(revision, digestOf(Object.entries(after)));
      await recount();
    },
  };
}

/** @returns the number of the last change in any place; one that no place has where some of them have none */
function lastRevision({ list, mirror, witness }: Places, found: Comparison | undefined): number {
  const turns = [list.revision, typeof mirror === 'object' ? mirror.revision : undefined, witness?.revision];
  const last = Math.max(...turns.map((revision) => revision ?? 0));
  const isFirst = last === 0 && found !== undefined && Object.keys(found.toMirror).length > 0;
  return isFirst ? 1 : last;
}
