/** Erases pieces for good, with every trace of them. Used by the writer alone, in its turn. */
import { type ApplicationCopy, COPY_VERSION, withoutPiecesIn } from '../application/application-copy.ts';
import { withoutDeleted } from '../merge/merge-undo.ts';
import {
  type Evidence,
  type EvidenceId,
  isLive,
  pageOf,
  type StoredEvidence,
  siblingId,
  siblingIds,
} from '../piece/evidence.ts';
import { Refusal } from '../refusal.ts';
import type { Safekeeping } from '../snapshots/safekeeping.ts';
import { labelsInUse, withoutPieces } from '../snapshots/without-pieces.ts';
import { withGone } from '../storage/gone.ts';
import { mentions } from '../storage/last-action.ts';
import type { Store } from '../storage/store.ts';
import { isInBin, isOff, wasDeleted } from './bin.ts';

/**
 * Erases pieces of the bin for good, with every trace of them: those that they left in moving, what Undo of the
 * last action and of the last merge would bring back, labels and counts that nothing else has, and all that
 * earlier versions of the list hold of them. With the last piece of a page go its draft and its picture. What
 * stays is that they were deleted, without word and address (gone.ts). Those that are not in the bin stay.
 * @param fromCopies whether copies of applications that were used lose them, too
 * @throws Refusal where one cannot be read or a newer version wrote it, or something that has it; then nothing
 *   is erased
 */
export async function eraseForGood(
  store: Store,
  ids: readonly EvidenceId[],
  now: string,
  { fromCopies = false, safekeeping }: ErasingOptions = {},
): Promise<void> {
  const stored = await store.readSome([...new Set(ids.flatMap(siblingIds))]);
  const going = ids.filter((id) => isErasable(stored.get(id)));
  if (going.length > 0) await erasePieces(store, going, stored, now, { fromCopies, safekeeping });
}

/** How pieces are erased. */
export interface ErasingOptions {
  readonly fromCopies?: boolean | undefined;
  /** Takes them out of earlier versions of the list; where it is missing, there are none. */
  readonly safekeeping?: Pick<Safekeeping, 'takeOut'> | undefined;
}

/**
 * Erases pieces with every trace of them; see {@link eraseForGood}. First come the earlier versions, the pieces
 * last: should this be cut short, they are still in the bin, to be erased again.
 * @param stored what there is of their pages
 */
export async function erasePieces(
  store: Store,
  asked: readonly EvidenceId[],
  stored: ReadonlyMap<EvidenceId, StoredEvidence>,
  now: string,
  { fromCopies = false, safekeeping }: ErasingOptions,
): Promise<void> {
  const { ids, pages, pieces } = reachOf(asked, stored);
  const [lastAction, merge, known, gone, tallies] = await Promise.all([
    store.readLastAction(),
    store.readMergeUndo(),
    store.readLabels(),
    store.readGone(),
    store.readTallies(pages),
  ]);
  // A label that was corrected while it was being typed left no trace in the piece, so all of them are looked at.
  const list = known.length > 0 || fromCopies ? await store.readAll() : undefined;
  const staying = [...(list?.pieces ?? [])].filter(([id]) => !ids.has(id)).map(([, piece]) => piece);
  const copies = list && fromCopies ? copiesWithout(list.applications.copies, ids) : undefined;

  await safekeeping?.takeOut((contents) => withoutPieces(contents, { ids, fromCopies }));
  const mergeUndo = merge && withoutDeleted(merge, ids, pages);
  const inUse = list && labelsInUse(known, staying);
  const deleted = new Map([...pieces].filter(([, piece]) => wasDeleted(piece)).map(([id]) => [id, now]));
  const nowGone = gone === 'newer' ? undefined : withGone(gone, deleted);
  await store.write({
    ...(mergeUndo !== merge && { mergeUndo: mergeUndo ?? null }),
    ...(inUse && inUse !== known && { labels: inUse }),
    ...(copies && copies.size > 0 && { copies }),
    ...(nowGone && { gone: nowGone }),
  });
  await store.erase([...pieces.keys()], {
    pages: [...pages],
    tallies: [...tallies].filter(([, count]) => count === 0).map(([name]) => name),
    lastAction: lastAction !== undefined && mentions(lastAction, ids, pages),
  });
}

/** What goes with pieces that are erased. */
interface Reach {
  /** Their ids, and those of every piece that a page which goes altogether has or had. */
  readonly ids: ReadonlySet<EvidenceId>;
  /** The keys of the pages of which nothing stays. */
  readonly pages: ReadonlySet<string>;
  /** What of all that is stored now. */
  readonly pieces: ReadonlyMap<EvidenceId, Evidence>;
}

/** A piece that was moved on its way into the bin left traces, with its words. */
function reachOf(asked: readonly EvidenceId[], stored: ReadonlyMap<EvidenceId, StoredEvidence>): Reach {
  const ids = new Set(asked);
  const pages = new Set<string>();
  for (const id of asked) {
    const siblings = siblingIds(id);
    const others = siblings.filter((one) => !ids.has(one) && stored.has(one));
    if (others.every((one) => isTrace(stored.get(one)))) {
      pages.add(pageOf(id));
      for (const one of siblings) ids.add(one);
    } else {
      for (const one of siblings) if (leadsInto(ids, one, stored)) ids.add(one);
    }
  }
  const pieces = new Map<EvidenceId, Evidence>();
  for (const id of ids) {
    const one = stored.get(id);
    if (one && one.state !== 'unreadable') pieces.set(id, one.evidence);
  }
  return { ids, pages, pieces };
}

/** What nobody sees any more: it went elsewhere, or a merge that brought it was undone. */
function isTrace(stored: StoredEvidence | undefined): boolean {
  return stored?.state === 'ok' && !isLive(stored.evidence) && !isInBin(stored.evidence);
}

/** Whether a trace leads, from domain to domain, to what is erased. */
function leadsInto(
  ids: ReadonlySet<EvidenceId>,
  id: EvidenceId,
  stored: ReadonlyMap<EvidenceId, StoredEvidence>,
): boolean {
  const passed = new Set<EvidenceId>();
  for (let at = id; !passed.has(at); ) {
    passed.add(at);
    const one = stored.get(at);
    if (!isTrace(one) || one?.state !== 'ok' || one.evidence.movedTo === undefined) return false;
    at = siblingId(at, one.evidence.movedTo);
    if (ids.has(at)) return true;
  }
  return false;
}

function copiesWithout(
  all: ReadonlyMap<string, ApplicationCopy>,
  ids: ReadonlySet<EvidenceId>,
): ReadonlyMap<string, ApplicationCopy> {
  const changed = new Map<string, ApplicationCopy>();
  for (const [id, copy] of all) {
    const after = withoutPiecesIn(copy, ids);
    if (after === copy) continue;
    if (copy.version > COPY_VERSION) throw new Refusal('newer-data');
    changed.set(id, after);
  }
  return changed;
}

function isErasable(stored: StoredEvidence | undefined): boolean {
  if (stored?.state === 'unreadable') throw new Refusal('unreadable-data');
  if (!stored || !isOff(stored.evidence)) return false;
  if (stored.state === 'newer') throw new Refusal('newer-data');
  return true;
}
