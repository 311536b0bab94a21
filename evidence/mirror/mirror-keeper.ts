/**
 * Keeps list, mirror and witness in step: compares them, recovers what one of them lacks, and leaves to the teacher
 * what can't be decided. Used only by the writer, inside its queue, so that nothing is written meanwhile.
 */

import type { Safekeeping } from '../snapshots/safekeeping.ts';
import type { Contents } from '../storage/contents.ts';
import { recount as countAgain } from '../storage/counts.ts';
import { keyOf } from '../storage/record-kind.ts';
import { parseRecoveryReport, RECOVERY_REPORT } from '../storage/recovery-report.ts';
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

/** Set in the session after the places were compared. */
const CHECKED = 'checked';

/** Keeps the places in step, for the writer. */
export interface MirrorKeeper {
  /**
   * Compares the places completely, recovers what one of them lacks, and stores a report.
   * @throws the error of the storage
   */
  check(): Promise<void>;
  /**
   * Does the same once after the browser starts, because files get damaged while it is closed. When the background
   * starts later, only if counts and revisions of the places differ: checking those reads no records.
   */
  checkAtStart(): Promise<void>;
  /** Saves what an earlier command could not save safely. @throws the error of the storage if it still can't */
  settle(): Promise<void>;
  /**
   * Makes all places hold the chosen data, after saving a snapshot of the list.
   * @throws Refusal if the data that goes could not be saved in a snapshot
   */
  recover(choice: Recovery): Promise<void>;
}

/** The storage that the keeper works on. */
export interface Stores {
  /** The list's own area: writes to it go nowhere else. */
  readonly area: StorageArea;
  readonly mirrored: Pick<MirroredArea, 'adopt' | 'settle'>;
  readonly mirror: MirrorStore;
  readonly witness: Witness;
  readonly store: Store;
  readonly safekeeping: Pick<Safekeeping, 'take'>;
  /** Storage that lasts until the browser ends. */
  readonly session: Pick<StorageArea, 'get' | 'set'>;
  /** Erases the database that holds the mirror. */
  readonly eraseDatabase: () => Promise<void>;
  /** Called when the mirror begins to fail, and when it works again. */
  readonly tellFault: (failing: boolean) => Promise<void>;
}

/** @param now the clock */
export function createMirrorKeeper(
  { area, mirrored, mirror, witness, store, safekeeping, session, tellFault, eraseDatabase }: Stores,
  now: () => Date = () => new Date(),
): MirrorKeeper {
  async function check(): Promise<void> {
    if (await checkOnce(false)) return;
    // Browsers often find damage, and clear it away, only when the database is used: try once more.
    await checkOnce(true);
  }

  /**
   * @param isLast whether to report a failure of the mirror
   * @returns whether the mirror worked
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
      // The list first: data that it lacks is what the teacher misses.
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
   * Writes the records that the list lacks, in one call; if damaged files refuse that, one by one. Records that are
   * still refused are in the mirror, so report them as undecided.
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

  /** Never fails: counts can be rebuilt from the records at any time. */
  async function recount(): Promise<void> {
    await countAgain(store).catch((error) => console.error('It could not be counted anew:', error));
  }

  /** Replaces readable records only if a snapshot can be saved first; otherwise the teacher has to decide. */
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

  /** @returns whether the mirror could be read and written */
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
    // While something is undecided, the witness must keep its old count, which shows that pieces are missing.
    const { witness: before } = places;
    const still = before?.revision === revision ? before : undefined;
    await mirrored.adopt(revision, found.undecided ? still : digest);
    return true;
  }

  /** Removes the filler that stays if the browser closed during a renewal. */
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
    // Already compared: it waits for the teacher.
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
      // A database that can't be opened is of no use. Once it is erased, it can be created again.
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

/**
 * @returns the revision of the last change in any place. If no place has one but the mirror lacks records, 1
 */
function lastRevision({ list, mirror, witness }: Places, found: Comparison | undefined): number {
  const known = [list.revision, typeof mirror === 'object' ? mirror.revision : undefined, witness?.revision];
  const last = Math.max(...known.map((revision) => revision ?? 0));
  const isFirst = last === 0 && found !== undefined && Object.keys(found.toMirror).length > 0;
  return isFirst ? 1 : last;
}
