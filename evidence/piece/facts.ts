/**
 * Facts that the application asks for besides why a page is evidence. Each is optional, and a missing one
 * means its default, so nobody has to fill anything in.
 */
import * as v from 'valibot';
import { parseWebAddress } from '../page/page-address.ts';
import { cleanTitle, cut } from '../values/clean-text.ts';
import { definedIn } from '../values/defined-in.ts';

/** Longest label, in UTF-16 code units. */
export const MAX_LABEL_LENGTH = 60;

/** Maximum number of labels on one page. */
export const MAX_LABELS = 20;

/** Longest description of where evidence without a web page is kept, in UTF-16 code units. */
export const MAX_PLACE_LENGTH = 500;

/** Whether the piece shows what the school does (the default) or what it plans. */
export const STATUSES = ['done', 'planned'] as const;

/** Status of a piece that has none stored. */
export const DEFAULT_STATUS = 'done';

/** Who can open the page: everyone, only people who log in, or only people in the school. */
export const ACCESS = ['everyone', 'login', 'local'] as const;

/** See {@link STATUSES}. */
export type Status = (typeof STATUSES)[number];

/** See {@link ACCESS}. */
export type Access = (typeof ACCESS)[number];

/** A calendar day, YYYY-MM-DD (ISO 8601), as a date field returns it. */
export const daySchema = v.pipe(v.string(), v.check(isDay, 'not a day like 2026-11-22'));

const label = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_LABEL_LENGTH));

/** The facts as stored in a piece. */
export const factsEntries = {
  /** Day of the activity; the day of tagging if missing. */
  activityDate: v.optional(daySchema),
  /** Projects and other labels. */
  labels: v.optional(v.pipe(v.array(label), v.maxLength(MAX_LABELS))),
  status: v.optional(v.picklist(STATUSES)),
  /** Guessed from the address if missing. */
  access: v.optional(v.picklist(ACCESS)),
  /** Where evidence without a web page is kept. */
  place: v.optional(v.pipe(v.string(), v.maxLength(MAX_PLACE_LENGTH))),
};

const factsSchema = v.object(factsEntries);

/** All facts known about a page besides why it is evidence. */
export type Facts = v.InferOutput<typeof factsSchema>;

/** A change of facts: only those to change; null resets one to its default. */
export const factsChangeSchema = v.strictObject({
  activityDate: v.optional(v.nullable(daySchema)),
  labels: v.optional(v.array(v.string())),
  status: v.optional(v.nullable(v.picklist(STATUSES))),
  access: v.optional(v.nullable(v.picklist(ACCESS))),
  place: v.optional(v.string()),
});

/** See {@link factsChangeSchema}. */
export type FactsChange = v.InferOutput<typeof factsChangeSchema>;

/** A change of the facts of many pages, which can also add and remove single labels. */
export const factsEditSchema = v.strictObject({
  ...factsChangeSchema.entries,
  addLabels: v.optional(v.array(v.string())),
  removeLabels: v.optional(v.array(v.string())),
});

/** See {@link factsEditSchema}. */
export type FactsEdit = v.InferOutput<typeof factsEditSchema>;

/** @returns the change that an edit of many pages makes to one of them */
export function factsChangeFor(
  { labels: known = [] }: Facts,
  { addLabels = [], removeLabels = [], ...rest }: FactsEdit,
): FactsChange {
  if (addLabels.length + removeLabels.length === 0) return rest;
  const { labels = known } = rest;
  const [added, removed] = [cleanLabels(addLabels), cleanLabels(removeLabels)];
  const among = (all: readonly string[], label: string) => all.some((one) => sameLabel(one, label));
  // A label that is both added and removed stays: removed first, it would change its position each time.
  const left = labels.filter((one) => among(added, one) || !among(removed, one));
  return { ...rest, labels: [...left, ...addLabels] };
}

const FACTS = ['activityDate', 'labels', 'status', 'access', 'place'] as const;

/** @returns the facts of a piece, without its other fields. */
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
 * @returns the facts after a change, cleaned: each label has one line and appears once, whatever its case,
 *   and empty facts are left out. There may be more labels than a page is allowed: the caller checks
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

/** @returns the labels, each on one line; of those that differ only in case, the first. */
export function cleanLabels(labels: readonly string[]): string[] {
  const byWording = new Map<string, string>();
  for (const raw of labels) {
    const label = cut(cleanTitle(raw), MAX_LABEL_LENGTH).trimEnd();
    if (label && !byWording.has(labelWording(label))) byWording.set(labelWording(label), label);
  }
  return [...byWording.values()];
}

/** @returns whether two labels are the same, whatever their case. */
export function sameLabel(a: string, b: string): boolean {
  return labelWording(a) === labelWording(b);
}

/** @returns a label's wording, the same for any case. */
export function labelWording(label: string): string {
  return label.toLowerCase();
}

/**
 * Sites that show a page only to people who have logged in, by hostname and beginning of the path; subdomains
 * count too. If such a page was made public after all, the teacher can say so.
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

/** @returns who can probably open an address, used until somebody states it. */
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

/** Names that exist only inside a private network (RFC 6761; RFC 6762, appendix G; RFC 8375). */
const PRIVATE_NAME = /(^|\.)(localhost|local|intranet|internal|private|corp|home|lan|home\.arpa)$/;

/** Whether a host cannot be reached from outside, which is also true of a name without a dot. */
function isOfThisNetwork(hostname: string): boolean {
  return PRIVATE_ADDRESS.test(hostname) || PRIVATE_NAME.test(hostname) || !/[.:]/.test(hostname);
}

function isDay(text: string): boolean {
  const time = new Date(`${text}T00:00:00.000Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text)
  );
}
