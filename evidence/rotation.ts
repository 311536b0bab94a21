/** Which snapshots are kept. Firefox keeps 15 backups of its bookmarks in the same way. */
import type { Snapshot } from './snapshot.ts';

/** The most snapshots that are kept. */
export const MAX_SNAPSHOTS = 15;

/** How many of them are the newest ones, whatever their time. */
export const NEWEST_KEPT = 10;

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

/**
 * Keeps the newest, and before them the newest of each week, as far as there is room. The newest that says
 * something else than what is stored now always stays: it is the way back.
 * @param snapshots all there are, in any order
 * @param hashNow the hash of what is stored now
 * @returns the ids of those that are to be erased
 */
export function outdated(
  snapshots: readonly Pick<Snapshot, 'id' | 'takenAt' | 'hash'>[],
  hashNow: string,
): string[] {
  const newestFirst = snapshots.toSorted((a, b) => (a.takenAt < b.takenAt ? 1 : -1));
  const older = newestFirst.slice(NEWEST_KEPT);
  const weekly = older.filter(
    ({ takenAt }, index) => index === 0 || weekOf(takenAt) !== weekOf(older[index - 1]?.takenAt ?? ''),
  );
  const kept = [...newestFirst.slice(0, NEWEST_KEPT), ...weekly].slice(0, MAX_SNAPSHOTS);
  const wayBack = newestFirst.find(({ hash }) => hash !== hashNow);
  if (wayBack && !kept.includes(wayBack)) kept.splice(MAX_SNAPSHOTS - 1, 1, wayBack);
  return newestFirst.filter((one) => !kept.includes(one)).map(({ id }) => id);
}

function weekOf(timestamp: string): number {
  return Math.floor(Date.parse(timestamp) / WEEK_MS);
}
