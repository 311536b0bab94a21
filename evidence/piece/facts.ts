/**
 * What the application asks about a page beside why it is evidence. Each fact is optional, and one
 * that is missing means its default, so that nothing has to be filled in.
 */
import * as v from 'valibot';
import { parseWebAddress } from '../page/page-address.ts';
import { cleanTitle, cut } from '../values/clean-text.ts';
import { definedIn } from '../values/defined-in.ts';

/** Longest label kept, in UTF-16 code units. */
export const MAX_LABEL_LENGTH = 60;

/** The most labels that one page has. */
export const MAX_LABELS = 20;

/** Longest description of where evidence without a web page is kept, in UTF-16 code units. */
export const MAX_PLACE_LENGTH = 500;

/** Whether it shows what the school does (the default) or what it plans. */
export const STATUSES = ['done', 'planned'] as const;

/** What a piece is that does not say. */
export const DEFAULT_STATUS = 'done';

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

/** A change of pages' facts: labels can be added and removed one by one as well. */
export const factsEditSchema = v.strictObject({
  ...factsChangeSchema.entries,
  addLabels: v.optional(v.array(v.string())),
  removeLabels: v.optional(v.array(v.string())),
});

/** See {@link factsEditSchema}. */
export type FactsEdit = v.InferOutput<typeof factsEditSchema>;

/** @returns what a change of pages' facts means for one of them */
export function factsChangeFor(
  { labels: known = [] }: Facts,
  { addLabels = [], removeLabels = [], ...rest }: FactsEdit,
): FactsChange {
  if (addLabels.length + removeLabels.length === 0) return rest;
  const { labels = known } = rest;
  const [added, removed] = [cleanLabels(addLabels), cleanLabels(removeLabels)];
  const among = (all: readonly string[], label: string) => all.some((one) => sameLabel(one, label));
  // What is to be added is not removed: it would come back in another place each time.
  const left = labels.filter((one) => among(added, one) || !among(removed, one));
  return { ...rest, labels: [...left, ...addLabels] };
}

const FACTS = ['activityDate', 'labels', 'status', 'access', 'place'] as const;

/** @returns only the facts of a piece. */
export function factsOf(piece: Facts): Facts {
  return Object.fromEntries(
    FACTS.filter((fact) => piece[fact] !== undefined).map((fact) => [fact, piece[fact]]),
  );
}

/** @returns the piece with these facts and no others. */
export function withFacts<One extends Facts>(piece: One, facts: Facts): One {
  const {
    activityDate: _day,
    labels: _labels,
    status: _status,
    access: _access,
    place: _place,
    ...rest
  } = piece;
  return { ...rest, ...facts } as One;
}

/**
 * @returns the facts after a change, cleaned: a label has one line and stands once whatever its case,
 *   and what says nothing is left out. There may be more labels than a page can have: the caller checks
 */
export function changedFacts(facts: Facts, change: FactsChange): Facts {
  const changed = { ...facts, ...definedIn(change) };
  const { labels, place } = changed;
  const cleaned = {
    ...changed,
    ...(labels && { labels: cleanLabels(labels) }),
    ...(place !== undefined && { place: cut(cleanTitle(place), MAX_PLACE_LENGTH).trimEnd() }),
  };
  const said = Object.entries(cleaned).filter(
    ([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(said);
}

/** @returns the labels on one line each, the first of each wording. */
export function cleanLabels(labels: readonly string[]): string[] {
  const byWording = new Map<string, string>();
  for (const raw of labels) {
    const label = cut(cleanTitle(raw), MAX_LABEL_LENGTH).trimEnd();
    if (label && !byWording.has(labelWording(label))) byWording.set(labelWording(label), label);
  }
  return [...byWording.values()];
}

/** @returns whether two labels have one wording, whatever their case. */
export function sameLabel(a: string, b: string): boolean {
  return labelWording(a) === labelWording(b);
}

/** @returns what a label says, whatever its case. */
export function labelWording(label: string): string {
  return label.toLowerCase();
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
  ['docs.google.com', /^(?!.*\/(pub|pubhtml|pubembed|embed|viewform)\/?$)/],
  ['classroom.google.com', /^/],
  ['mail.google.com', /^/],
  ['outlook.live.com', /^/],
  ['outlook.office.com', /^/],
  ['sharepoint.com', /^/],
  ['onedrive.live.com', /^/],
  ['1drv.ms', /^/],
  ['teams.microsoft.com', /^/],
  ['dropbox.com', /^\/(home|personal)/],
  ['facebook.com', /^\/groups\//],
  ['web.whatsapp.com', /^/],
];

/** @returns who can probably open an address, for as long as nobody has said it. */
export function guessAccess(address: string): Access {
  const url = parseWebAddress(address);
  if (!url || isOfThisNetwork(url.hostname)) return 'local';
  const isMembersOnly = MEMBERS_ONLY.some(
    ([host, path]) => (url.hostname === host || url.hostname.endsWith(`.${host}`)) && path.test(url.pathname),
  );
  return isMembersOnly ? 'login' : 'everyone';
}

/** Addresses of private networks, as the WHATWG URL serialises them (RFC 1918, 3927, 4193, 4291). */
const PRIVATE_ADDRESS =
  /^(0|10|127)(\.\d+){3}$|^(192\.168|169\.254)(\.\d+){2}$|^172\.(1[6-9]|2\d|3[01])(\.\d+){2}$|^\[(::1?\]|f[cd]..:|fe[89ab].:)/;

/** Names that only a network of one's own has (RFC 6761; RFC 6762, appendix G; RFC 8375). */
const PRIVATE_NAME = /(^|\.)(localhost|local|intranet|internal|private|corp|home|lan|home\.arpa)$/;

/** Whether a host leads nowhere from outside, as a name without a dot does too. */
function isOfThisNetwork(hostname: string): boolean {
  return PRIVATE_ADDRESS.test(hostname) || PRIVATE_NAME.test(hostname) || !/[.:]/.test(hostname);
}

function isDay(text: string): boolean {
  const time = new Date(`${text}T00:00:00.000Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text)
  );
}
