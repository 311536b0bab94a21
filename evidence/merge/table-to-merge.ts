import type { RowId, ToldRow } from '../files/told-row.ts';
import { type Piece, type PieceId, pageOf } from '../piece/piece.ts';
import { atOnce, type Steps } from '../values/in-slices.ts';
import { findingEmptiedCells } from './emptied-cells.ts';
import type { PieceList } from './merge-lists.ts';
import { asRowOf, countingRenamedRows, findingMoves, type MovedRow } from './moved-rows.ts';
import type { MergedTable } from './table-edits.ts';
import { makingPieces } from './table-pieces.ts';

/** A table as it was read. */
export interface TableRows {
  readonly pieces: PieceList;
  readonly told?: ReadonlyMap<PieceId, ToldRow>;
  readonly ids?: ReadonlyMap<PieceId, RowId>;
}

/** A table that is ready to merge, with facts to report about it. */
export interface TableToMerge extends MergedTable {
  readonly moved: ReadonlyMap<PieceId, MovedRow>;
  /** Its pieces that copy other rows. */
  readonly copies: readonly PieceId[];
  /**
   * In how many rows somebody changed a name. The name stays as it is, because nobody can say what others
   * tagged.
   */
  readonly renamed: number;
}

/**
 * @param own the installation that imports: words without a name become its own
 * @returns a table, ready to merge with the list
 */
export function tableToMerge(mine: PieceList, table: TableRows, own?: string): TableToMerge {
  return atOnce(preparingTable(mine, table, own));
}

const NONE: ReadonlyMap<PieceId, never> = new Map<PieceId, never>();

/** Works as {@link tableToMerge} does, with a stop after every few rows. */
export function* preparingTable(
  mine: PieceList,
  { pieces, told = NONE, ids = NONE }: TableRows,
  own?: string,
): Steps<TableToMerge> {
  const { moves, copies } = yield* findingMoves(mine, pieces, ids);
  const rows = new Map(pieces);
  const all = new Map(told);
  const elsewhere = new Map<PieceId, Piece>();
  const moved = new Map<PieceId, MovedRow>();
  for (const { from, to } of moves) {
    const [here, row, id] = [mine.get(from), rows.get(to), ids.get(to)];
    if (!here || !row || !id) continue;
    const known = asRowOf(here, row, id);
    moved.set(from, { domain: row.domain, url: row.url });
    if (pageOf(from) === pageOf(to)) {
      rows.delete(to);
      rows.set(from, known);
      all.delete(to);
      all.set(from, id.told);
    } else elsewhere.set(from, known);
  }
  const emptied = yield* findingEmptiedCells(mine, rows, all);
  for (const [from, row] of yield* makingPieces(mine, elsewhere, undefined, own)) {
    const where = moved.get(from);
    if (where) moved.set(from, { ...where, row });
  }
  const renamed = yield* countingRenamedRows(mine, all);
  return { pieces: yield* makingPieces(mine, rows, emptied, own), emptied, moved, copies, renamed };
}
