/**
 * Texts that the school writes in the application form. Each application is one record, so that a keystroke
 * writes one record; a setting says which one is being worked on. A deleted one can be restored for 60 days.
 *
 * - A reference to a piece is stored as a mark that identifies its page; its number is computed when shown
 *   (references.ts).
 * - An edition (edition.ts) holds an application and all live pieces under one key, without pictures. It is
 *   written once and read with the list (10,000 pieces are 5.6 MB and take some two seconds to write). An
 *   edition made here changes only if it is deleted, or if the teacher deletes its pieces for good. One that
 *   came with a file is removed by undoing that import and by going back.
 * - Importing the applications of a file never overwrites words: contradicting ones are added beside
 *   (join-applications.ts).
 * - A backup has a field for each of both; a reader that knows neither skips them.
 */
import * as v from 'valibot';
import { MISSION_DOMAINS, type MissionDomain } from '../mission-domain.ts';
import { daySchema } from '../piece/facts.ts';
import { cleanText, cleanTitle, cut, MAX_NAME_LENGTH } from '../values/clean-text.ts';
import { definedIn } from '../values/defined-in.ts';
import { sameValue } from '../values/same-value.ts';
import { laterThan, timestamp } from '../values/timestamp.ts';
import { versionOf } from '../values/version.ts';
import { isApplicationId } from './application-id.ts';

/** Version of the stored shape that this code writes. */
export const APPLICATION_VERSION = 1;

/** Longest stored text of one field, in UTF-16 code units: some six printed pages. */
export const MAX_TEXT_LENGTH = 20_000;

/** Longest name of a school, and of the people who prepared the application, in UTF-16 code units. */
export const MAX_SCHOOL_LENGTH = 200;

/** Maximum number of applications, or of their editions, in one file. */
export const MAX_APPLICATIONS = 1_000;

/** Largest character limit that a teacher may enter for the form. */
export const MAX_LIMIT = 1_000_000;

/**
 * Questions that the form asks for each domain: what the school does now, and what it plans for the next two
 * years.
 */
export const PARTS = ['explanation', 'plan'] as const;

/** See {@link PARTS}. */
export type Part = (typeof PARTS)[number];

/** A text of the form: the one on eSafety, which comes first, or one of a domain. */
export type ApplicationField = 'eSafety' | `${MissionDomain}.${Part}`;

/** All texts of the form, in its order. */
export const APPLICATION_FIELDS: readonly ApplicationField[] = [
  'eSafety',
  ...MISSION_DOMAINS.flatMap((domain) => PARTS.map((part) => fieldOf(domain, part))),
];

/** Identifies an application or an edition: random, or made from its contents. */
export const applicationIdSchema = v.pipe(
  v.string(),
  v.check((id: string) => isApplicationId(id), 'not the id of an application'),
);

const textsSchema = v.looseObject(
  v.entriesFromList(APPLICATION_FIELDS, v.optional(v.pipe(v.string(), v.maxLength(MAX_TEXT_LENGTH)))),
);

const limitSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_LIMIT));

const storedSchema = v.looseObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  id: applicationIdSchema,
  name: v.pipe(v.string(), v.maxLength(MAX_NAME_LENGTH)),
  school: v.pipe(v.string(), v.maxLength(MAX_SCHOOL_LENGTH)),
  preparedBy: v.pipe(v.string(), v.maxLength(MAX_SCHOOL_LENGTH)),
  from: v.optional(daySchema),
  to: v.optional(daySchema),
  limit: v.optional(limitSchema),
  texts: textsSchema,
  createdAt: timestamp,
  updatedAt: timestamp,
  deletedAt: v.optional(timestamp),
});

/**
 * One application for the label.
 *
 * - `name`: the school's name for it, such as the year
 * - `from`, `to`: the first and the last day that counts (YYYY-MM-DD); either may be missing
 * - `limit`: how many characters the form accepts, if the teacher knows it
 * - `texts`: the texts, in which references to pages are marks (see references.ts)
 * - `deletedAt`: when it was deleted; it stays stored for a while, so that it can be restored
 *
 * Times are ISO 8601 UTC. Other fields are preserved.
 */
export type Application = v.InferOutput<typeof storedSchema>;

/** Accepts an application from outside: cleans its texts and preserves unknown fields. */
export const applicationSchema = v.pipe(storedSchema, v.transform(cleaned));

/** Result of parsing a stored value, as with pieces. */
export type StoredApplication =
  | { readonly state: 'ok'; readonly application: Application }
  /** Written by a newer version: shown, never written. */
  | { readonly state: 'newer'; readonly application: Application }
  | { readonly state: 'unreadable' };

/** @returns the application and whether this code may write it; never throws. */
export function parseApplication(value: unknown): StoredApplication {
  const result = v.safeParse(applicationSchema, value);
  if (!result.success) return { state: 'unreadable' };
  const state = (versionOf(value) ?? 0) > APPLICATION_VERSION ? 'newer' : 'ok';
  return { state, application: result.output };
}

/** A change of an application's details: only the fields to change; null removes one. */
export const applicationChangeSchema = v.strictObject({
  name: v.optional(v.string()),
  school: v.optional(v.string()),
  preparedBy: v.optional(v.string()),
  from: v.optional(v.nullable(daySchema)),
  to: v.optional(v.nullable(daySchema)),
  limit: v.optional(v.nullable(limitSchema)),
});

/** See {@link applicationChangeSchema}. */
export type ApplicationChange = v.InferOutput<typeof applicationChangeSchema>;

/** @returns the name of a domain's text */
export function fieldOf(domain: MissionDomain, part: Part): ApplicationField {
  return `${domain}.${part}`;
}

/** @returns an application without any text; `now` is ISO 8601 UTC */
export function newApplication(id: string, now: string): Application {
  return {
    version: APPLICATION_VERSION,
    id,
    name: '',
    school: '',
    preparedBy: '',
    texts: {},
    createdAt: now,
    updatedAt: now,
  };
}

/** @returns the application after a change, itself if it stays the same; each detail is on one line */
export function changedApplication(
  application: Application,
  change: ApplicationChange,
  now: string,
): Application {
  const changed = cleaned(withoutNull({ ...application, ...definedIn(cutToLength(change)) }));
  return written(application, changed, now);
}

/** @returns the application with another text, itself if the text is the same */
export function withText(
  application: Application,
  field: ApplicationField,
  text: string,
  now: string,
): Application {
  const texts = { ...application.texts, [field]: text };
  return written(application, cleaned({ ...application, texts }), now);
}

/** @returns the application deleted, or restored if `now` is missing; itself if it is so already */
export function removed(application: Application, now?: string): Application {
  const { deletedAt, ...rest } = application;
  if ((deletedAt === undefined) === (now === undefined)) return application;
  return now === undefined ? rest : { ...rest, deletedAt: now };
}

/** @returns the text of a field; '' if nothing is written */
export function textOf({ texts }: Application, field: ApplicationField): string {
  return texts[field] ?? '';
}

/** @returns the applications that are not deleted, the newest first */
export function liveApplications(all: Iterable<Application>): Application[] {
  return [...all]
    .filter(({ deletedAt }) => deletedAt === undefined)
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : a.id < b.id ? -1 : 1));
}

/** @returns the chosen application; the newest if that one does not exist (any more) */
export function currentApplication(
  all: Iterable<Application>,
  chosen: string | null | undefined,
): Application | undefined {
  const live = liveApplications(all);
  return live.find(({ id }) => id === chosen) ?? live[0];
}

function written(before: Application, after: Application, now: string): Application {
  if (sameValue(before, after)) return before;
  return { ...after, version: APPLICATION_VERSION, updatedAt: laterThan(before.updatedAt, now) };
}

/** Cleans all texts and leaves out empty ones. */
function cleaned(application: Application): Application {
  const { name, school, preparedBy, texts } = application;
  const entries = Object.entries(texts)
    .map(([field, text]) => [field, typeof text === 'string' ? cleanText(text) : text] as const)
    .filter(([, text]) => text !== '' && text !== undefined);
  return {
    ...application,
    name: cleanTitle(name),
    school: cleanTitle(school),
    preparedBy: cleanTitle(preparedBy),
    texts: Object.fromEntries(entries),
  };
}

function cutToLength({ name, school, preparedBy, ...rest }: ApplicationChange): ApplicationChange {
  const line = (text: string | undefined, length: number) =>
    text === undefined ? undefined : cut(cleanTitle(text), length).trimEnd();
  return {
    ...rest,
    ...definedIn({
      name: line(name, MAX_NAME_LENGTH),
      school: line(school, MAX_SCHOOL_LENGTH),
      preparedBy: line(preparedBy, MAX_SCHOOL_LENGTH),
    }),
  };
}

function withoutNull(fields: object): Application {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Application;
}
