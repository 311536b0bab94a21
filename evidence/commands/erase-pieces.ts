/** Erases pieces for good, with every trace of them. Used only by the writer, inside its queue. */
import { EDITION_VERSION, type Edition, withoutPiecesIn } from '../application/edition.ts';
import { Refusal } from '../fault.ts';
import { isInBin, isOff, wasDeleted } from '../list/bin.ts';
import { normalPiece } from '../merge/merge-pieces.ts';
import {
  isLive,
  type Piece,
  type PieceId,
  pageOf,
  type StoredPiece,
  siblingId,
  siblingIds,
} from '../piece/piece.ts';
import { lastMove } from '../piece/removals.ts';
import { labelsInUse, withoutPieces } from '../snapshots/without-pieces.ts';
import { EDITION } from '../storage/applications.ts';
import { DRAFT, WAITING } from '../storage/draft.ts';
import { readList } from '../storage/evidence-list.ts';
import { GONE, withGone } from '../storage/gone.ts';
import { LABELS } from '../storage/known-labels.ts';
import { ACTION_PART, type ActionPart, folded, LAST_ACTION } from '../storage/last-action.ts';
import { LAST_MERGE } from '../storage/last-merge.ts';
import { PICTURE } from '../storage/pictures.ts';
import { PIECE } from '../storage/pieces.ts';
import { type Put, put, putAll } from '../storage/puts.ts';
import { type AnyKind, keyOf } from '../storage/record-kind.ts';
import { readTallies, TALLY } from '../storage/tally.ts';
import { type Deleted, headWithout, partWithout } from '../undo/without-deleted.ts';
import type { CommandContext } from './command.ts';

/** The parts of the context that erasing uses. */
type Context = Pick<CommandContext, 'store' | 'safekeeping' | 'journal' | 'now'>;

/**
 * Erases pieces in the bin for good, with every trace of them: the traces they left when they were moved, the
 * data Undo would restore, labels and counts that no other piece uses, and everything that snapshots hold of
 * them. With the last piece of a page, its draft and its picture go too. All that stays is the fact that they
 * were deleted, without any text or address (gone.ts). Pieces that aren't in the bin stay.
 * @param fromEditions whether to erase them from editions too
 * @throws Refusal if one of them, or a record that contains one, can't be read or was written by a newer
 *   version; then nothing is erased
 */
export async function eraseForGood(
  context: Context,
  ids: readonly PieceId[],
  fromEditions: boolean,
): Promise<void> {
  const stored = await readPieces(context, [...new Set(ids.flatMap(siblingIds))]);
  const going = ids.filter((id) => isErasable(stored.get(id)));
  if (going.length > 0) await erasePieces(context, going, stored, fromEditions);
}

async function readPieces(
  { store }: Context,
  ids: readonly PieceId[],
): Promise<ReadonlyMap<PieceId, StoredPiece>> {
  const found = await store.readMany(PIECE, ids);
  return new Map([...found].flatMap(([id, one]) => (one ? [[id, one] as const] : [])));
}

/**
 * Erases pieces with every trace of them; see {@link eraseForGood}. Snapshots go first and the pieces last:
 * if this is interrupted, the pieces are still in the bin and can be erased again.
 * @param stored all stored pieces of their pages
 */
export async function erasePieces(
  context: Context,
  asked: readonly PieceId[],
  stored: ReadonlyMap<PieceId, StoredPiece>,
  fromEditions = false,
): Promise<void> {
  const { store, safekeeping, now } = context;
  const { ids, pages, pieces, formerIds } = reachOf(asked, stored);
  const [known, gone, tallies] = await Promise.all([
    store.read(LABELS),
    store.read(GONE),
    readTallies(store, pages),
  ]);
  // A label that was corrected while it was being typed left no trace in the piece, so check all known
  // labels.
  const list = known.length > 0 || fromEditions ? await readList(store) : undefined;
  const staying = [...(list?.pieces ?? [])].filter(([id]) => !ids.has(id)).map(([, piece]) => piece);
  const editions = list && fromEditions ? editionsWithout(list.applications.editions, ids) : new Map();

  await safekeeping.rewriteAll((contents) => withoutPieces(contents, { ids, formerIds, fromEditions }));
  const inUse = list && labelsInUse(known, staying);
  const deleted = new Map(
    [...pieces].filter(([, piece]) => wasDeleted(piece)).map(([id, piece]) => [id, deletedAt(piece, now)]),
  );
  const nowGone = gone === 'newer' ? undefined : withGone(gone, deleted);
  await store.write([
    ...(await withoutActions(context, { ids, pages, formerIds, fromEditions })),
    ...(inUse && inUse !== known ? [put(LABELS, inUse)] : []),
    ...putAll(EDITION, editions),
    ...(nowGone && nowGone !== gone ? [put(GONE, nowGone)] : []),
  ]);
  const ofPages = [DRAFT, WAITING, PICTURE].flatMap((kind) => [...pages].map((page) => keyOf(kind, page)));
  const counts = [...tallies].filter(([, count]) => count === 0).map(([name]) => keyOf(TALLY, name));
  await store.erase([...[...pieces.keys()].map((id) => keyOf(PIECE, id)), ...ofPages, ...counts]);
}

/**
 * Removes everything that is deleted for good from the actions that can be undone.
 * @returns the writes that remove it from the last action, and that forget the last merge if nothing of it is left
 */
async function withoutActions({ store, journal }: Context, deleted: Deleted): Promise<readonly Put[]> {
  /** The actions of which something is left to undo. */
  const left = new Set<string>();
  const without = (part: ActionPart) => {
    const after = partWithout(part, deleted);
    if (after && after.pieces.length + after.records.length > 0) left.add(part.id);
    return after;
  };
  await journal.rewrite(without);
  const stored = await store.readRecords([keyOf(LAST_ACTION), keyOf(ACTION_PART), keyOf(LAST_MERGE)]);
  const at = (kind: AnyKind) => stored[keyOf(kind)] ?? null;
  const [head, part] = [LAST_ACTION.parse(at(LAST_ACTION)), ACTION_PART.parse(at(ACTION_PART))];
  const merge = LAST_MERGE.parse(at(LAST_MERGE));
  // What cannot be read cannot be undone, and may hold the words as well.
  const leftPart = part ? without(part) : null;
  const leftHead = !head ? null : headWithout(head, at(ACTION_PART) === null ? undefined : leftPart, deleted);
  const leftMerge = merge && left.has(merge.id) ? merge : null;
  return [
    ...(leftPart === (part ?? at(ACTION_PART)) ? [] : [put(ACTION_PART, leftPart && folded(leftPart))]),
    ...(leftHead === (head ?? at(LAST_ACTION)) ? [] : [put(LAST_ACTION, leftHead)]),
    ...(leftMerge === (merge ?? at(LAST_MERGE)) ? [] : [put(LAST_MERGE, null)]),
  ];
}

/** @returns when a piece was deleted, so that colleagues' later changes win; no later than now */
function deletedAt(piece: Piece, now: string): string {
  const at = normalPiece(piece).deletedAt ?? now;
  return at < now ? at : now;
}

/** Everything that has to go with the erased pieces. */
interface Reach {
  /**
   * Ids of the erased pieces, and of all pieces that their pages have or had if nothing else of the page
   * stays.
   */
  readonly ids: ReadonlySet<PieceId>;
  /** Keys of the pages of which nothing stays. */
  readonly pages: ReadonlySet<string>;
  /** The stored pieces among `ids`. */
  readonly pieces: ReadonlyMap<PieceId, Piece>;
  /** Ids that the erased pieces may have had and that others have now, with the time each was tagged. */
  readonly formerIds: ReadonlyMap<PieceId, string>;
}

/** A piece that was moved before it was deleted left traces that still hold its text, so they go too. */
function reachOf(asked: readonly PieceId[], stored: ReadonlyMap<PieceId, StoredPiece>): Reach {
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
  const pieces = new Map<PieceId, Piece>();
  for (const id of ids) {
    const one = stored.get(id);
    if (one && one.state !== 'unreadable') pieces.set(id, one.piece);
  }
  const formerIds = new Map<PieceId, string>();
  for (const [id, { taggedAt }] of pieces) {
    for (const sibling of siblingIds(id)) {
      const one = stored.get(sibling);
      const isOthers = one && one.state !== 'unreadable' && one.piece.taggedAt === taggedAt;
      if (!ids.has(sibling) && !isOthers) formerIds.set(sibling, taggedAt);
    }
  }
  return { ids, pages, pieces, formerIds };
}

/**
 * Whether nobody can see the piece any more: it was moved elsewhere, or the merge that added it was undone.
 */
function isTrace(stored: StoredPiece | undefined): boolean {
  return stored?.state === 'ok' && !isLive(stored.piece) && !isInBin(stored.piece);
}

/** Whether a trace leads, domain by domain, to an erased piece. */
function leadsInto(
  ids: ReadonlySet<PieceId>,
  id: PieceId,
  stored: ReadonlyMap<PieceId, StoredPiece>,
): boolean {
  const passed = new Set<PieceId>();
  for (let at = id; !passed.has(at); ) {
    passed.add(at);
    const one = stored.get(at);
    const move = one?.state === 'ok' ? lastMove(one.piece.removals) : undefined;
    if (!isTrace(one) || !move) return false;
    at = siblingId(at, move.to);
    if (ids.has(at)) return true;
  }
  return false;
}

function editionsWithout(
  all: ReadonlyMap<string, Edition>,
  ids: ReadonlySet<PieceId>,
): ReadonlyMap<string, Edition> {
  const changed = new Map<string, Edition>();
  for (const [id, edition] of all) {
    const after = withoutPiecesIn(edition, ids);
    if (after === edition) continue;
    if (edition.version > EDITION_VERSION) throw new Refusal('newer-data');
    changed.set(id, after);
  }
  return changed;
}

function isErasable(stored: StoredPiece | undefined): boolean {
  if (stored?.state === 'unreadable') throw new Refusal('unreadable-data');
  if (!stored || !isOff(stored.piece)) return false;
  if (stored.state === 'newer') throw new Refusal('newer-data');
  return true;
}
