/** The columns of our tables, for the code that writes tables and the code that reads them. */

import { type Contribution, contributionsOf } from '../piece/contribution.ts';
import type { Piece } from '../piece/piece.ts';

/** The longest cell in Excel, in UTF-16 code units (Microsoft, Excel specifications and limits). */
export const MAX_SHEET_CELL_LENGTH = 32_767;

/** The columns of every table, in order; their heads are `words.columns`. */
export const COLUMNS = [
  'number',
  'domain',
  'title',
  'address',
  'note',
  'quotes',
  'activityDate',
  'taggedOn',
  'taggedBy',
  'labels',
  'access',
  'status',
  'id',
] as const;

/** See {@link COLUMNS}. */
export type Column = (typeof COLUMNS)[number];

/**
 * @returns the authors that have columns of their own: the first person who tagged the piece, and each other
 *   person who wrote something that nobody else did, or at least gave a name
 */
export function tableAuthors(piece: Piece): readonly Contribution[] {
  const [first, ...others] = contributionsOf(piece);
  if (!first) return [];
  const authors = [first];
  for (const one of others) {
    const isThere = authors.some(
      ({ by, note }) => by === one.by && (note === one.note || one.note.trim() === ''),
    );
    if (!isThere && (one.by !== '' || one.note.trim() !== '')) authors.push(one);
  }
  return authors;
}
