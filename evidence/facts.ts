/**
 * What the application asks about a page beside why it is evidence. Each fact is optional, and one
 * that is missing means its default, so that nothing has to be filled in.
 */
import * as v from 'valibot';
import { cleanTitle, cut } from './clean-text.ts';
import { isWebAddress } from './page-address.ts';

/** Longest label kept, in UTF-16 code units. */
export const MAX_LABEL_LENGTH = 60;

/** The most labels that one page has. */
export const MAX_LABELS = 20;

/** Longest name of a colleague, in UTF-16 code units. */
export const MAX_NAME_LENGTH = 100;

/** Longest description of where evidence without a web page is kept, in UTF-16 code units. */
export const MAX_PLACE_LENGTH = 500;

/** Whether it shows what the school does (the default) or what it plans. */
export const STATUSES = ['done', 'planned'] as const;

/** Who can open the page: everyone, only those who log in, or only people in the school. */
export const ACCESS = ['everyone', 'login', 'local'] as const;

/** See {@link STATUSES}. */
export type Status = (typeof STATUSES)[number];

/** See {@link ACCESS}. */
export type Access = (typeof ACCESS)[number];

/** A day of the calendar, YYYY-MM-DD (ISO 8601), as a date field gives it. */
export const daySchema = v.pipe(v.string(), v.check(isDay, 'not a day like 2026-11-22'));

const label = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_LABEL_LENGTH));

/** The facts as they are stored with a piece. */
export const factsEntries = {
  /** When the activity was; the day of tagging where it is missing. */
  activityDate: v.optional(daySchema),
  /** Projects and other labels. */
  labels: v.optional(v.pipe(v.array(label), v.maxLength(MAX_LABELS))),
  status: v.optional(v.picklist(STATUSES)),
  /** Where it is missing, it is guessed from the address. */
  access: v.optional(v.picklist(ACCESS)),
  /** Where evidence without a web page is kept. */
  place: v.optional(v.pipe(v.string(), v.maxLength(MAX_PLACE_LENGTH))),
};

const factsSchema = v.object(factsEntries);

/** What is known about a page beside why it is evidence. */
export type Facts = v.InferOutput<typeof factsSchema>;

/** A change of facts: only those to change; null takes one back to its default. */
export const factsChangeSchema = v.strictObject({
  activityDate: v.optional(v.nullable(daySchema)),
  labels: v.optional(v.array(v.string())),
  status: v.optional(v.nullable(v.picklist(STATUSES))),
  access: v.optional(v.nullable(v.picklist(ACCESS))),
  place: v.optional(v.string()),
});

/** See {@link factsChangeSchema}. */
export type FactsChange = v.InferOutput<typeof factsChangeSchema>;

const FACTS = ['activityDate', 'labels', 'status', 'access', 'place'] as const;

/** @returns only the facts of a piece. */
export function factsOf(piece: Facts): Facts {
  return Object.fromEntries(
    FACTS.filter((fact) => piece[fact] !== undefined).map((fact) => [fact, piece[fact]]),
  );
}

/**
 * @returns the facts after a change, cleaned: a label has one line and stands once whatever its case,
 *   and what says nothing is left out
 */
export function changedFacts(facts: Facts, change: FactsChange): Facts {
  const changed: Record<string, unknown> = { ...facts, ...change };
  if (change.labels) changed.labels = cleanLabels(change.labels);
  if (change.place !== undefined) changed.place = cut(cleanTitle(change.place), MAX_PLACE_LENGTH).trimEnd();
  const said = Object.entries(changed).filter(
    ([, value]) => value !== null && value !== undefined && value !== '' && !isEmptyList(value),
  );
  return Object.fromEntries(said);
}

/** @returns the labels on one line each, the first of each wording, at most `limit`. */
export function cleanLabels(labels: readonly string[], limit: number = MAX_LABELS): string[] {
  const byWording = new Map<string, string>();
  for (const raw of labels) {
    const clean = cut(cleanTitle(raw), MAX_LABEL_LENGTH).trimEnd();
    const wording = clean.toLowerCase();
    if (clean && !byWording.has(wording)) byWording.set(wording, clean);
  }
  return [...byWording.values()].slice(0, limit);
}

/**
 * Places that show a page only to people who have logged in, by host name and beginning of the path;
 * what is below the host counts too. Where such a page was made public nonetheless, the teacher says so.
 */
const MEMBERS_ONLY: readonly (readonly [hostname: string, path: RegExp])[] = [
  ['twinspace.etwinning.net', /^/],
  [
    'school-education.ec.europa.eu',
    /^(\/[a-z]{2}(-[a-z]{2})?)?\/etwinning\/projects\/[^/]+\/twinspace(\/|$)/,
  ],
  ['drive.google.com', /^/],
  ['docs.google.com', /^(?!.*\/(pub|pubhtml|viewform)$)/],
  ['classroom.google.com', /^/],
  ['mail.google.com', /^/],
  ['sharepoint.com', /^/],
  ['onedrive.live.com', /^/],
  ['1drv.ms', /^/],
  ['teams.microsoft.com', /^/],
  ['dropbox.com', /^\/(home|personal)/],
];

/** @returns who can probably open an address, for as long as nobody has said it. */
export function guessAccess(url: string): Access {
  if (!isWebAddress(url)) return 'local';
  const { hostname, pathname } = new URL(url);
  if (isOfThisNetwork(hostname)) return 'local';
  const isMembersOnly = MEMBERS_ONLY.some(
    ([host, path]) => (hostname === host || hostname.endsWith(`.${host}`)) && path.test(pathname),
  );
  return isMembersOnly ? 'login' : 'everyone';
}

/** Names and addresses that lead nowhere from outside (RFC 1918, RFC 6761, RFC 6762, RFC 8375). */
function isOfThisNetwork(hostname: string): boolean {
  return (
    /(^|\.)(localhost|local|internal|lan|home\.arpa)$/.test(hostname) ||
    /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^169\.254\.|^\[(::1|f[cd]|fe80)/.test(hostname) ||
    !/[.:]/.test(hostname)
  );
}

function isDay(text: string): boolean {
  const time = new Date(`${text}T00:00:00.000Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text)
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
