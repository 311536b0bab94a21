/** Decides which snapshots are kept. Firefox keeps 15 backups of its bookmarks in the same way. */
import type { Trust } from '../storage/known-date.ts';
import type { Snapshot } from './snapshot.ts';

/** How many snapshots are kept at most. */
export const MAX_SNAPSHOTS = 15;

/** How many of them are simply the newest, whatever their age. */
export const NEWEST_KEPT = 10;

/**
 * How many snapshots with a time in the future are kept while nobody knows whether the date is right: as many
 * as there may be, because they are the good ones if the clock fell back.
 */
export const AHEAD_KEPT = MAX_SNAPSHOTS;

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

/**
 * Keeps the newest snapshots, and of the older ones the newest of each week, as far as there is room. The
 * newest that differs from the present list always stays, because it is the way back. Snapshots that a wrong
 * clock dated in the future take no places: they are kept beside the others, until there are enough of those
 * and the date is certain.
 * @param snapshots all snapshots, in any order
 * @param hashNow the hash of the present contents
 * @param trust up to when their times can be trusted
 * @returns the ids of the snapshots to erase
 */
export function outdated(
  snapshots: readonly Pick<Snapshot, 'id' | 'takenAt' | 'hash'>[],
  hashNow: string,
  { until, isSure }: Trust,
): string[] {
  const sorted = snapshots.toSorted((a, b) => (a.takenAt < b.takenAt ? 1 : -1));
  const ahead = sorted.filter(({ takenAt }) => takenAt > until);
  const newestFirst = sorted.slice(ahead.length);
  const endedAhead = ahead.slice(isSure && newestFirst.length >= NEWEST_KEPT ? 0 : AHEAD_KEPT);
  const older = newestFirst.slice(NEWEST_KEPT);
  const weekly = older.filter(
    ({ takenAt }, index) => index === 0 || weekOf(takenAt) !== weekOf(older[index - 1]?.takenAt ?? ''),
  );
  const kept = [...newestFirst.slice(0, NEWEST_KEPT), ...weekly].slice(0, MAX_SNAPSHOTS);
  const wayBack = newestFirst.find(({ hash }) => hash !== hashNow);
  if (wayBack && !kept.includes(wayBack)) kept.splice(MAX_SNAPSHOTS - 1, 1, wayBack);
  return [...endedAhead, ...newestFirst.filter((one) => !kept.includes(one))].map(({ id }) => id);
}

function weekOf(timestamp: string): number {
  return Math.floor(Date.parse(timestamp) / WEEK_MS);
}
