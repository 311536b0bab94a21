/** What is put right when the browser starts, and once a day: counts that do not agree, and what is past its time. */

import { type EvidenceId, isLive, pageOf, type StoredEvidence, siblingIds } from '../piece/evidence.ts';
import type { Safekeeping } from '../snapshots/safekeeping.ts';
import { labelsInUse } from '../snapshots/without-pieces.ts';
import { afterLook, dayOf, isDoubtful } from '../storage/known-date.ts';
import { concerns } from '../storage/last-action.ts';
import type { EvidenceList, Store } from '../storage/store.ts';
import { sameCounts, summarise } from '../storage/summary.ts';
import { type Tallies, tallyAll } from '../storage/tally.ts';
import { KEPT_AFTER_DELETION_DAYS, wasDeleted } from './bin.ts';
import { erasePieces } from './erase-pieces.ts';

/** How long an earlier version of the list is kept at most, in days. */
export const SNAPSHOT_DAYS = 180;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** What ends snapshots, and takes out of them what ended. */
type Keeping = Pick<Safekeeping, 'takeOut' | 'endBefore'>;

/** Writes the summary and the tallies anew, from the records. */
export async function rebuildCounts(store: Store): Promise<void> {
  await mendCounts(store, await store.readAll());
}

/** @returns whether {@link tidyUp} has nothing more to do on the day of the clock, or must not */
export async function isTidy(store: Pick<Store, 'readKnownDate'>, now: Date): Promise<boolean> {
  const known = await store.readKnownDate();
  return known !== undefined && (known.tidied === dayOf(now) || isDoubtful(known, now));
}

/**
 * Makes the counts agree with the records, and erases what is past its time, which nothing is while the date is
 * doubtful. What cannot be read or was written by a newer version stays as it is.
 */
export async function tidyUp(store: Store, now: Date, safekeeping?: Keeping): Promise<void> {
  const list = await store.readAll();
  await mendCounts(store, list);
  if (isDoubtful(list.knownDate, now)) return;
  await endRecords(store, list, timeBefore(now, KEPT_AFTER_DELETION_DAYS));
  // Where nothing was ever written there is nothing to come back to.
  if (list.knownDate) {
    await store.write({ knownDate: { ...afterLook(list.knownDate, now), tidied: dayOf(now) } });
  }
  // Last, because the snapshots lie elsewhere, and may fail alone: what is left then ends another day.
  await endPieces(store, list, now, safekeeping);
  await safekeeping?.endBefore(timeBefore(now, SNAPSHOT_DAYS));
}

function timeBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString();
}

/** Ends what lies beside the pieces. */
async function endRecords(store: Store, list: EvidenceList, limit: string): Promise<void> {
  if (list.lastMerge && list.lastMerge.mergedAt < limit) await store.write({ mergeUndo: null });

  const removedApplications = [...list.applications.all.values()]
    .filter(({ id, deletedAt }) => {
      return deletedAt !== undefined && deletedAt < limit && !list.applications.newer.has(id);
    })
    .map(({ id }) => id);
  const { copies } = list.emptied;
  if (removedApplications.length + copies.length > 0) {
    await store.eraseApplications(removedApplications, copies);
  }

  const oldDrafts = [...list.drafts].filter(([, { updatedAt }]) => updatedAt < limit).map(([page]) => page);
  const drafts = [...oldDrafts, ...list.emptied.drafts];
  if (drafts.length > 0) await store.eraseDrafts(drafts);

  // A picture goes with the last piece of its page, for the pupils' sake, as soon as Undo lets it.
  const pages = new Set([...list.unreadable, ...list.newer].map(pageOf));
  for (const [id, piece] of list.pieces) if (isLive(piece)) pages.add(pageOf(id));
  const lastAction = await store.readLastAction();
  const leftOver = [...list.pictures.keys()].filter(
    (page) => !pages.has(page) && !(lastAction && concerns(lastAction, page)),
  );
  const pictures = [...leftOver, ...list.emptied.pictures];
  if (pictures.length > 0) await store.erasePictures(pictures);

  const labels = labelsInUse(list.labels, list.pieces.values());
  if (labels !== list.labels) await store.write({ labels });
}

/**
 * Ends pieces that were taken off long ago. What was deleted goes as if the bin had been emptied; of what was
 * moved or sent back only the trace ends: nobody deleted it, and earlier versions of the list need it.
 */
async function endPieces(
  store: Store,
  list: EvidenceList,
  now: Date,
  safekeeping: Keeping | undefined,
): Promise<void> {
  const limit = timeBefore(now, KEPT_AFTER_DELETION_DAYS);
  const ended = [...list.pieces].filter(([id, { deletedAt, updatedAt }]) => {
    return deletedAt !== undefined && deletedAt < limit && updatedAt < limit && !list.newer.has(id);
  });
  const isDeleted = ([, piece]: (typeof ended)[number]) => wasDeleted(piece) && !piece.movedTo;
  const traces = ended.filter((one) => !isDeleted(one)).map(([id]) => id);
  if (traces.length > 0) await store.erase(traces);
  const deleted = ended.filter(isDeleted).map(([id]) => id);
  if (deleted.length === 0) return;
  const stored = storedOf(list, deleted.flatMap(siblingIds));
  await erasePieces(store, deleted, stored, now.toISOString(), { safekeeping });
}

/** What a list has of some pieces, as the storage would give it. */
function storedOf(
  { pieces, newer, unreadable }: EvidenceList,
  ids: readonly EvidenceId[],
): ReadonlyMap<EvidenceId, StoredEvidence> {
  const stored = new Map<EvidenceId, StoredEvidence>();
  for (const id of ids) {
    const evidence = pieces.get(id);
    if (evidence) stored.set(id, { state: newer.has(id) ? 'newer' : 'ok', evidence });
    else if (unreadable.has(id)) stored.set(id, { state: 'unreadable' });
  }
  return stored;
}

async function mendCounts(store: Store, { pieces, summary, tallies }: EvidenceList): Promise<void> {
  const truth = summarise(pieces.values());
  const trueTallies = tallyAll(pieces.values());
  const summaryIsRight = summary !== undefined && sameCounts(summary.counts, truth.counts);
  if (!summaryIsRight || !sameTallies(tallies, trueTallies)) {
    await store.write({ summary: truth, tallies: trueTallies });
  }
  const empty = [...tallies.keys()].filter((name) => !trueTallies.has(name));
  if (empty.length > 0) await store.eraseTallies(empty);
}

function sameTallies(stored: Tallies, truth: Tallies): boolean {
  return [...truth].every(([name, count]) => stored.get(name) === count);
}
