import { MAX_CONTRIBUTIONS } from '../piece/contribution.ts';
import { MAX_LABELS } from '../piece/facts.ts';
import type { Piece } from '../piece/piece.ts';
import { MAX_QUOTES } from '../piece/quote.ts';
import { joined, overflows, stateOf } from './piece-state.ts';

/**
 * Checks the counts first: most pieces have so little that they need not be merged to know.
 * @returns whether a piece has more than fits once it is merged
 */
export function isOverfull(here: Piece | undefined, theirs: Piece): boolean {
  const count = (field: 'quotes' | 'labels' | 'contributions') =>
    (here?.[field]?.length ?? 0) + (theirs[field]?.length ?? 0);
  if (
    count('quotes') <= MAX_QUOTES &&
    count('labels') <= MAX_LABELS &&
    count('contributions') <= MAX_CONTRIBUTIONS
  )
    return false;
  const said = stateOf(theirs);
  return overflows(here ? joined(stateOf(here), said) : said);
}
