import * as v from 'valibot';
import { type Evidence, isLive } from './evidence.ts';
import { type DomainCounts, forEachDomain, MISSION_DOMAINS } from './mission-domain.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const summarySchema = v.looseObject({
  version: v.literal(1),
  counts: v.object(v.entriesFromList(MISSION_DOMAINS, count)),
});

/**
 * How many live pieces each domain has, kept beside the records so that the popup never reads the
 * whole list. It can always be rebuilt from the records, which alone are the truth.
 */
export type Summary = v.InferOutput<typeof summarySchema>;

/** @returns the stored summary, or undefined where it is missing or not one: then rebuild it. */
export function parseSummary(value: unknown): Summary | undefined {
  const result = v.safeParse(summarySchema, value);
  return result.success ? result.output : undefined;
}

/** @returns the summary of a whole list. */
export function summarise(list: Iterable<Evidence>): Summary {
  const counts = forEachDomain(() => 0);
  for (const evidence of list) if (isLive(evidence)) counts[evidence.domain] += 1;
  return { version: 1, counts };
}

/** @returns the summary after some records were replaced; `before` and `after` hold only those. */
export function adjustSummary(
  summary: Summary,
  before: Iterable<Evidence>,
  after: Iterable<Evidence>,
): Summary {
  const gone = summarise(before).counts;
  const come = summarise(after).counts;
  const counts = forEachDomain((domain) => summary.counts[domain] - gone[domain] + come[domain]);
  return { ...summary, counts };
}

/** @returns whether two counts agree in every domain. */
export function sameCounts(a: DomainCounts, b: DomainCounts): boolean {
  return MISSION_DOMAINS.every((domain) => a[domain] === b[domain]);
}

/** @returns the number of pieces in all five domains. */
export function totalOf(counts: DomainCounts): number {
  return MISSION_DOMAINS.reduce((total, domain) => total + counts[domain], 0);
}
