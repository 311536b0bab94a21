/** Decides whether a piece falls in the period of an application. */

import { dayOf } from '../list/list-view.ts';
import type { Piece } from '../piece/piece.ts';
import type { Application } from './application.ts';

/** The first and the last day (YYYY-MM-DD) that counts; either may be missing. */
export type Period = Pick<Application, 'from' | 'to'>;

/**
 * @returns whether the activity, or else the tagging, was before or after the period. A planned activity is
 *   never outside: the school intends to do it after the period
 */
export function isOutside(
  piece: Pick<Piece, 'activityDate' | 'taggedAt' | 'status'>,
  { from, to }: Period,
): boolean {
  if (piece.status === 'planned') return false;
  const day = dayOf(piece);
  return (from !== undefined && day < from) || (to !== undefined && day > to);
}
