/** Counts the list by domain, colleague and school year, to show where evidence is missing. */

import { type DomainCounts, forEachDomain, MISSION_DOMAINS, type MissionDomain } from '../mission-domain.ts';
import { namesOf } from '../piece/contribution.ts';
import { isLive, type Piece } from '../piece/piece.ts';

/**
 * Number of pieces from which a domain is called covered. This is our rule of thumb, not the School Label's:
 * its reviewers look at what the pieces say, and send applications back for thin evidence.
 */
const COVERED_FROM = 3;

/** How well a domain is covered. */
export type Coverage = 'empty' | 'thin' | 'covered';

/** How the pieces of each domain are grouped into columns. */
export type Grouping = 'colleague' | 'school-year';

/** One column of the overview. */
export interface CoverageColumn {
  /** The colleague's name or the school year (`2026/27`); '' for pieces without a name. */
  readonly name: string;
  readonly counts: DomainCounts;
}

/** @returns how well a domain with this many pieces is covered. */
export function coverageOf(pieces: number): Coverage {
  if (pieces === 0) return 'empty';
  return pieces < COVERED_FROM ? 'thin' : 'covered';
}

/** @returns the empty domains and the thin ones, in Mission order */
export function gapsIn(counts: DomainCounts): { empty: MissionDomain[]; thin: MissionDomain[] } {
  const those = (coverage: Coverage) =>
    MISSION_DOMAINS.filter((domain) => coverageOf(counts[domain]) === coverage);
  return { empty: those('empty'), thin: those('thin') };
}

/**
 * @returns the live pieces of a list, counted by domain, with one column for each colleague (by name) or
 *   school year (the latest first); pieces without a name come last
 */
export function coverageBy(grouping: Grouping, list: Iterable<Piece>): CoverageColumn[] {
  const columns = new Map<string, DomainCounts>();
  for (const evidence of list) {
    if (!isLive(evidence)) continue;
    const name = grouping === 'colleague' ? (namesOf(evidence)[0] ?? '').trim() : schoolYearOf(evidence);
    const counts = columns.get(name) ?? forEachDomain(() => 0);
    counts[evidence.domain] += 1;
    columns.set(name, counts);
  }
  const order = grouping === 'colleague' ? byName : byYear;
  return Array.from(columns, ([name, counts]) => ({ name, counts })).sort((a, b) => order(a.name, b.name));
}

/** The month in which a school year begins, counted from 1: September, as almost everywhere in Europe. */
const FIRST_MONTH = 9;

/** @returns the school year of the activity, or else of the tagging: `2026/27` */
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
