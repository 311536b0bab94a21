/** What is put right when the browser starts: counts that do not agree, and what is past its time. */
import { pageOf } from './evidence.ts';
import type { EvidenceList, Store } from './store.ts';
import { sameCounts, summarise } from './summary.ts';
import { type Tallies, tallyAll } from './tally.ts';

/** How long what is not in the list is kept, in days: a piece that was taken off, a draft, a picture. */
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

  const oldDrafts = [...list.drafts].filter(([, { updatedAt }]) => updatedAt < limit).map(([page]) => page);
  const drafts = [...oldDrafts, ...list.emptied.drafts];
  if (drafts.length > 0) await store.eraseDrafts(drafts);

  // A picture of a page with no piece may still be waiting for one, as a draft does.
  const ids = new Set([...list.pieces.keys(), ...list.unreadable]).difference(new Set(expired));
  const pages = new Set(list.drafts.keys()).difference(new Set(oldDrafts));
  for (const id of ids) pages.add(pageOf(id));
  const leftOver = [...list.pictures]
    .filter(([page, { takenAt }]) => !pages.has(page) && takenAt < limit)
    .map(([page]) => page);
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
