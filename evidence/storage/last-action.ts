/**
 * What was done last, stored with it in one call so that Undo survives the view that did it. The popup reads the
 * head each time it opens; what the action changed may be thousands of pieces, and only Undo reads that
 * (evidence/undo/).
 */
import * as v from 'valibot';
import { MISSION_DOMAINS } from '../mission-domain.ts';
import { pieceSchema } from '../piece/piece.ts';
import { timestamp } from '../values/timestamp.ts';
import type { RecordKind } from './record-kind.ts';
import { LAST_ACTION_KEY } from './storage-keys.ts';

/** What can be undone. The popup has words for what is done there. */
export const ACTION_KINDS = [
  'tagged',
  'deleted',
  'quote-added',
  'quote-removed',
  'picture-saved',
  'picture-removed',
  'moved',
  'edited',
  'placed',
  'restored',
  'merged',
  'draft-forgotten',
  'application-deleted',
  'went-back',
] as const;

/** See {@link ACTION_KINDS}. */
export type ActionKind = (typeof ACTION_KINDS)[number];

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const lastActionSchema = v.looseObject({
  version: v.literal(1),
  id: v.string(),
  kind: v.picklist(ACTION_KINDS),
  at: timestamp,
  parts: count,
  count,
  domain: v.optional(v.picklist(MISSION_DOMAINS)),
  pages: v.optional(v.array(v.string())),
  pictures: v.optional(v.array(v.object({ page: v.string(), id: v.string() }))),
});

/**
 * The head of the last action. `id` is what an answer carries and Undo asks for, `at` is ISO 8601 UTC, `parts` says
 * in how many parts it can still be undone (0: it was undone), `count` how many pieces and other records that is.
 * `domain` and `pages` (page keys) are those that it was done to, as far as the popup asks; `pictures` are those
 * whose pixels its Undo needs, with the keys of their pages.
 */
export type LastAction = v.InferOutput<typeof lastActionSchema>;

/** See {@link LastAction}. */
export const LAST_ACTION: RecordKind<LastAction | undefined> = {
  prefix: LAST_ACTION_KEY,
  parse: (value) => parsed(lastActionSchema, value),
  inSnapshot: false,
  inMirror: false,
};

const actionPartSchema = v.looseObject({
  version: v.literal(1),
  id: v.string(),
  part: v.pipe(v.number(), v.integer(), v.minValue(1)),
  at: timestamp,
  asItCame: v.optional(v.literal(true)),
  pieces: v.array(
    v.object({
      id: v.string(),
      before: v.nullable(pieceSchema),
      after: v.optional(v.nullable(pieceSchema)),
    }),
  ),
  records: v.array(v.object({ key: v.string(), before: v.unknown(), after: v.unknown() })),
});

/**
 * What a part of an action changed; most have one part. `pieces` are changes of pieces (null:
 * there was none, or it is erased; without `after`, it came in with a file and is as it came), `records` other
 * records as they lay under their keys before and after (null: none). `asItCame` says
 * that the pieces brought the times of their changes along, as a merge does.
 */
export type ActionPart = v.InferOutput<typeof actionPartSchema>;

/** A change of one piece as it is stored: see {@link ActionPart}. */
export type PieceChange = ActionPart['pieces'][number];

/** A change of another record: see {@link ActionPart}. */
export type RecordChange = ActionPart['records'][number];

/** The newest part of the last action; earlier ones are in the journal (undo/journal.ts). */
export const ACTION_PART: RecordKind<ActionPart | undefined> = {
  prefix: 'last-action-part',
  parse: parsePart,
  inSnapshot: false,
  inMirror: false,
};

/** @returns a stored part, or undefined where the value is none; never throws */
export function parsePart(value: unknown): ActionPart | undefined {
  return parsed(actionPartSchema, value);
}

function parsed<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown): Output | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
}
