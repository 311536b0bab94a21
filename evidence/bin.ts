/** What was taken off and not moved: kept for a while, to be brought back or erased for good. */
import { editPieces } from './edit-pieces.ts';
import { type Change, restore } from './edits.ts';
import {
  type Evidence,
  type EvidenceId,
  isLive,
  pageOf,
  type StoredEvidence,
  siblingIds,
} from './evidence.ts';
import { Refusal } from './refusal.ts';
import type { Store } from './store.ts';
import { KEPT_AFTER_DELETION_DAYS } from './tidy-up.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** A piece in the bin. */
export interface BinnedEvidence {
  readonly id: EvidenceId;
  readonly evidence: Evidence & { readonly deletedAt: string };
}

/** @returns what is in the bin, the last deleted first */
export function binOf(pieces: ReadonlyMap<EvidenceId, Evidence>): BinnedEvidence[] {
  const binned: BinnedEvidence[] = [];
  for (const [id, evidence] of pieces) {
    if (isBinned(evidence) && wasDeleted(evidence)) binned.push({ id, evidence });
  }
  return binned.sort((a, b) => {
    if (a.evidence.deletedAt !== b.evidence.deletedAt) {
      return a.evidence.deletedAt < b.evidence.deletedAt ? 1 : -1;
    }
    return a.id < b.id ? -1 : 1;
  });
}

/** @returns the whole days for which a piece stays in the bin, 0 on the last, all of them for a time to come */
export function daysLeft(deletedAt: string, now: Date): number {
  const passed = Math.floor((now.getTime() - Date.parse(deletedAt)) / DAY_MS);
  return KEPT_AFTER_DELETION_DAYS - Math.min(Math.max(0, passed), KEPT_AFTER_DELETION_DAYS);
}

/**
 * Brings pieces back as they were; those that are live or live on elsewhere stay as they are.
 * @throws Refusal where one is not there any more
 */
export function restorePieces(
  store: Store,
  ids: readonly EvidenceId[],
  now: string,
): Promise<readonly Change[]> {
  const all = [...new Set(ids)];
  return editPieces(store, all, (_current, demand) => all.map((id) => [id, restore(demand(id), now)]));
}

/**
 * Erases pieces of the bin for good, and a page's picture with its last piece, in one call. What the
 * popup could undo goes too where it holds one of them, and before that what the last merge did to them.
 * Those that are not in the bin stay.
 * @throws Refusal where one cannot be read or a newer version wrote it; then nothing is erased
 */
export async function eraseForGood(store: Store, ids: readonly EvidenceId[]): Promise<void> {
  const [stored, lastAction, merge] = await Promise.all([
    store.readSome([...new Set(ids.flatMap(siblingIds))]),
    store.readLastAction(),
    store.readMergeUndo(),
  ]);
  const going = new Set(ids.filter((id) => isErasable(stored.get(id))));
  if (going.size === 0) return;
  // The rest of the last merge can still be taken back.
  if (merge && holds(merge.changes, going)) {
    const changes = merge.changes.filter(({ id }) => !going.has(id));
    await store.write({ mergeUndo: changes.length > 0 ? { ...merge, changes } : null });
  }
  const staying = new Set([...stored.keys()].filter((id) => !going.has(id)).map(pageOf));
  const pages = new Set([...going].map(pageOf));
  await store.erase([...going], {
    pictures: [...pages.difference(staying)],
    lastAction: lastAction !== undefined && 'changes' in lastAction && holds(lastAction.changes, going),
  });
}

function isBinned(evidence: Evidence): evidence is BinnedEvidence['evidence'] {
  return !isLive(evidence) && evidence.movedTo === undefined;
}

/** What an Undo took out again, as if it had never come in, nobody deleted: see merge/merge-undo.ts. */
function wasDeleted({ deletedAt, taggedAt }: BinnedEvidence['evidence']): boolean {
  return deletedAt > taggedAt;
}

function isErasable(stored: StoredEvidence | undefined): boolean {
  if (stored?.state === 'unreadable') throw new Refusal('unreadable-data');
  if (!stored || !isBinned(stored.evidence)) return false;
  if (stored.state === 'newer') throw new Refusal('newer-data');
  return true;
}

function holds(changes: readonly Pick<Change, 'id'>[], ids: ReadonlySet<EvidenceId>): boolean {
  return changes.some(({ id }) => ids.has(id));
}
