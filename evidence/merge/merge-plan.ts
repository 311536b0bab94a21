/**
 * Plans a merge of colleagues' files, to show before anything is changed. Colleagues give each other files,
 * in any order and any number of times, and end up with the same list: a piece is a state that only grows
 * (piece-state.ts), so merging commutes, associates and is idempotent.
 *
 * - Each field, label and quote has its own time: they are registers (piece/registers.ts). What one colleague
 *   deletes doesn't return with another's file. A change counts as later than the value it replaces, even if
 *   a clock was wrong (values/timestamp.ts).
 * - Nobody writes another's words. `contributions` hold what each installation says, by `origin`, its random
 *   name, and only its own later note replaces an earlier one: no merge ever decides whose words win. The list's
 *   own note wins over a file that has something else under its origin, unless the teacher chooses the file's
 *   (merge-by-default.ts). Names are only shown. Quotes and facts belong to the page, not to who added them: they
 *   are shown without a name, and anybody may correct them.
 * - A deletion takes away the contributions that were there before it and nothing later; a move is a deletion that
 *   leads to another domain, and what it takes away goes there, also what comes to be known only later
 *   (piece/removals.ts, follow-moves.ts).
 * - Nothing proves who wrote the text that a file has under an origin: one colleague can write in another's
 *   name.
 * - Deletions travel without text and names. Pieces that are missing in a file were not deleted. What was
 *   deleted for good here, or 60 days ago, stays deleted (stays-deleted.ts). If a deletion leaves a piece without
 *   text in one list and with text in another, the lists agree once the files went round twice.
 * - Undoing a merge deletes nothing in a colleague's list (unmerged.ts), and the same files can be merged
 *   again.
 * - A choice is a change made now (apply-choices.ts), so it wins in every later merge, in colleagues' lists
 *   too.
 * - The plan may be old when it is carried out: the command `merge` merges it with the data stored then, so
 *   that nothing typed in between is lost. It is sent in parts of some hundred pieces, so that other commands
 *   can run in between; all parts share one snapshot and one Undo.
 * - If a piece has more than a piece can hold, the oldest quotes and labels stay, and `overfull` names the
 *   piece. Notes are never left out; reading refuses a file with more than 200 people on one page.
 */
import type { MissionDomain } from '../mission-domain.ts';
import { isLive, isTrace, type Piece, type PieceId, pieceId, siblingId, siblingIds } from '../piece/piece.ts';
import { hasMoved, lastMove } from '../piece/removals.ts';
import { atOnce, inSlices, type Steps } from '../values/in-slices.ts';
import { type Choice, differences, type FieldDifference, unlike } from './differences.ts';
import { withMovesFollowed } from './follow-moves.ts';
import { isOverfull } from './is-overfull.ts';
import { mergedByDefault, withAdditions } from './merge-by-default.ts';
import { joiningFiles, type PieceList } from './merge-lists.ts';
import { mergePiece } from './merge-pieces.ts';
import type { MovedRow } from './moved-rows.ts';
import { type GoneTimes, staysDeleted } from './stays-deleted.ts';
import { type MergedTable, withTableEdits } from './table-edits.ts';

/** The share of the list that may be deleted or changed without asking; floccus stops at the same share. */
export const MOST_UNASKED = 0.2;

/** A piece that differs between the list and the files. */
export interface MergeDifference {
  readonly id: PieceId;
  readonly mine: Piece;
  /** The merged piece of all files. */
  readonly theirs: Piece;
  /** The result of the merge if nobody chooses. */
  readonly merged: Piece;
  readonly fields: readonly FieldDifference[];
  /** The place a table moves it to; the field is `domain`, or `url` if it moves to another page. */
  readonly moved?: MovedPiece;
  /**
   * Whether a reader of the list sees a change by default; if not, the list's own values are the later ones.
   */
  readonly isChanged: boolean;
  /** A time in the files is impossible, so nothing from them that would replace a value is suggested. */
  readonly isDoubted: boolean;
}

/** See {@link MergeDifference.moved}. */
export interface MovedPiece extends MovedRow {
  /** The piece the list has there, which isn't live. */
  readonly there: Piece | undefined;
}

/**
 * A piece of the list that a colleague deleted, either later than the last change here or at an impossible
 * time.
 */
export interface MergeRemoval {
  readonly id: PieceId;
  readonly mine: Piece;
  /** The result of the merge if nobody chooses. */
  readonly merged: Piece;
  /** Whether it stays unless somebody chooses otherwise. */
  readonly isKept: boolean;
}

/** A piece of the list that a colleague moved to another domain. */
export interface MergeMove {
  readonly id: PieceId;
  readonly mine: Piece;
  readonly to: MissionDomain;
}

/** A piece of the files that was deleted for good in the list. */
export interface MergeReturn {
  readonly id: PieceId;
  /** The piece as it would come back. */
  readonly merged: Piece;
}

/** The plan of a merge; see the head of this file. */
export interface MergePlan {
  /** Pieces that aren't in the list. */
  readonly fresh: readonly { readonly id: PieceId; readonly merged: Piece }[];
  /** Pieces of the list that are the same in the files, or already contain everything from the files. */
  readonly same: readonly PieceId[];
  readonly differing: readonly MergeDifference[];
  readonly removed: readonly MergeRemoval[];
  /** Their pieces in the new domain aren't counted as new. */
  readonly moves: readonly MergeMove[];
  /** Pieces that were deleted for good in the list after their last change in the files: they stay deleted. */
  readonly stayDeleted: readonly MergeReturn[];
  /** Every piece that is written by default, including changes that no reader sees (deletions, times). */
  readonly pieces: PieceList;
  /**
   * Ids of pieces with more than a piece can hold: the oldest quotes and labels stay, and of the notes all
   * that the list has.
   */
  readonly overfull: readonly PieceId[];
  /** How many pieces the list has. */
  readonly total: number;
  /** The share of the list that is deleted or changed, 0 to 1. */
  readonly share: number;
  /** More than a fifth of the list would be deleted or changed: stop and ask. */
  readonly needsConsent: boolean;
  /** The installation that imports. */
  readonly own: string | undefined;
}

/**
 * The teacher's choices: by piece, the version that each field is taken from, whether a piece that a colleague
 * deleted stays, and which pieces that were deleted for good come back.
 */
export interface MergeChoices {
  readonly fields?: ReadonlyMap<PieceId, Readonly<Record<string, Choice>>>;
  readonly kept?: ReadonlyMap<PieceId, boolean>;
  readonly back?: ReadonlySet<PieceId>;
}

/** Everything a plan needs beside the pieces. */
export interface MergeContext {
  /** The installation that imports: nobody else writes its words. */
  readonly own?: string | undefined;
  /**
   * The parts of the files with impossible times (import/believed-times.ts): they replace and delete nothing
   * by default.
   */
  readonly doubted?: readonly PieceList[];
  /** The files that are tables: edited or emptied cells are offered, whatever the other files say. */
  readonly tables?: readonly MergedTable[];
  /** What was deleted for good in the list. */
  readonly gone?: GoneTimes | undefined;
}

/** @returns whether a piece that a colleague deleted stays */
export function isKept({ id, isKept: byDefault }: MergeRemoval, { kept }: MergeChoices): boolean {
  return kept?.get(id) ?? byDefault;
}

/** @returns whether a piece that was deleted for good comes back */
export function comesBack({ id }: MergeReturn, { back }: MergeChoices): boolean {
  return back?.has(id) ?? false;
}

/**
 * Compares colleagues' files with the list; changes nothing.
 * @param mine the list, including deleted pieces
 * @param files the files' pieces, including deletions, in any order
 */
export function planMerge(
  mine: PieceList,
  files: readonly PieceList[],
  context: MergeContext = {},
): MergePlan {
  return atOnce(planSteps(mine, files, context));
}

/**
 * Works as {@link planMerge} does, in slices that leave the page free: ten thousand pieces take some seconds.
 * @throws AbortError if `signal` is aborted
 */
export function planMergeInSlices(
  mine: PieceList,
  files: readonly PieceList[],
  { signal, ...context }: MergeContext & { readonly signal?: AbortSignal } = {},
): Promise<MergePlan> {
  return inSlices(planSteps(mine, files, context), signal);
}

/** How many pieces are one step: a few milliseconds of work. */
const STEP_PIECES = 20;

/** Plans, with a stop after every few pieces. */
function* planSteps(
  mine: PieceList,
  files: readonly PieceList[],
  { own, doubted = [], tables = [], gone = {} }: MergeContext,
): Steps<MergePlan> {
  const sure = yield* joiningFiles(files);
  const unsure = yield* joiningFiles(doubted);
  let handled = 0;
  const moved = new Map(tables.flatMap((table) => [...(table.moved ?? [])]));
  const merged = new Map<PieceId, Piece>();
  for (const id of new Set([...sure.keys(), ...unsure.keys(), ...moved.keys()])) {
    if (++handled % STEP_PIECES === 0) yield;
    const [here, file, doubt] = [mine.get(id), sure.get(id), unsure.get(id)];
    const believed = file ? mergedByDefault(here, file, own) : here;
    const after = doubt ? withAdditions(believed, doubt, own) : believed;
    if (after) merged.set(id, after);
  }
  const plan = {
    fresh: [] as MergePlan['fresh'][number][],
    same: [] as PieceId[],
    differing: [] as MergeDifference[],
    removed: [] as MergeRemoval[],
    moves: [] as MergeMove[],
    stayDeleted: [] as MergeReturn[],
    overfull: [] as PieceId[],
  };
  const pieces = new Map<PieceId, Piece>();
  for (const [id, after] of withMovesIn(mine, merged)) {
    if (++handled % STEP_PIECES === 0) yield;
    const [here, file, doubt, row] = [mine.get(id), sure.get(id), unsure.get(id), moved.get(id)];
    const said = file && doubt ? mergePiece(file, doubt) : (file ?? doubt);
    const theirs = said ?? (row && here) ?? after;
    if (staysDeleted(id, here, after, gone)) {
      if (isLive(after)) plan.stayDeleted.push({ id, merged: after });
      continue;
    }
    if (after !== here) pieces.set(id, after);
    if (isOverfull(here, theirs)) plan.overfull.push(id);
    if (!isLive(here)) {
      if (isLive(after)) plan.fresh.push({ id, merged: after });
      continue;
    }
    const away = isTrace(after) && lastMove(after.removals);
    if (away) {
      plan.moves.push({ id, mine: here, to: away.to });
      continue;
    }
    const isAsked = doubt !== undefined && !isLive(doubt) && isLive(after);
    if (isAsked || !isLive(after)) {
      plan.removed.push({ id, mine: here, merged: after, isKept: isAsked });
      continue;
    }
    const edits = tables.flatMap(({ pieces: edited }) => edited.get(id) ?? []);
    const edited = isLive(theirs) ? withTableEdits(here, theirs, edits) : theirs;
    const fields = isLive(edited)
      ? differences(here, edited, after, { own, emptied: emptiedFields(tables, id) })
      : [];
    if (row) fields.unshift({ field: row.row ? 'url' : 'domain', byDefault: 'mine' });
    if (fields.length === 0) plan.same.push(id);
    else {
      const isChanged = unlike(here, after, after).length > 0;
      const isDoubted = doubt !== undefined;
      const difference = { id, mine: here, theirs: edited, merged: after, fields, isChanged, isDoubted };
      const there = row && mine.get(pieceId(row.domain, row.url));
      plan.differing.push({ ...difference, ...(row && { moved: { ...row, there } }) });
    }
  }
  const live = [...mine.values()].filter(isLive).length;
  const removed = plan.removed.filter((one) => !one.isKept).length;
  const arrived = new Set(plan.moves.map(({ id, to }) => siblingId(id, to)));
  const fresh = plan.fresh.filter(({ id }) => !arrived.has(id));
  const touched = removed + plan.moves.length + plan.differing.filter(({ isChanged }) => isChanged).length;
  const share = live === 0 ? 0 : touched / live;
  return { ...plan, fresh, pieces, total: live, share, needsConsent: share > MOST_UNASKED, own };
}

/** @returns the merged pieces, and the other pieces of their pages that change because of a move */
function withMovesIn(mine: PieceList, merged: PieceList): PieceList {
  if (![...merged.values()].some(hasMoved)) return merged;
  const all = new Map(merged);
  for (const id of [...merged.keys()].flatMap(siblingIds)) {
    const here = mine.get(id);
    if (here && !all.has(id)) all.set(id, here);
  }
  return new Map(
    [...withMovesFollowed(all, mine)].filter(([id, piece]) => merged.has(id) || piece !== mine.get(id)),
  );
}

/** @returns the fields of a piece that were emptied in a table */
function emptiedFields(tables: readonly MergedTable[], id: PieceId): ReadonlySet<string> {
  return new Set(tables.flatMap(({ emptied }) => [...(emptied.get(id)?.fields ?? [])]));
}
