/** Finds the values that somebody deleted from one of our tables before importing it again. */

import { tableAuthors } from '../files/table-columns.ts';
import type { ToldField, ToldRow } from '../files/told-row.ts';
import { contributionsOf } from '../piece/contribution.ts';
import { labelWording } from '../piece/facts.ts';
import { isLive, type Piece, type PieceId } from '../piece/piece.ts';
import type { Quote } from '../piece/quote.ts';
import { fieldOf } from '../piece/registers.ts';
import { atOnce, type Steps } from '../values/in-slices.ts';
import type { PieceList } from './merge-lists.ts';
import { stateOf } from './piece-state.ts';
import { isSameText } from './same-text.ts';

/** The values that a piece of the list has and its row no longer has. */
export interface EmptiedCells {
  /** Names of registers (registers.ts). */
  readonly registers: readonly string[];
  /** Origins whose notes are gone. */
  readonly notes: readonly string[];
  /** Fields of both. */
  readonly fields: ReadonlySet<string>;
}

/**
 * Finds emptied cells. A gap in a row counts only if the list that the table was exported from had heard of
 * everybody who contributes to the piece here: a colleague's own table never had values that are only in this
 * list. An emptied note counts whenever the id says whose note it is.
 * @param mine the list
 * @param rows the pieces of a table
 * @param told the values that each row states completely
 */
export function emptiedCells(
  mine: PieceList,
  rows: PieceList,
  told: ReadonlyMap<PieceId, ToldRow>,
): ReadonlyMap<PieceId, EmptiedCells> {
  return atOnce(findingEmptiedCells(mine, rows, told));
}

/** How many rows are one step: a few milliseconds of work. */
const STEP_ROWS = 50;

/** Works as {@link emptiedCells} does, with a stop after every few rows. */
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
    const { registers: known } = stateOf(here);
    const seen = contributionsOf(here);
    const hasHeardAll = tableAuthors(here).every(({ origin }) => all.origins.includes(origin));
    const registers = hasHeardAll
      ? [...known]
          .filter(([name, { value }]) => isMissing(name, value, row, all.fields))
          .map(([name]) => name)
      : [];
    const notes = all.emptyNotes.filter((origin) =>
      seen.some((one) => one.origin === origin && one.note.trim() !== ''),
    );
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
