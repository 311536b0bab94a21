/** What merging colleagues' files would do, shown before anything is done. */
import { contributionsOf, MAX_CONTRIBUTIONS, notesOf } from '../piece/contribution.ts';
import { takeOff } from '../piece/edits.ts';
import { type Evidence, type EvidenceId, isLive } from '../piece/evidence.ts';
import { DEFAULT_STATUS, MAX_LABELS } from '../piece/facts.ts';
import { MAX_QUOTES } from '../piece/quote.ts';
import { fieldOf } from '../piece/registers.ts';
import { atOnce, inTurns, type Steps } from '../values/in-turns.ts';
import { sameValue } from '../values/same-value.ts';
import { laterThan } from '../values/timestamp.ts';
import { mergedByDefault, ownWordsDiffer, withAdditions } from './merge-by-default.ts';
import { joiningFiles, type PieceList } from './merge-lists.ts';
import { mergePiece, normalPiece } from './merge-pieces.ts';
import { joined, overflows, type PieceState, pieceOf, type Register, stateOf } from './piece-state.ts';
import { type MergedTable, withTableEdits } from './table-edits.ts';

/** The share of the list that may be taken off or changed without asking; floccus stops at the same. */
export const MOST_UNASKED = 0.2;

/** Which copy a field is taken from; `both` is what merging makes of them. */
export type Choice = 'mine' | 'theirs' | 'both';

/** A field in which a piece of the list and the files say different things. */
export interface FieldDifference {
  /**
   * The field of a piece; `note` stands for everybody's notes and names, but for one's own where they differ: those
   * are {@link OWN_NOTE}.
   */
  readonly field: string;
  /**
   * What happens unless somebody chooses: what was written last, or both where both can stay; one's own words, and
   * what the list says where a time of the file cannot be.
   */
  readonly byDefault: Choice;
}

/** A piece that is in the list and in the files and says different things there. */
export interface MergeDifference {
  readonly id: EvidenceId;
  readonly mine: Evidence;
  /** What the files say together. */
  readonly theirs: Evidence;
  /** What becomes of it by default. */
  readonly merged: Evidence;
  readonly fields: readonly FieldDifference[];
  /** Whether a reader of the list sees a change by default; else the list's own words are the later ones. */
  readonly isChanged: boolean;
  /** A time in the files cannot be, so that nothing of them that would replace something is suggested. */
  readonly isDoubted: boolean;
}

/** A piece of the list that a colleague took off later than anybody changed it here, or at a time that cannot be. */
export interface MergeRemoval {
  readonly id: EvidenceId;
  readonly mine: Evidence;
  /** What becomes of it by default. */
  readonly merged: Evidence;
  /** Whether it stays unless somebody chooses otherwise. */
  readonly isKept: boolean;
}

/** See the head of this file. */
export interface MergePlan {
  /** Pieces that are not in the list. */
  readonly fresh: readonly { readonly id: EvidenceId; readonly merged: Evidence }[];
  /** Pieces of the list that say the same in the files, or all that the files say. */
  readonly same: readonly EvidenceId[];
  readonly differing: readonly MergeDifference[];
  readonly removed: readonly MergeRemoval[];
  /** Every piece that is written by default, what no reader sees (deletions, times) included. */
  readonly pieces: PieceList;
  /**
   * Ids of pieces of which there is more than a piece can have: the oldest quotes and labels stay, and of the notes
   * all that the list has.
   */
  readonly overfull: readonly EvidenceId[];
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
  readonly fields?: ReadonlyMap<EvidenceId, Readonly<Record<string, Choice>>>;
  readonly kept?: ReadonlyMap<EvidenceId, boolean>;
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

/** The field that stands for the note of the installation that imports, where the files have another. */
export const OWN_NOTE = 'ownNote';

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
export function planMergeInTurns(
  mine: PieceList,
  files: readonly PieceList[],
  { signal, ...context }: MergeContext & { readonly signal?: AbortSignal } = {},
): Promise<MergePlan> {
  return inTurns(planSteps(mine, files, context), signal);
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
    same: [] as EvidenceId[],
    differing: [] as MergeDifference[],
    removed: [] as MergeRemoval[],
    overfull: [] as EvidenceId[],
  };
  const pieces = new Map<EvidenceId, Evidence>();
  for (const id of new Set([...sure.keys(), ...unsure.keys()])) {
    if (++handled % STEP_PIECES === 0) yield;
    const [here, file, doubt] = [mine.get(id), sure.get(id), unsure.get(id)];
    const theirs = file && doubt ? mergePiece(file, doubt) : (file ?? doubt);
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
    const said = isLive(theirs) ? withTableEdits(here, theirs, edits) : theirs;
    const fields = isLive(said)
      ? differences(here, said, after, { own, emptied: emptiedFields(tables, id) })
      : [];
    if (fields.length === 0) plan.same.push(id);
    else {
      const isChanged = unlike(here, after, after).length > 0;
      const isDoubted = doubt !== undefined;
      plan.differing.push({ id, mine: here, theirs: said, merged: after, fields, isChanged, isDoubted });
    }
  }
  const live = [...mine.values()].filter(isLive).length;
  const removed = plan.removed.filter((one) => !one.isKept).length;
  const touched = removed + plan.differing.filter(({ isChanged }) => isChanged).length;
  const share = live === 0 ? 0 : touched / live;
  return { ...plan, pieces, total: live, share, needsConsent: share > MOST_UNASKED, own };
}

/** Most pieces have so little that there is no need to put them together to see it. */
function isOverfull(here: Evidence | undefined, theirs: Evidence): boolean {
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

/**
 * Carries out what somebody chose. A choice is a change of this moment, so it holds in every merge to come:
 * notes and entries that it leaves out are taken out.
 * @param now ISO 8601 UTC
 * @returns the pieces to write
 */
export function applyChoices(plan: MergePlan, choices: MergeChoices, now: string): PieceList {
  const pieces = new Map(plan.pieces);
  for (const { id, mine, theirs, merged } of plan.differing) {
    const chosen = Object.entries(choices.fields?.get(id) ?? {}).filter(([, choice]) => choice !== 'both');
    if (chosen.length === 0) continue;
    const own = ownWordsDiffer(mine, theirs, plan.own) ? plan.own : undefined;
    let state = stateOf(merged);
    for (const [field, choice] of chosen) {
      state = withField(state, stateOf(choice === 'mine' ? mine : theirs), field, { now, own });
    }
    const piece = pieceOf(state);
    if (!sameValue(piece, normalPiece(mine))) {
      pieces.set(id, { ...piece, updatedAt: laterThan(merged.updatedAt, now) });
    } else pieces.delete(id);
  }
  for (const removal of plan.removed) {
    const { id, mine, merged } = removal;
    const stays = isKept(removal, choices);
    if (stays === removal.isKept) continue;
    // What happened in the meantime is overruled, so this has to be the later word.
    const at = laterThan(merged.deletedAt ?? merged.updatedAt, now);
    pieces.set(id, stays ? { ...mine, updatedAt: at } : takeOff(merged, at));
  }
  return pieces;
}

interface Choosing {
  /** ISO 8601 UTC */
  readonly now: string;
  /** Whose words are a field of their own in this piece. */
  readonly own: string | undefined;
}

/** A state that says in one field what another says, from now on. */
function withField(state: PieceState, source: PieceState, field: string, { now, own }: Choosing): PieceState {
  if (field === 'note' || field === OWN_NOTE) {
    const words = new Map(state.words);
    for (const [origin, one] of words) {
      if ((origin === own) !== (field === OWN_NOTE)) continue;
      const { note = '', by = one.by } = source.words.get(origin) ?? {};
      if (note === one.note && (by === one.by || field === 'note')) continue;
      const at = laterThan(one.at ?? one.taggedAt, now);
      words.set(origin, { ...one, note, by: field === 'note' ? one.by : by, at });
    }
    return { ...state, words };
  }
  const registers = new Map<string, Register>(state.registers);
  const names = [...registers.keys(), ...source.registers.keys()].filter((name) => fieldOf(name) === field);
  for (const name of names) {
    const was = registers.get(name);
    const value = source.registers.get(name)?.value;
    if (!sameValue(was?.value, value)) registers.set(name, { at: laterThan(was?.at ?? '', now), value });
  }
  return { ...state, registers };
}

/** What a reader does not see, or sees as part of the notes. */
const UNSEEN: ReadonlySet<string> = new Set([
  'version',
  'domain',
  'url',
  'taggedAt',
  'updatedAt',
  'deletedAt',
  'movedTo',
  'origin',
  'changedAt',
  'taggedBy',
  'contributions',
  // The place in the order made by hand: the later one holds, and nobody is asked.
  'position',
]);

/** @returns the fields of `among` in which two copies say different things to a reader */
function unlike(a: Evidence, b: Evidence, among: Evidence, own?: string): string[] {
  const names = new Set([...Object.keys(among), 'note']);
  for (const name of Object.keys(among.changedAt ?? {})) names.add(fieldOf(name));
  return [...names.difference(UNSEEN)].filter(
    (field) => !sameValue(seen(a, field, own), seen(b, field, own)),
  );
}

/** @returns the fields of a piece that somebody emptied in a table */
function emptiedFields(tables: readonly MergedTable[], id: EvidenceId): ReadonlySet<string> {
  return new Set(tables.flatMap(({ emptied }) => [...(emptied.get(id)?.fields ?? [])]));
}

/**
 * @param own the installation that imports
 * @param emptied the fields that somebody emptied in a table
 */
function differences(
  mine: Evidence,
  theirs: Evidence,
  merged: Evidence,
  { own: origin, emptied }: { readonly own: string | undefined; readonly emptied: ReadonlySet<string> },
): FieldDifference[] {
  const own = ownWordsDiffer(mine, theirs, origin) ? origin : undefined;
  const others = unlike(mine, theirs, theirs, own)
    .filter((field) => emptied.has(field) || !saysNoMore(mine, theirs, merged, field, own))
    .map((field): FieldDifference => {
      const [isMine, isTheirs] = [mine, theirs].map((one) =>
        sameValue(seen(one, field, own), seen(merged, field, own)),
      );
      return { field, byDefault: isMine ? 'mine' : isTheirs ? 'theirs' : 'both' };
    });
  return own === undefined ? others : [{ field: OWN_NOTE, byDefault: 'mine' }, ...others];
}

/** Of what can stand side by side, the files say nothing that the list does not, or say nothing at all. */
function saysNoMore(
  mine: Evidence,
  theirs: Evidence,
  merged: Evidence,
  field: string,
  own: string | undefined,
): boolean {
  const isUnchanged = sameValue(seen(mine, field, own), seen(merged, field, own));
  if (field === 'title') return theirs.title === '' && isUnchanged;
  if (field !== 'note' && field !== 'quotes' && field !== 'labels') return false;
  if (!isUnchanged) return false;
  if (field !== 'note') {
    const has = new Set((seen(mine, field) as unknown[]).map((one) => JSON.stringify(one)));
    return (seen(theirs, field) as unknown[]).every((one) => has.has(JSON.stringify(one)));
  }
  const notes = new Map(contributionsOf(mine).map((one) => [one.origin, one.note]));
  return notesOf(theirs).every((one) => one.origin === own || notes.get(one.origin) === one.note);
}

/**
 * What a reader sees of a field, in an order that says nothing.
 * @param own whose words are a field of their own
 */
function seen(piece: Evidence, field: string, own?: string): unknown {
  switch (field) {
    case 'note':
      return contributionsOf(piece)
        .filter(({ origin, note, by }) => origin !== own && (note !== '' || by !== ''))
        .map(({ origin, note, by }) => [origin, note, by])
        .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
    case 'quotes':
      return (piece.quotes ?? []).map((one) => [one.exact, one.prefix, one.suffix]).sort();
    case 'labels':
      return (piece.labels ?? []).map((one) => one.toLowerCase()).sort();
    case 'status':
      return piece.status ?? DEFAULT_STATUS;
    default:
      return piece[field];
  }
}
