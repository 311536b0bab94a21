/** What the popup needs of the summary; summary.ts makes it. */
import { type DomainCounts, MISSION_DOMAINS } from '../mission-domain.ts';
import type { RecordKind } from './record-kind.ts';
import { SUMMARY_KEY } from './storage-keys.ts';

/**
 * How many live pieces each domain has, kept beside the records so that the popup never reads the
 * whole list. It can always be rebuilt from the records, which alone are the truth. Fields that this code
 * does not know are kept.
 */
export interface Summary {
  readonly version: 1;
  readonly counts: DomainCounts;
}

/**
 * Parsed by hand: the popup reads it each time it opens, and would need the library for nothing else.
 * @returns the stored summary, or undefined where it is missing or not one: then rebuild it.
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

/** @returns the number of pieces in all five domains. */
export function totalOf(counts: DomainCounts): number {
  return MISSION_DOMAINS.reduce((total, domain) => total + counts[domain], 0);
}
