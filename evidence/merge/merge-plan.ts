/**
 * What merging colleagues' files would do, shown before anything is done. Colleagues hand each other files, in any order
 * and any number of times, and have one list in the end: a piece is a state that only grows (piece-state.ts), so merging
 * commutes, associates and is idempotent.
 *
 * - Each thing has its own time: a field, a label and a quote are registers (piece/registers.ts). What one colleague
 *   takes out does not come back with another's file. A change counts as later than what it replaces, even if a clock
 *   was wrong (values/timestamp.ts).
 * - Nobody writes another's words. A piece holds the note of whoever tagged it first and `contributions` hold those of
 *   the others, by `origin`, a random name for an installation. Only an author's later note replaces an earlier one. The
 *   list's own note wins over a file that says something else under its name, unless the teacher chooses the file's
 *   (merge-by-default.ts). Show notes with `notesOf` and names with `namesOf` (piece/contribution.ts).
 * - Nothing proves who wrote what a file says under an origin: a colleague can write in a colleague's name.
 * - Deletions travel as deletions, without words and names, and win over earlier changes only. What is missing in a file
 *   was not deleted. After 60 days a hash is all that stays of a deletion; a merge does not read it, so an older file
 *   brings the piece back.
 *   If a deletion leaves a piece without words at one colleague and with them at another, it is the same everywhere once
 *   the files went round twice.
 * - Undoing a merge deletes nothing at a colleague's (unmerged.ts), and the same files can be merged again.
 * - A choice is a change of this moment (apply-choices.ts), so it holds in every later merge, at colleagues' as well.
 * - The plan may be old when it is carried out: the command `merge` merges it with what is stored then, so that nothing
 *   typed in between is lost. It comes in steps of some hundred pieces, between which other commands have their turn;
 *   all steps share one snapshot and one Undo.
 * - Beyond what a piece can hold, the oldest quotes and labels stay, and `overfull` names the piece. Notes are never left
 *   out; reading refuses a file with more than 200 people on one page.
 */
import { MAX_CONTRIBUTIONS } from '../piece/contribution.ts';
import { MAX_LABELS } from '../piece/facts.ts';
import { isLive, type Piece, type PieceId, pieceId } from '../piece/piece.ts';
import { MAX_QUOTES } from '../piece/quote.ts';
import { atOnce, inSlices, type Steps } from '../values/in-slices.ts';
import { type Choice, differences, type FieldDifference, unlike } from './differences.ts';
import { mergedByDefault, withAdditions } from './merge-by-default.ts';
import { joiningFiles, type PieceList } from './merge-lists.ts';
import { mergePiece } from './merge-pieces.ts';
import type { MovedRow } from './moved-rows.ts';
import { joined, overflows, stateOf } from './piece-state.ts';
import { type MergedTable, withTableEdits } from './table-edits.ts';

/** The share of the list that may be taken off or changed without asking; floccus stops at the same. */
export const MOST_UNASKED = 0.2;

/** A piece that is in the list and in the files and says different things there. */
export interface MergeDifference {
  readonly id: PieceId;
  readonly mine: Piece;
  /** What the files say together. */
  readonly theirs: Piece;
  /** What becomes of it by default. */
  readonly merged: Piece;
  readonly fields: readonly FieldDifference[];
  /** Where a table says that it is now; its field is `domain`, or `url` where that is another page. */
  readonly moved?: MovedPiece;
  /** Whether a reader of the list sees a change by default; else the list's own words are the later ones. */
  readonly isChanged: boolean;
  /** A time in the files cannot be, so that nothing of them that would replace something is suggested. */
  readonly isDoubted: boolean;
}

/** See {@link MergeDifference.moved}. */
export interface MovedPiece extends MovedRow {
  /** What the list has there, which is not live. */
  readonly there: Piece | undefined;
}

/** A piece of the list that a colleague took off later than anybody changed it here, or at a time that cannot be. */
export interface MergeRemoval {
  readonly id: PieceId;
  readonly mine: Piece;
  /** What becomes of it by default. */
  readonly merged: Piece;
  /** Whether it stays unless somebody chooses otherwise. */
  readonly isKept: boolean;
}

/** See the head of this file. */
export interface MergePlan {
  /** Pieces that are not in the list. */
  readonly fresh: readonly { readonly id: PieceId; readonly merged: Piece }[];
  /** Pieces of the list that say the same in the files, or all that the files say. */
  readonly same: readonly PieceId[];
  readonly differing: readonly MergeDifference[];
  readonly removed: readonly MergeRemoval[];
  /** Every piece that is written by default, what no reader sees (deletions, times) included. */
  readonly pieces: PieceList;
  /**
   * Ids of pieces of which there is more than a piece can have: the oldest quotes and labels stay, and of the notes
   * all that the list has.
   */
  readonly overfull: readonly PieceId[];
  /** How many pieces the list has. */
  readonly total: number;
  /** The share of the list that is taken off or changed, 0 to 1. */
  readonly share: number;
  /** More than a fifth of the list would be taken off or changed: stop and ask. */
  readonly needsConsent: boolean;
  /** The installation that imports. */
  readonly own: string | undefined;
}

/** What somebody chose: by piece, the copy that a field is taken from, and whether a removed one stays. */
export interface MergeChoices {
  readonly fields?: ReadonlyMap<PieceId, Readonly<Record<string, Choice>>>;
  readonly kept?: ReadonlyMap<PieceId, boolean>;
}

/** What a plan needs beside the pieces. */
export interface MergeContext {
  /** The installation that imports: nobody else writes its words. */
  readonly own?: string | undefined;
  /** What the files say at times that cannot be (import/believed-times.ts): it replaces and deletes nothing by default. */
  readonly doubted?: readonly PieceList[];
  /** Those of the files that are tables: what was edited or emptied there is offered, whatever else the files say. */
  readonly tables?: readonly MergedTable[];
}

/** @returns whether a piece that a colleague took off stays */
export function isKept({ id, isKept: byDefault }: MergeRemoval, { kept }: MergeChoices): boolean {
  return kept?.get(id) ?? byDefault;
}

/**
 * Compares colleagues' files with the list; changes nothing.
 * @param mine the list, pieces that were taken off included
 * @param files the files' pieces, deletions included, in any order
 */
export function planMerge(
  mine: PieceList,
  files: readonly PieceList[],
  context: MergeContext = {},
): MergePlan {
  return atOnce(planSteps(mine, files, context));
}

/**
 * As {@link planMerge}, in turns that leave the page free: ten thousand pieces take some seconds.
 * @throws AbortError when `signal` says to stop
 */
export function planMergeInSlices(
  mine: PieceList,
  files: readonly PieceList[],
  { signal, ...context }: MergeContext & { readonly signal?: AbortSignal } = {},
): Promise<MergePlan> {
  return inSlices(planSteps(mine, files, context), signal);
}

/** How many pieces are one step: some milliseconds' work. */
const STEP_PIECES = 20;

/** The planning, with a stop after every few pieces. */
function* planSteps(
  mine: PieceList,
  files: readonly PieceList[],
  { own, doubted = [], tables = [] }: MergeContext,
): Steps<MergePlan> {
  const sure = yield* joiningFiles(files);
  const unsure = yield* joiningFiles(doubted);
  let handled = 0;
  const plan = {
    fresh: [] as MergePlan['fresh'][number][],
    same: [] as PieceId[],
    differing: [] as MergeDifference[],
    removed: [] as MergeRemoval[],
    overfull: [] as PieceId[],
  };
  const pieces = new Map<PieceId, Piece>();
  for (const id of new Set([...sure.keys(), ...unsure.keys(), ...movedIn(tables)])) {
    if (++handled % STEP_PIECES === 0) yield;
    const [here, file, doubt] = [mine.get(id), sure.get(id), unsure.get(id)];
    const moved = tables.flatMap((table) => table.moved?.get(id) ?? [])[0];
    const said = file && doubt ? mergePiece(file, doubt) : (file ?? doubt);
    const theirs = said ?? (moved && here);
    const believed = file ? mergedByDefault(here, file, own) : here;
    const after = doubt ? withAdditions(believed, doubt, own) : believed;
    if (!theirs || !after) continue;
    if (after !== here) pieces.set(id, after);
    if (isOverfull(here, theirs)) plan.overfull.push(id);
    if (!isLive(here)) {
      if (isLive(after)) plan.fresh.push({ id, merged: after });
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
    if (moved) fields.unshift({ field: moved.row ? 'url' : 'domain', byDefault: 'mine' });
    if (fields.length === 0) plan.same.push(id);
    else {
      const isChanged = unlike(here, after, after).length > 0;
      const isDoubted = doubt !== undefined;
      const difference = { id, mine: here, theirs: edited, merged: after, fields, isChanged, isDoubted };
      const there = moved && mine.get(pieceId(moved.domain, moved.url));
      plan.differing.push({ ...difference, ...(moved && { moved: { ...moved, there } }) });
    }
  }
  const live = [...mine.values()].filter(isLive).length;
  const removed = plan.removed.filter((one) => !one.isKept).length;
  const touched = removed + plan.differing.filter(({ isChanged }) => isChanged).length;
  const share = live === 0 ? 0 : touched / live;
  return { ...plan, pieces, total: live, share, needsConsent: share > MOST_UNASKED, own };
}

/** Most pieces have so little that there is no need to put them together to see it. */
function isOverfull(here: Piece | undefined, theirs: Piece): boolean {
  const count = (field: 'quotes' | 'labels' | 'contributions') =>
    (here?.[field]?.length ?? 0) + (theirs[field]?.length ?? 0);
  if (
    count('quotes') <= MAX_QUOTES &&
    count('labels') <= MAX_LABELS &&
    count('contributions') < MAX_CONTRIBUTIONS
  )
    return false;
  const said = stateOf(theirs);
  return overflows(here ? joined(stateOf(here), said) : said);
}

function movedIn(tables: readonly MergedTable[]): readonly PieceId[] {
  return tables.flatMap(({ moved }) => [...(moved?.keys() ?? [])]);
}

/** @returns the fields of a piece that somebody emptied in a table */
function emptiedFields(tables: readonly MergedTable[], id: PieceId): ReadonlySet<string> {
  return new Set(tables.flatMap(({ emptied }) => [...(emptied.get(id)?.fields ?? [])]));
}
