import * as v from 'valibot';
import { cleanTitle } from './clean-text.ts';
import { pictureShapeSchema } from './picture-shape.ts';
import { MAX_QUOTES, quoteSchema } from './quote.ts';

/** What was done in the picture editor so far. */
const pictureDraftSchema = v.looseObject({
  ...pictureShapeSchema.entries,
  showsPupils: v.optional(v.boolean()),
});

const draftEntries = {
  title: v.optional(v.string()),
  quotes: v.optional(v.pipe(v.array(quoteSchema), v.maxLength(MAX_QUOTES))),
  picture: v.optional(pictureDraftSchema),
};

const draftSchema = v.looseObject({
  /** Version 1 had a title only. */
  version: v.picklist([1, 2]),
  ...draftEntries,
  updatedAt: v.string(),
});

/**
 * What was typed or chosen about a page and is not part of a piece yet: the title and the quotes until
 * it is tagged, the crop and the blurred areas until its picture is kept (never the picture itself).
 */
export type Draft = v.InferOutput<typeof draftSchema>;

/** A change of a draft: only the fields to change; null takes one away. */
export const draftChangeSchema = v.strictObject({
  title: v.optional(v.nullable(v.string())),
  quotes: v.optional(v.nullable(draftEntries.quotes.wrapped)),
  picture: v.optional(v.nullable(pictureDraftSchema)),
});

/** See {@link draftChangeSchema}. */
export type DraftChange = v.InferOutput<typeof draftChangeSchema>;

/** @returns the stored draft, or undefined where there is none that can be read. */
export function parseDraft(value: unknown): Draft | undefined {
  const result = v.safeParse(draftSchema, value);
  if (!result.success) return undefined;
  const { title, ...rest } = result.output;
  return title === undefined ? rest : { ...rest, title: cleanTitle(title) };
}

/**
 * @param now ISO 8601 UTC
 * @returns the draft after a change, or undefined where nothing is left in it
 */
export function changedDraft(draft: Draft | undefined, change: DraftChange, now: string): Draft | undefined {
  const title = typeof change.title === 'string' ? cleanTitle(change.title) : change.title;
  const fields = Object.entries({ ...draft, ...change, title: title === undefined ? draft?.title : title });
  const said = fields.filter(([, value]) => value !== null && value !== undefined);
  const changed = { ...Object.fromEntries(said), version: 2 as const, updatedAt: now };
  const isEmpty = Object.keys(draftEntries).every((field) => !(field in changed));
  return isEmpty ? undefined : changed;
}
