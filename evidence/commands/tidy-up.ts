/**
 * Tidies up when the browser starts, and once a day: corrects counts that don't match the records, and erases
 * what has expired.
 */

import { isInBin, KEPT_AFTER_DELETION_DAYS } from '../list/bin.ts';
import { barePiece } from '../piece/bare-piece.ts';
import { withoutHidden } from '../piece/contribution.ts';
import { isLive, isTrace, type PieceId, pageOf, type StoredPiece, siblingIds } from '../piece/piece.ts';
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
import { put } from '../storage/puts.ts';
import { type AnyKind, keyOf } from '../storage/record-kind.ts';
import type { ReadingStore, Store } from '../storage/store.ts';
import { LIMITS } from '../undo/journal.ts';
import { sameValue } from '../values/same-value.ts';
import type { CommandContext } from './command.ts';
import { erasePieces } from './erase-pieces.ts';

/** How many days a snapshot is kept at most. */
export const SNAPSHOT_DAYS = 180;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The parts of the context that tidying up uses. */
type Context = Pick<CommandContext, 'store' | 'safekeeping' | 'journal' | 'now' | 'clock'>;

/** @returns whether {@link tidyUp} has nothing more to do on the clock's day, or must not run */
export async function isTidy(store: Pick<ReadingStore, 'read'>, now: Date): Promise<boolean> {
  const known = await store.read(KNOWN_DATE);
  return known !== undefined && (known.tidied === dayOf(now) || isDoubtful(known, now));
}

/**
 * Corrects the counts to match the records, and erases what has expired. While the date is doubtful, nothing
 * expires. Records that can't be read, or that a newer version wrote, stay as they are.
 */
export async function tidyUp(context: Context): Promise<void> {
  const { store, safekeeping, clock: now } = context;
  const list = await readList(store);
  await mendCounts(store, list);
  if (isDoubtful(list.knownDate, now)) return;
  await endRecords(store, list, timeBefore(now, KEPT_AFTER_DELETION_DAYS));
  await endActions(context);
  // If nothing was ever written, there is no date to remember.
  if (list.knownDate) {
    const known = { ...afterLook(list.knownDate, now), tidied: dayOf(now) };
    if (!sameValue(known, list.knownDate)) await store.write([put(KNOWN_DATE, known)]);
  }
  // Last, because snapshots lie in another database and may fail alone. Whatever remains is erased another
  // day.
  await endPieces(context, list, now);
  await safekeeping.endBefore(timeBefore(now, SNAPSHOT_DAYS));
}

/** Drops actions that can't be undone any more. */
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

/** Erases expired records beside the pieces. */
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
    ...keysOf(EDITION, emptied.editions),
  ]);

  const oldDrafts = [...drafts].filter(([, { updatedAt }]) => updatedAt < limit).map(([page]) => page);
  await store.erase(keysOf(DRAFT, [...oldDrafts, ...emptied.drafts]));

  // The picture is erased with the last piece of its page, to protect pupils, as soon as Undo no longer needs
  // it.
  const pages = new Set([...list.unreadable, ...list.newer].map(pageOf));
  for (const [id, piece] of list.pieces) if (isLive(piece)) pages.add(pageOf(id));
  for (const { id } of (await store.read(ACTION_PART))?.pieces ?? []) pages.add(pageOf(id));
  const leftOver = [...list.pictures.keys()].filter((page) => !pages.has(page));
  await store.erase(keysOf(PICTURE, [...leftOver, ...emptied.pictures]));

  const labels = labelsInUse(list.labels, list.pieces.values());
  if (labels !== list.labels) await store.write([put(LABELS, labels)]);
}

/**
 * Erases pieces that were deleted long ago. Deleted pieces are erased as if the bin had been emptied. Of
 * pieces whose merge was undone only the trace is erased: nobody deleted them, and snapshots still need them. The
 * traces of moves lose all that can be read in them, and stay.
 */
async function endPieces(context: Context, list: EvidenceList, now: Date): Promise<void> {
  const limit = timeBefore(now, KEPT_AFTER_DELETION_DAYS);
  // Words that were taken off a page while the tags of others stayed can be brought back as long as a deleted piece.
  const shortened = [...list.pieces].flatMap(([id, piece]) => {
    const after = isLive(piece) && !list.newer.has(id) ? withoutHidden(piece, limit) : piece;
    return after === piece ? [] : [put(PIECE, after, id)];
  });
  if (shortened.length > 0) await context.store.write(shortened);
  const ended = [...list.pieces].filter(([id, { deletedAt, updatedAt }]) => {
    return deletedAt !== undefined && deletedAt < limit && updatedAt < limit && !list.newer.has(id);
  });
  const isDeleted = ([, piece]: (typeof ended)[number]) => isInBin(piece);
  const others = ended.filter((one) => !isDeleted(one));
  // A move still takes along what a colleague said before it, however late that comes to be known.
  const bared = others.flatMap(([id, piece]) => {
    const after = isTrace(piece) ? barePiece(piece) : piece;
    return sameValue(after, piece) ? [] : [put(PIECE, after, id)];
  });
  if (bared.length > 0) await context.store.write(bared);
  const gone = others.filter(([, piece]) => !isTrace(piece)).map(([id]) => id);
  await context.store.erase(gone.map((id) => keyOf(PIECE, id)));
  const deleted = ended.filter(isDeleted).map(([id]) => id);
  if (deleted.length > 0) await erasePieces(context, deleted, storedOf(list, deleted.flatMap(siblingIds)));
}

/** @returns pieces of a list in the form in which the store would return them */
function storedOf(
  { pieces, newer, unreadable }: EvidenceList,
  ids: readonly PieceId[],
): ReadonlyMap<PieceId, StoredPiece> {
  const stored = new Map<PieceId, StoredPiece>();
  for (const id of ids) {
    const piece = pieces.get(id);
    if (piece) stored.set(id, { state: newer.has(id) ? 'newer' : 'ok', piece });
    else if (unreadable.has(id)) stored.set(id, { state: 'unreadable' });
  }
  return stored;
}
