/** Where there is evidence and where it is missing: the list counted by domain, colleague and school year. */

import { type DomainCounts, forEachDomain, MISSION_DOMAINS, type MissionDomain } from '../mission-domain.ts';
import { isLive, type Piece } from '../piece/piece.ts';

/**
 * From how many pieces on a domain is called covered. It is our rule of thumb and not the School Label's:
 * what counts there is what the pieces say, and thin evidence is what applications are sent back for.
 */
const COVERED_FROM = 3;

/** How a domain is covered. */
export type Coverage = 'empty' | 'thin' | 'covered';

/** By what the pieces of each domain are told apart. */
export type Grouping = 'colleague' | 'school-year';

/** One column of the overview. */
export interface CoverageColumn {
  /** The colleague's name or the school year (`2026/27`); '' for pieces without a name. */
  readonly name: string;
  readonly counts: DomainCounts;
}

/** @returns how a domain with so many pieces is covered. */
export function coverageOf(pieces: number): Coverage {
  if (pieces === 0) return 'empty';
  return pieces < COVERED_FROM ? 'thin' : 'covered';
}

/** @returns the domains that are empty and those that are thin, in Mission order */
export function gapsIn(counts: DomainCounts): { empty: MissionDomain[]; thin: MissionDomain[] } {
  const those = (coverage: Coverage) =>
    MISSION_DOMAINS.filter((domain) => coverageOf(counts[domain]) === coverage);
  return { empty: those('empty'), thin: those('thin') };
}

/**
 * @returns the live pieces of a list, counted by domain in one column for each colleague (by name) or
 *   school year (the latest first); what has no name comes last
 */
export function coverageBy(grouping: Grouping, list: Iterable<Piece>): CoverageColumn[] {
  const columns = new Map<string, DomainCounts>();
  for (const evidence of list) {
    if (!isLive(evidence)) continue;
    const name = grouping === 'colleague' ? (evidence.taggedBy ?? '').trim() : schoolYearOf(evidence);
    const counts = columns.get(name) ?? forEachDomain(() => 0);
    counts[evidence.domain] += 1;
    columns.set(name, counts);
  }
  const order = grouping === 'colleague' ? byName : byYear;
  return Array.from(columns, ([name, counts]) => ({ name, counts })).sort((a, b) => order(a.name, b.name));
}

/** The month with which a school year begins, from 1: September, as almost everywhere in Europe. */
const FIRST_MONTH = 9;

/** @returns the school year in which the activity was, or else the tagging: `2026/27` */
export function schoolYearOf({ activityDate, taggedAt }: Pick<Piece, 'activityDate' | 'taggedAt'>): string {
  const [year = 0, month = 0] = (activityDate ?? taggedAt).split('-').map(Number);
  const begins = month >= FIRST_MONTH ? year : year - 1;
  return `${begins}/${String((begins + 1) % 100).padStart(2, '0')}`;
}

function byName(a: string, b: string): number {
  if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
  return a.localeCompare(b);
}

function byYear(a: string, b: string): number {
  return a < b ? 1 : a > b ? -1 : 0;
}
