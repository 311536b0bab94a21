/** The part of the summary that the popup needs; summary.ts computes it. */
import { type DomainCounts, MISSION_DOMAINS } from '../mission-domain.ts';
import type { RecordKind } from './record-kind.ts';
import { SUMMARY_KEY } from './storage-keys.ts';

/**
 * How many live pieces each domain has, stored beside the records so that the popup never reads the whole
 * list. It can always be rebuilt from the records, which alone are the truth. Unknown fields are kept.
 */
export interface Summary {
  readonly version: 1;
  readonly counts: DomainCounts;
}

/**
 * Parses by hand: the popup reads the summary each time it opens, and would need the library for nothing
 * else.
 * @returns the stored summary; undefined if it is missing or invalid: then rebuild it
 */
export function parseSummary(value: unknown): Summary | undefined {
  const { version, counts } = Object(value) as Partial<Summary>;
  const isCounted = MISSION_DOMAINS.every((domain) => {
    const count: unknown = counts?.[domain];
    return typeof count === 'number' && Number.isInteger(count) && count >= 0;
  });
  return version === 1 && isCounted ? (value as Summary) : undefined;
}

/** See {@link Summary}. */
export const SUMMARY: RecordKind<Summary | undefined> = {
  prefix: SUMMARY_KEY,
  parse: parseSummary,
  inSnapshot: false,
  inMirror: false,
};

/** @returns the number of pieces in all five domains */
export function totalOf(counts: DomainCounts): number {
  return MISSION_DOMAINS.reduce((total, domain) => total + counts[domain], 0);
}
