import * as v from 'valibot';
import { cleanTitle } from './clean-text.ts';

const draftSchema = v.looseObject({
  version: v.literal(1),
  title: v.string(),
  updatedAt: v.string(),
});

/** What was typed about a page before it was tagged; it goes into the piece when it is. */
export type Draft = v.InferOutput<typeof draftSchema>;

/** @returns the stored draft, or undefined where there is none that can be read. */
export function parseDraft(value: unknown): Draft | undefined {
  const result = v.safeParse(draftSchema, value);
  return result.success ? { ...result.output, title: cleanTitle(result.output.title) } : undefined;
}
