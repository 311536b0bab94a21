import * as v from 'valibot';
import { pictureShapeSchema } from '../picture/picture-shape.ts';
import type { BegunLabel } from '../piece/begun-label.ts';
import { cleanLabels } from '../piece/facts.ts';
import { joinQuotes } from '../piece/join-quotes.ts';
import { MAX_QUOTES } from '../piece/quote.ts';
import { quoteSchema } from '../piece/quote-schema.ts';
import { cleanTitle } from '../values/clean-text.ts';
import { definedIn } from '../values/defined-in.ts';
import { sameValue } from '../values/same-value.ts';
import { ifNewer, type UnlessNewer } from '../values/version.ts';
import { type Put, put } from './puts.ts';
import type { RecordKind } from './record-kind.ts';
import { DRAFT_PREFIX, WAITING_PREFIX } from './storage-keys.ts';
import type { ReadingStore } from './store.ts';

/** The version of the stored shape that this code writes. */
export const DRAFT_VERSION = 1;

/** The state of the picture editor. */
const pictureDraftSchema = v.looseObject({
  ...pictureShapeSchema.entries,
  showsPupils: v.optional(v.boolean()),
});

/** See {@link BegunLabel}. */
export const begunLabelSchema = v.object({
  text: v.string(),
  at: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  instead: v.optional(v.string()),
}) satisfies v.GenericSchema<unknown, BegunLabel>;

const draftEntries = {
  title: v.optional(v.string()),
  quotes: v.optional(v.pipe(v.array(quoteSchema), v.maxLength(MAX_QUOTES))),
  picture: v.optional(pictureDraftSchema),
  label: v.optional(begunLabelSchema),
};

/** The shape of a draft, stored and sent. */
export const draftSchema = v.looseObject({
  version: v.literal(DRAFT_VERSION),
  ...draftEntries,
  updatedAt: v.string(),
});

/**
 * Everything that was typed, chosen or selected for a page and isn't part of a piece yet: title and quotes
 * until the page is tagged, crop and blurred areas until its picture is saved (never the picture itself), a
 * label until it is typed to the end. A draft is stored in two places: typed and chosen data on the disk;
 * selected quotes in memory, so that they are forgotten when the browser closes (session-part.ts).
 */
export type Draft = v.InferOutput<typeof draftSchema>;

/** A change of a draft: only the fields to change; null removes a field. */
export const draftChangeSchema = v.strictObject({
  title: v.optional(v.nullable(v.string())),
  quotes: v.optional(v.nullable(draftEntries.quotes.wrapped)),
  picture: v.optional(v.nullable(pictureDraftSchema)),
  label: v.optional(v.nullable(begunLabelSchema)),
});

/** See {@link draftChangeSchema}. */
export type DraftChange = v.InferOutput<typeof draftChangeSchema>;

/**
 * Everything that was typed or chosen for a page and isn't part of a piece yet, by page key. Going back to a
 * snapshot doesn't change it.
 */
export const DRAFT: RecordKind<UnlessNewer<Draft>, Draft> = {
  prefix: DRAFT_PREFIX,
  parse: (value) => parseDraft(value) ?? ifNewer(value, DRAFT_VERSION),
  inSnapshot: false,
  inMirror: true,
  isSound: (value) => value === null || DRAFT.parse(value) !== undefined,
};

/**
 * Quotes that were selected in a page and aren't part of a piece yet, by page key. In memory only
 * (session-part.ts).
 */
export const WAITING: RecordKind<Draft | undefined> = {
  prefix: WAITING_PREFIX,
  parse: parseDraft,
  inSnapshot: false,
  inMirror: false,
};

/** @returns the drafts of pages, by page key */
export async function readDrafts(
  store: Pick<ReadingStore, 'readRecords'>,
  pageKeys: Iterable<string>,
): Promise<ReadonlyMap<string, UnlessNewer<Draft>>> {
  const pages = [...pageKeys];
  const records = await store.readRecords(
    pages.flatMap((page) => [DRAFT_PREFIX + page, WAITING_PREFIX + page]),
  );
  return new Map(
    pages.map((page) => {
      const value = records[DRAFT_PREFIX + page];
      return [page, ifNewer(value, DRAFT_VERSION) ?? joinedDraft(value, records[WAITING_PREFIX + page])];
    }),
  );
}

/**
 * @returns the writes for drafts, by page key: only the parts that change, so that a selection never writes
 *   to the disk
 */
export async function draftPuts(
  store: Pick<ReadingStore, 'readRecords'>,
  drafts: ReadonlyMap<string, Draft | null>,
): Promise<Put[]> {
  if (drafts.size === 0) return [];
  const puts = [...drafts].flatMap(([page, draft]) => {
    const { kept, waiting } = draftParts(draft);
    return [
      { put: put(DRAFT, kept, page), part: kept },
      { put: put(WAITING, waiting, page), part: waiting },
    ];
  });
  const before = await store.readRecords(puts.map((one) => one.put.key));
  return puts.filter((one) => !sameDraft(before[one.put.key], one.part)).map((one) => one.put);
}

/** @returns the stored draft, cleaned; undefined if there is none that can be read */
export function parseDraft(value: unknown): Draft | undefined {
  const result = v.safeParse(draftSchema, value);
  return result.success ? cleaned(result.output) : undefined;
}

/**
 * @param kept the stored part that was typed or chosen
 * @param waiting the stored part that was selected
 * @returns both as one draft; undefined if neither can be read
 */
export function joinedDraft(kept: unknown, waiting: unknown): Draft | undefined {
  const { quotes: _, ...typed } = parseDraft(kept) ?? {};
  const selected = parseDraft(waiting);
  if (!selected?.quotes) return 'version' in typed ? (typed as Draft) : undefined;
  return { ...selected, ...typed };
}

/** A draft, split by where it is stored; null if a part is empty. */
export interface DraftParts {
  readonly kept: Draft | null;
  readonly waiting: Draft | null;
}

/** @returns the two parts of a draft: see {@link joinedDraft} */
export function draftParts(draft: Draft | null): DraftParts {
  if (!draft) return { kept: null, waiting: null };
  const { quotes, ...typed } = draft;
  const { version, updatedAt, ...said } = typed;
  return {
    kept: Object.keys(said).length > 0 ? typed : null,
    waiting: quotes ? { version, updatedAt, quotes } : null,
  };
}

/** @returns whether a stored draft equals a draft, apart from the times they were written */
export function sameDraft(stored: unknown, draft: Draft | null): boolean {
  const before = parseDraft(stored);
  if (!draft || !before) return !draft && (stored === undefined || stored === null);
  return sameValue({ ...before, version: 0, updatedAt: '' }, { ...draft, version: 0, updatedAt: '' });
}

/**
 * @param now ISO 8601 UTC
 * @returns the draft after a change; `draft` itself if nothing changes; undefined if nothing is left in it
 */
export function changedDraft(draft: Draft | undefined, change: DraftChange, now: string): Draft | undefined {
  const { version: _, updatedAt: __, ...before } = draft ?? {};
  const fields = Object.entries({ ...before, ...definedIn(change) }).filter(([, value]) => value !== null);
  const changed = cleaned({ ...Object.fromEntries(fields), version: DRAFT_VERSION, updatedAt: now });
  if (Object.keys(draftEntries).every((field) => !(field in changed))) return undefined;
  return draft && sameValue({ ...changed, version: draft.version, updatedAt: draft.updatedAt }, draft)
    ? draft
    : changed;
}

function cleaned({ title, quotes = [], label, ...rest }: Draft): Draft {
  const said = joinQuotes([], quotes);
  const [text] = cleanLabels(label ? [label.text] : []);
  return {
    ...rest,
    ...(title !== undefined && { title: cleanTitle(title) }),
    ...(said.length > 0 && { quotes: [...said] }),
    ...(label && text !== undefined && { label: { ...label, text } }),
  };
}
