/**
 * The five domains of the eTwinning School Mission, in the Mission's own order.
 * Their official wording lives in locales/<language>/mission.json; code knows only these ids.
 * The ids are stored and exported: they never change.
 */
export const MISSION_DOMAINS = [
  'shared-leadership',
  'collaboration',
  'student-agency',
  'model-school',
  'inclusive-innovation',
] as const;

/** One of the five mission domains (never a web host: that is a `hostname`). */
export type MissionDomain = (typeof MISSION_DOMAINS)[number];

/** How many pieces of evidence each mission domain has. */
export type DomainCounts = Record<MissionDomain, number>;

/** @returns the domain's number as the Mission counts them, 1 to 5. */
export function domainNumber(domain: MissionDomain): number {
  return MISSION_DOMAINS.indexOf(domain) + 1;
}

/** @returns a record with `value(domain)` for each of the five, in Mission order. */
export function forEachDomain<T>(value: (domain: MissionDomain) => T): Record<MissionDomain, T> {
  return Object.fromEntries(MISSION_DOMAINS.map((domain) => [domain, value(domain)])) as Record<
    MissionDomain,
    T
  >;
}

/** @returns the domain, or undefined if a stored value isn't one */
export function parseDomain(value: unknown): MissionDomain | undefined {
  return MISSION_DOMAINS.find((domain) => domain === value);
}
