import type { Piece, PieceId } from '../piece/piece.ts';
import { sameValue } from '../values/same-value.ts';
import type { EmptiedCells } from './emptied-cells.ts';
import type { PieceList } from './merge-lists.ts';
import type { MovedRow } from './moved-rows.ts';
import { pieceOf, stateOf } from './piece-state.ts';

/** A table among the files of a merge. */
export interface MergedTable {
  /** Its pieces, ready to merge (table-pieces.ts). */
  readonly pieces: PieceList;
  readonly emptied: ReadonlyMap<PieceId, EmptiedCells>;
  /** Where its rows say that pieces of the list are now. */
  readonly moved?: ReadonlyMap<PieceId, MovedRow>;
}

/**
 * Adds edited cells to the files. An edited cell ranks before the list's value, so another file with the same
 * value as the list would hide it. It is offered all the same, unless another file has yet another value.
 * @param here the piece of the list
 * @param theirs the merged piece of all files
 * @param tables the piece in each of the tables, in their order
 * @returns the merged piece with the edits
 */
export function withTableEdits(here: Piece, theirs: Piece, tables: readonly Piece[]): Piece {
  if (tables.length === 0) return theirs;
  const [mine, all] = [stateOf(here), stateOf(theirs)];
  const registers = new Map(all.registers);
  const words = new Map(all.words);
  for (const edited of tables.map(stateOf)) {
    for (const [name, register] of edited.registers) {
      const value = mine.registers.get(name)?.value;
      if (!sameValue(register.value, value) && sameValue(registers.get(name)?.value, value)) {
        registers.set(name, register);
      }
    }
    for (const [key, said] of edited.words) {
      const note = mine.words.get(key)?.note;
      if (said.note !== note && words.get(key)?.note === note) words.set(key, said);
    }
  }
  return pieceOf({ ...all, registers, words });
}
