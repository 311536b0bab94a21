import { isWebAddress } from '../page/page-address.ts';
import { changeOf, NEW_ORIGIN, storedContributions } from '../piece/contribution.ts';
import { move } from '../piece/move.ts';
import { type Piece, pageOf, pieceId } from '../piece/piece.ts';
import { fieldOf } from '../piece/registers.ts';
import { deletePiece, restore } from '../piece/tagging.ts';
import { withContributions } from '../piece/with-contributions.ts';
import { sameValue } from '../values/same-value.ts';
import { laterThan } from '../values/timestamp.ts';
import { OWN_NOTE, unlike } from './differences.ts';
import { ownWordsDiffer } from './merge-by-default.ts';
import type { PieceList } from './merge-lists.ts';
import { normalPiece } from './merge-pieces.ts';
import { comesBack, isKept, type MergeChoices, type MergePlan, type MovedPiece } from './merge-plan.ts';
import { type PieceState, pieceOf, type Register, stateOf } from './piece-state.ts';

/**
 * Applies the teacher's choices to a plan. A choice is a change made now, so it wins in every later merge:
 * notes and entries that it leaves out are deleted.
 * @param now ISO 8601 UTC
 * @returns the pieces to write
 */
export function applyChoices(plan: MergePlan, choices: MergeChoices, now: string): PieceList {
  const pieces = new Map(plan.pieces);
  for (const { id, mine, theirs, merged, moved } of plan.differing) {
    const chosen = Object.entries(choices.fields?.get(id) ?? {}).filter(([, choice]) => choice !== 'both');
    if (chosen.length === 0) continue;
    const own = ownWordsDiffer(mine, theirs, plan.own) ? plan.own : undefined;
    let state = stateOf(merged);
    const goes = moved && chosen.some(([field, choice]) => MOVES.has(field) && choice === 'theirs');
    for (const [field, choice] of chosen) {
      if (MOVES.has(field)) continue;
      state = withField(state, stateOf(choice === 'mine' ? mine : theirs), field, { now, own });
    }
    const stays = pieceOf(state);
    if (goes && moved.row) {
      const row = stateOf(moved.row);
      const fields = unlike(mine, moved.row, moved.row);
      for (const field of fields) state = withField(state, row, field, { now, own: undefined });
    }
    const piece = pieceOf(state);
    if (goes) {
      for (const [at, one] of movedPieces(stays, piece, moved, { now, own: plan.own })) pieces.set(at, one);
    } else if (!sameValue(piece, normalPiece(mine))) {
      pieces.set(id, { ...piece, updatedAt: laterThan(merged.updatedAt, now) });
    } else pieces.delete(id);
  }
  for (const one of plan.stayDeleted) {
    const { id, merged } = one;
    // Later than the deletion, so that it comes back in colleagues' lists as well.
    if (comesBack(one, choices)) pieces.set(id, { ...merged, updatedAt: laterThan(merged.updatedAt, now) });
  }
  for (const removal of plan.removed) {
    const { id, merged } = removal;
    const stays = isKept(removal, choices);
    if (stays === removal.isKept) continue;
    const writer = { origin: plan.own ?? NEW_ORIGIN, name: '' };
    pieces.set(id, stays ? restore(merged, now, writer) : deletePiece(merged, now, plan.own));
  }
  return pieces;
}

/** Fields that say where a piece is. */
const MOVES: ReadonlySet<string> = new Set(['domain', 'url']);

/**
 * @param stays the piece in the list, which is left behind
 * @param piece the piece with its changes, before the move
 * @returns both pieces, with times later than anything in either place
 */
function movedPieces(
  stays: Piece,
  piece: Piece,
  { domain, url, there }: MovedPiece,
  { now, own }: Choosing,
): PieceList {
  const last = [piece.updatedAt, there?.updatedAt, there?.deletedAt].filter((at) => at !== undefined).sort();
  const at = laterThan(last.at(-1) ?? '', now);
  const { left, arrived } = move({ ...piece, url }, there, domain, at, own);
  const to = pieceId(domain, url);
  const from = pieceId(stays.domain, stays.url);
  const isSamePage = pageOf(from) === pageOf(to);
  const result = isSamePage ? arrived : asTaggedThere(arrived);
  const { place: _, ...onTheWeb } = result;
  return new Map([
    [from, isSamePage ? left : deletePiece(stays, at, own)],
    [to, isWebAddress(url) ? (onTheWeb as Piece) : result],
  ]);
}

/** Words that get another address are words about that page from now on: there, they come from no other domain. */
function asTaggedThere(arrived: Piece): Piece {
  const words = storedContributions(arrived).map(({ from: _, cameAt: _came, ...one }) => one);
  return withContributions(arrived, [...new Map(words.map((one) => [one.origin, one])).values()]);
}

interface Choosing {
  /** ISO 8601 UTC. */
  readonly now: string;
  /** The installation whose words are a field of their own in this piece. */
  readonly own: string | undefined;
}

/** @returns the state with one field taken from another state, changed now */
function withField(state: PieceState, source: PieceState, field: string, { now, own }: Choosing): PieceState {
  if (field === 'note' || field === OWN_NOTE) {
    const words = new Map(state.words);
    for (const [key, one] of words) {
      if ((one.origin === own) !== (field === OWN_NOTE)) continue;
      const { note = '', by = one.by } = source.words.get(key) ?? {};
      if (note === one.note && (by === one.by || field === 'note')) continue;
      const at = laterThan(changeOf(one), now);
      words.set(key, { ...one, note, by: field === 'note' ? one.by : by, at });
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
