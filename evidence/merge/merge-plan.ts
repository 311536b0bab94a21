/** What merging colleagues' files would do, shown before anything is done. */
import { contributionsOf, notesOf } from '../contribution.ts';
import { type Evidence, type EvidenceId, isLive } from '../evidence.ts';
import { DEFAULT_STATUS } from '../facts.ts';
import { atOnce, inTurns, type Steps } from '../in-turns.ts';
import { fieldOf } from '../registers.ts';
import { sameValue } from '../same-value.ts';
import { laterThan } from '../timestamp.ts';
import { joiningFiles, type PieceList } from './merge-lists.ts';
import { mergePiece, normalPiece } from './merge-pieces.ts';
import { joined, overflows, type PieceState, pieceOf, type Register, stateOf } from './piece-state.ts';

/** The share of the list that may be taken off or changed without asking; floccus stops at the same. */
export const MOST_UNASKED = 0.2;

/** Which copy a field is taken from; `both` is what merging makes of them. */
export type Choice = 'mine' | 'theirs' | 'both';

/** A field in which a piece of the list and the files say different things. */
export interface FieldDifference {
  /** The field of a piece; `note` stands for all colleagues' notes and names. */
  readonly field: string;
  /** What happens unless somebody chooses: what was written last, or both where both can stay. */
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
}

/** A piece of the list that a colleague took off later than anybody changed it here. */
export interface MergeRemoval {
  readonly id: EvidenceId;
  readonly mine: Evidence;
  readonly merged: Evidence;
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
  /** Ids of pieces of which there is more than a piece can have; the oldest quotes and labels stay. */
  readonly overfull: readonly EvidenceId[];
  /** How many pieces the list has. */
  readonly total: number;
  /** The share of the list that is taken off or changed, 0 to 1. */
  readonly share: number;
  /** More than a fifth of the list would be taken off or changed: stop and ask. */
  readonly needsConsent: boolean;
}

/** What somebody chose: by piece, the copy that a field is taken from, and the removed pieces that stay. */
export interface MergeChoices {
  readonly fields?: ReadonlyMap<EvidenceId, Readonly<Record<string, Choice>>>;
  readonly kept?: ReadonlySet<EvidenceId>;
}

/**
 * Compares colleagues' files with the list; changes nothing.
 * @param mine the list, pieces that were taken off included
 * @param files the files' pieces, deletions included, in any order
 */
export function planMerge(mine: PieceList, files: readonly PieceList[]): MergePlan {
  return atOnce(planSteps(mine, files));
}

/**
 * As {@link planMerge}, in turns that leave the page free: ten thousand pieces take some seconds.
 * @throws AbortError when `signal` says to stop
 */
export function planMergeInTurns(
  mine: PieceList,
  files: readonly PieceList[],
  signal?: AbortSignal,
): Promise<MergePlan> {
  return inTurns(planSteps(mine, files), signal);
}

/** How many pieces are one step: some milliseconds' work. */
const STEP_PIECES = 20;

/** The planning, with a stop after every few pieces. */
function* planSteps(mine: PieceList, files: readonly PieceList[]): Steps<MergePlan> {
  const theirs = yield* joiningFiles(files);
  let handled = 0;
  const plan = {
    fresh: [] as MergePlan['fresh'][number][],
    same: [] as EvidenceId[],
    differing: [] as MergeDifference[],
    removed: [] as MergeRemoval[],
    overfull: [] as EvidenceId[],
  };
  const pieces = new Map<EvidenceId, Evidence>();
  for (const [id, file] of theirs) {
    if (++handled % STEP_PIECES === 0) yield;
    const here = mine.get(id);
    const after = here ? mergePiece(here, file) : file;
    if (after !== here) pieces.set(id, after);
    if (here && overflows(joined(stateOf(here), stateOf(file)))) plan.overfull.push(id);
    if (!isLive(here)) {
      if (isLive(after)) plan.fresh.push({ id, merged: after });
      continue;
    }
    if (!isLive(after)) {
      plan.removed.push({ id, mine: here, merged: after });
      continue;
    }
    const fields = isLive(file) ? differences(here, file, after) : [];
    if (fields.length === 0) plan.same.push(id);
    else {
      const isChanged = unlike(here, after, after).length > 0;
      plan.differing.push({ id, mine: here, theirs: file, merged: after, fields, isChanged });
    }
  }
  const live = [...mine.values()].filter(isLive).length;
  const touched = plan.removed.length + plan.differing.filter(({ isChanged }) => isChanged).length;
  const share = live === 0 ? 0 : touched / live;
  return { ...plan, pieces, total: live, share, needsConsent: share > MOST_UNASKED };
}

/**
 * Carries out what somebody chose. A choice is a change of this moment, so it holds in every merge to come:
 * notes and entries that it leaves out are taken out.
 * @param now ISO 8601 UTC
 * @returns the pieces to write
 */
export function applyChoices(plan: MergePlan, { fields, kept }: MergeChoices, now: string): PieceList {
  const pieces = new Map(plan.pieces);
  for (const { id, mine, theirs, merged } of plan.differing) {
    const chosen = Object.entries(fields?.get(id) ?? {}).filter(([, choice]) => choice !== 'both');
    if (chosen.length === 0) continue;
    let state = stateOf(merged);
    for (const [field, choice] of chosen) {
      state = withField(state, stateOf(choice === 'mine' ? mine : theirs), field, now);
    }
    const piece = pieceOf(state);
    if (!sameValue(piece, normalPiece(mine))) {
      pieces.set(id, { ...piece, updatedAt: laterThan(merged.updatedAt, now) });
    } else pieces.delete(id);
  }
  for (const { id, mine, merged } of plan.removed) {
    if (!kept?.has(id)) continue;
    // What was taken off in the meantime is overruled, so this has to be the later word.
    pieces.set(id, { ...mine, updatedAt: laterThan(merged.deletedAt ?? merged.updatedAt, now) });
  }
  return pieces;
}

/** A state that says in one field what another says, from now on. */
function withField(state: PieceState, source: PieceState, field: string, now: string): PieceState {
  if (field === 'note') {
    const words = new Map(state.words);
    for (const [origin, one] of words) {
      const note = source.words.get(origin)?.note ?? '';
      if (note !== one.note) words.set(origin, { ...one, note, at: laterThan(one.at ?? one.taggedAt, now) });
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
function unlike(a: Evidence, b: Evidence, among: Evidence): string[] {
  const names = new Set([...Object.keys(among), 'note']);
  for (const name of Object.keys(among.changedAt ?? {})) names.add(fieldOf(name));
  return [...names.difference(UNSEEN)].filter((field) => !sameValue(seen(a, field), seen(b, field)));
}

function differences(mine: Evidence, theirs: Evidence, merged: Evidence): FieldDifference[] {
  return unlike(mine, theirs, theirs)
    .filter((field) => !saysNoMore(mine, theirs, merged, field))
    .map((field) => {
      const [isMine, isTheirs] = [mine, theirs].map((one) =>
        sameValue(seen(one, field), seen(merged, field)),
      );
      return { field, byDefault: isMine ? 'mine' : isTheirs ? 'theirs' : 'both' };
    });
}

/** Of what can stand side by side, the files say nothing that the list does not, or say nothing at all. */
function saysNoMore(mine: Evidence, theirs: Evidence, merged: Evidence, field: string): boolean {
  const isKept = sameValue(seen(mine, field), seen(merged, field));
  if (field === 'title') return theirs.title === '' && isKept;
  if (field !== 'note' && field !== 'quotes' && field !== 'labels') return false;
  if (!isKept) return false;
  if (field !== 'note') {
    const has = new Set((seen(mine, field) as unknown[]).map((one) => JSON.stringify(one)));
    return (seen(theirs, field) as unknown[]).every((one) => has.has(JSON.stringify(one)));
  }
  const notes = new Map(contributionsOf(mine).map((one) => [one.origin, one.note]));
  return notesOf(theirs).every((one) => notes.get(one.origin) === one.note);
}

/** What a reader sees of a field, in an order that says nothing. */
function seen(piece: Evidence, field: string): unknown {
  switch (field) {
    case 'note':
      return contributionsOf(piece)
        .filter(({ note, by }) => note !== '' || by !== '')
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
