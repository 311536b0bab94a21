/** Which snapshots are kept. Firefox keeps 15 backups of its bookmarks in the same way. */
import type { Trust } from '../storage/known-date.ts';
import type { Snapshot } from './snapshot.ts';

/** The most snapshots that are kept. */
export const MAX_SNAPSHOTS = 15;

/** How many of them are the newest ones, whatever their time. */
export const NEWEST_KEPT = 10;

/**
 * How many are kept that seem to be from a time to come, while nobody knows whether they are: all that there may be,
 * because they are the good ones where the clock fell back.
 */
export const AHEAD_KEPT = MAX_SNAPSHOTS;

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

/**
 * Keeps the newest, and before them the newest of each week, as far as there is room. The newest that says
 * something else than what is stored now always stays: it is the way back. Those that a clock put into a time to
 * come take nobody's place: they are kept beside the others, until these are enough and the date is sure.
 * @param snapshots all there are, in any order
 * @param hashNow the hash of what is stored now
 * @param trust how far their times are believed
 * @returns the ids of those that are to be erased
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
