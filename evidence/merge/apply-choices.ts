import { takeOff } from '../piece/edits.ts';
import { fieldOf } from '../piece/registers.ts';
import { sameValue } from '../values/same-value.ts';
import { laterThan } from '../values/timestamp.ts';
import { OWN_NOTE } from './differences.ts';
import { ownWordsDiffer } from './merge-by-default.ts';
import type { PieceList } from './merge-lists.ts';
import { normalPiece } from './merge-pieces.ts';
import { isKept, type MergeChoices, type MergePlan } from './merge-plan.ts';
import { type PieceState, pieceOf, type Register, stateOf } from './piece-state.ts';

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
