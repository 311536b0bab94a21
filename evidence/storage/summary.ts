import { type DomainCounts, forEachDomain, MISSION_DOMAINS } from '../mission-domain.ts';
import type { Piece } from '../piece/piece.ts';
import { isLive } from '../piece/piece-id.ts';
import type { Summary } from './parse-summary.ts';

export { parseSummary, type Summary, totalOf } from './parse-summary.ts';

/** @returns the summary of a whole list */
export function summarise(list: Iterable<Piece>): Summary {
  const counts = forEachDomain(() => 0);
  for (const evidence of list) if (isLive(evidence)) counts[evidence.domain] += 1;
  return { version: 1, counts };
}

/** @returns the summary after some pieces were replaced; `before` and `after` hold only those */
export function adjustSummary(summary: Summary, before: Iterable<Piece>, after: Iterable<Piece>): Summary {
  const gone = summarise(before).counts;
  const come = summarise(after).counts;
  const counts = forEachDomain((domain) => summary.counts[domain] - gone[domain] + come[domain]);
  return { ...summary, counts };
}

/** @returns whether two counts agree in every domain */
export function sameCounts(a: DomainCounts, b: DomainCounts): boolean {
  return MISSION_DOMAINS.every((domain) => a[domain] === b[domain]);
}
