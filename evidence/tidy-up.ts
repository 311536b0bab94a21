/** What is put right when the browser starts: counts that do not agree, and what is past its time. */
import { isLive, pageOf } from './evidence.ts';
import { concerns } from './last-action.ts';
import type { EvidenceList, Store } from './store.ts';
import { sameCounts, summarise } from './summary.ts';
import { type Tallies, tallyAll } from './tally.ts';

/** How long what is not in the list is kept, in days: a piece that was taken off, a draft, a picture, an application. */
export const KEPT_AFTER_DELETION_DAYS = 60;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Writes the summary and the tallies anew, from the records. */
export async function rebuildCounts(store: Store): Promise<void> {
  await mendCounts(store, await store.readAll());
}

/**
 * Makes the counts agree with the records, and erases what is past its time. What cannot be read or was
 * written by a newer version stays as it is.
 */
export async function tidyUp(store: Store, now: Date): Promise<void> {
  const list = await store.readAll();
  await mendCounts(store, list);
  const limit = new Date(now.getTime() - KEPT_AFTER_DELETION_DAYS * DAY_MS).toISOString();

  const merge = await store.readMergeUndo();
  if (merge && merge.mergedAt < limit) await store.write({ mergeUndo: null });

  const expired = [...list.pieces]
    .filter(([id, { deletedAt, updatedAt }]) => {
      return deletedAt !== undefined && deletedAt < limit && updatedAt < limit && !list.newer.has(id);
    })
    .map(([id]) => id);
  if (expired.length > 0) await store.erase(expired);

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
