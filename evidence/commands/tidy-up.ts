/** What is put right when the browser starts, and once a day: counts that do not agree, and what is past its time. */

import { KEPT_AFTER_DELETION_DAYS, wasDeleted } from '../list/bin.ts';
import { isLive, type PieceId, pageOf, type StoredPiece, siblingIds } from '../piece/piece.ts';
import { labelsInUse } from '../snapshots/without-pieces.ts';
import { APPLICATION, EDITION } from '../storage/applications.ts';
import { mendCounts } from '../storage/counts.ts';
import { DRAFT } from '../storage/draft.ts';
import { type EvidenceList, readList } from '../storage/evidence-list.ts';
import { afterLook, dayOf, isDoubtful, KNOWN_DATE } from '../storage/known-date.ts';
import { LABELS } from '../storage/known-labels.ts';
import { ACTION_PART, LAST_ACTION } from '../storage/last-action.ts';
import { LAST_MERGE } from '../storage/last-merge.ts';
import { PICTURE } from '../storage/pictures.ts';
import { PIECE } from '../storage/pieces.ts';
import { type AnyKind, keyOf, put } from '../storage/record-kind.ts';
import type { ReadingStore, Store } from '../storage/store.ts';
import { LIMITS } from '../undo/journal.ts';
import { sameValue } from '../values/same-value.ts';
import type { CommandContext } from './command.ts';
import { erasePieces } from './erase-pieces.ts';

/** How long an earlier version of the list is kept at most, in days. */
export const SNAPSHOT_DAYS = 180;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** What tidying up works with. */
type Context = Pick<CommandContext, 'store' | 'safekeeping' | 'journal' | 'now' | 'clock'>;

/** @returns whether {@link tidyUp} has nothing more to do on the day of the clock, or must not */
export async function isTidy(store: Pick<ReadingStore, 'read'>, now: Date): Promise<boolean> {
  const known = await store.read(KNOWN_DATE);
  return known !== undefined && (known.tidied === dayOf(now) || isDoubtful(known, now));
}

/**
 * Makes the counts agree with the records, and erases what is past its time, which nothing is while the date is
 * doubtful. What can't be read or was written by a newer version stays as it is.
 */
export async function tidyUp(context: Context): Promise<void> {
  const { store, safekeeping, clock: now } = context;
  const list = await readList(store);
  await mendCounts(store, list);
  if (isDoubtful(list.knownDate, now)) return;
  await endRecords(store, list, timeBefore(now, KEPT_AFTER_DELETION_DAYS));
  await endActions(context);
  // Where nothing was ever written there is nothing to come back to.
  if (list.knownDate) {
    const known = { ...afterLook(list.knownDate, now), tidied: dayOf(now) };
    if (!sameValue(known, list.knownDate)) await store.write([put(KNOWN_DATE, known)]);
  }
  // Last, because the snapshots lie elsewhere, and may fail alone: what is left then ends another day.
  await endPieces(context, list, now);
  await safekeeping.endBefore(timeBefore(now, SNAPSHOT_DAYS));
}

/** Ends what can't be undone any more. */
async function endActions({ store, journal, clock }: Context): Promise<void> {
  const dropped = await journal.prune(clock.toISOString()).catch((error: unknown): readonly string[] => {
    console.error('Earlier actions could not be dropped:', error);
    return [];
  });
  const [part, merge] = await Promise.all([store.read(ACTION_PART), store.read(LAST_MERGE)]);
  const isOver = part !== undefined && part.at < timeBefore(clock, LIMITS.days);
  const isMergeOver = merge && (dropped.includes(merge.id) || (isOver && merge.id === part.id));
  await store.write([
    ...(isOver ? [put(ACTION_PART, null), put(LAST_ACTION, null)] : []),
    ...(isMergeOver ? [put(LAST_MERGE, null)] : []),
  ]);
}

function timeBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString();
}

/** Ends what lies beside the pieces. */
async function endRecords(store: Store, list: EvidenceList, limit: string): Promise<void> {
  const { applications, drafts, emptied } = list;
  const keysOf = (kind: AnyKind, names: readonly string[]) => names.map((name) => keyOf(kind, name));
  const oldApplications = [...applications.all.values()]
    .filter(({ id, deletedAt }) => {
      return deletedAt !== undefined && deletedAt < limit && !applications.newer.has(id);
    })
    .map(({ id }) => id);
  await store.erase([
    ...keysOf(APPLICATION, [...oldApplications, ...emptied.applications]),
    ...keysOf(EDITION, emptied.copies),
  ]);

  const oldDrafts = [...drafts].filter(([, { updatedAt }]) => updatedAt < limit).map(([page]) => page);
  await store.erase(keysOf(DRAFT, [...oldDrafts, ...emptied.drafts]));

  // A picture goes with the last piece of its page, for the pupils' sake, as soon as Undo lets it.
  const pages = new Set([...list.unreadable, ...list.newer].map(pageOf));
  for (const [id, piece] of list.pieces) if (isLive(piece)) pages.add(pageOf(id));
  for (const { id } of (await store.read(ACTION_PART))?.pieces ?? []) pages.add(pageOf(id));
  const leftOver = [...list.pictures.keys()].filter((page) => !pages.has(page));
  await store.erase(keysOf(PICTURE, [...leftOver, ...emptied.pictures]));

  const labels = labelsInUse(list.labels, list.pieces.values());
  if (labels !== list.labels) await store.write([put(LABELS, labels)]);
}

/**
 * Ends pieces that were deleted long ago. What was deleted goes as if the bin had been emptied; of what was moved or
 * sent back only the trace ends: nobody deleted it, and earlier versions of the list need it.
 */
async function endPieces(context: Context, list: EvidenceList, now: Date): Promise<void> {
  const limit = timeBefore(now, KEPT_AFTER_DELETION_DAYS);
  const ended = [...list.pieces].filter(([id, { deletedAt, updatedAt }]) => {
    return deletedAt !== undefined && deletedAt < limit && updatedAt < limit && !list.newer.has(id);
  });
  const isDeleted = ([, piece]: (typeof ended)[number]) => wasDeleted(piece) && !piece.movedTo;
  const traces = ended.filter((one) => !isDeleted(one)).map(([id]) => id);
  await context.store.erase(traces.map((id) => keyOf(PIECE, id)));
  const deleted = ended.filter(isDeleted).map(([id]) => id);
  if (deleted.length > 0) await erasePieces(context, deleted, storedOf(list, deleted.flatMap(siblingIds)));
}

/** What a list has of some pieces, as the storage would give it. */
function storedOf(
  { pieces, newer, unreadable }: EvidenceList,
  ids: readonly PieceId[],
): ReadonlyMap<PieceId, StoredPiece> {
  const stored = new Map<PieceId, StoredPiece>();
  for (const id of ids) {
    const evidence = pieces.get(id);
    if (evidence) stored.set(id, { state: newer.has(id) ? 'newer' : 'ok', evidence });
    else if (unreadable.has(id)) stored.set(id, { state: 'unreadable' });
  }
  return stored;
}
