/** What somebody took out of a table of ours before bringing it back. */

import { tableAuthors } from '../files/table-columns.ts';
import type { ToldField, ToldRow } from '../files/told-row.ts';
import { labelWording } from '../piece/facts.ts';
import { isLive, type Piece, type PieceId } from '../piece/piece.ts';
import type { Quote } from '../piece/quote.ts';
import { fieldOf } from '../piece/registers.ts';
import { atOnce, type Steps } from '../values/in-slices.ts';
import type { PieceList } from './merge-lists.ts';
import { stateOf } from './piece-state.ts';
import { isSameText } from './same-text.ts';

/** What the list has of a piece and its row has no more. */
export interface EmptiedCells {
  /** By their names (registers.ts). */
  readonly registers: readonly string[];
  /** The origins whose notes are gone. */
  readonly notes: readonly string[];
  /** The fields of both. */
  readonly fields: ReadonlySet<string>;
}

/**
 * A gap in a row counts only where the list that the table is from had heard all who say something of the piece here:
 * a colleague's own table never had what is only in this one. An emptied note counts wherever the id names whose it is.
 * @param mine the list
 * @param rows the pieces of a table
 * @param told what their rows say all of
 */
export function emptiedCells(
  mine: PieceList,
  rows: PieceList,
  told: ReadonlyMap<PieceId, ToldRow>,
): ReadonlyMap<PieceId, EmptiedCells> {
  return atOnce(findingEmptiedCells(mine, rows, told));
}

/** How many rows are one step: some milliseconds' work. */
const STEP_ROWS = 50;

/** As {@link emptiedCells}, with a stop after every few rows. */
export function* findingEmptiedCells(
  mine: PieceList,
  rows: PieceList,
  told: ReadonlyMap<PieceId, ToldRow>,
): Steps<ReadonlyMap<PieceId, EmptiedCells>> {
  let handled = 0;
  const emptied = new Map<PieceId, EmptiedCells>();
  for (const [id, all] of told) {
    if (++handled % STEP_ROWS === 0) yield;
    const [here, row] = [mine.get(id), rows.get(id)];
    if (!row || !isLive(here)) continue;
    const { registers: known, words } = stateOf(here);
    const hasHeardAll = tableAuthors(here).every(({ origin }) => all.origins.includes(origin));
    const registers = hasHeardAll
      ? [...known]
          .filter(([name, { value }]) => isMissing(name, value, row, all.fields))
          .map(([name]) => name)
      : [];
    const notes = all.emptyNotes.filter((origin) => (words.get(origin)?.note ?? '').trim() !== '');
    const fields = new Set([...registers.map(fieldOf), ...(notes.length > 0 ? ['note'] : [])]);
    if (fields.size > 0) emptied.set(id, { registers, notes, fields });
  }
  return emptied;
}

function isMissing(name: string, value: unknown, row: Piece, told: ReadonlySet<ToldField>): boolean {
  const field = fieldOf(name);
  if (value === undefined || !told.has(field as ToldField)) return false;
  switch (field) {
    case 'labels': {
      const label = labelWording(String(value));
      return !row.labels?.some((one) => isSameText(label, labelWording(one)));
    }
    case 'quotes':
      return !row.quotes?.some(({ exact }) => isSameText((value as Quote).exact, exact));
    default:
      return typeof value === 'string' && value.trim() !== '';
  }
}
