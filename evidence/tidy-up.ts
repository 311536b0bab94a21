/** What is put right when the browser starts: counts that do not agree, and what is past its time. */
import { pageOf } from './evidence.ts';
import type { EvidenceList, Store } from './store.ts';
import { sameCounts, summarise } from './summary.ts';
import { type Tallies, tallyAll } from './tally.ts';

/** How long a piece that was taken off, or a draft, is kept, in days, so that it can come back. */
export const KEPT_AFTER_DELETION_DAYS = 60;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Writes the summary and the tallies anew, from the records. */
export async function rebuildCounts(store: Store): Promise<void> {
  await mendCounts(store, await store.readAll());
}

/** Makes the counts agree with the records, and erases what is past its time. */
export async function tidyUp(store: Store, now: Date): Promise<void> {
  const list = await store.readAll();
  await mendCounts(store, list);
  const limit = new Date(now.getTime() - KEPT_AFTER_DELETION_DAYS * DAY_MS).toISOString();

  const expired = [...list.pieces]
    .filter(([id, { deletedAt }]) => deletedAt !== undefined && deletedAt < limit && !list.newer.has(id))
    .map(([id]) => id);
  if (expired.length > 0) await store.erase(expired);

  const oldDrafts = [...list.drafts].filter(([, draft]) => !draft || draft.updatedAt < limit);
  if (oldDrafts.length > 0) await store.eraseDrafts(oldDrafts.map(([page]) => page));

  const gone = new Set(expired);
  const kept = [...list.pieces.keys(), ...list.unreadable].filter((id) => !gone.has(id));
  const pages = new Set(kept.map(pageOf));
  const leftOver = [...list.pictures].filter(([page, picture]) => !picture || !pages.has(page));
  if (leftOver.length > 0) await store.erasePictures(leftOver.map(([page]) => page));
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
