/**
 * How well a mission domain is covered, as its number of pieces tells at a glance. It is our rule of
 * thumb and not the School Label's: what counts there is what the pieces say.
 */

/** See {@link coverageOf}. */
export type Coverage = 'empty' | 'thin' | 'covered';

/** From how many pieces on a domain is called covered. */
const COVERED_FROM = 3;

/** @returns how a domain with so many pieces is covered. */
export function coverageOf(pieces: number): Coverage {
  if (pieces === 0) return 'empty';
  return pieces < COVERED_FROM ? 'thin' : 'covered';
}
