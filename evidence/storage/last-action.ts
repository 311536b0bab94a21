/**
 * The last action, stored in the same call as its changes, so that Undo survives the view that started it.
 * The popup reads its head each time it opens. Its changes may be thousands of pieces, so they are a separate
 * record that only Undo reads (evidence/undo/).
 */
import * as v from 'valibot';
import { MISSION_DOMAINS } from '../mission-domain.ts';
import { pieceSchema } from '../piece/piece.ts';
import { timestamp } from '../values/timestamp.ts';
import type { RecordKind } from './record-kind.ts';
import { LAST_ACTION_KEY } from './storage-keys.ts';

/** Kinds of actions that can be undone. The popup has words for those that happen there. */
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
 * The head of the last action. `id` is in the answer and goes to the command `undo`. `at` is ISO 8601 UTC.
 * `parts` is the number of parts that can still be undone (0: all were), `count` the number of pieces and
 * other records in them. `domain` and `pages` (page keys) say where the action happened, as far as the popup
 * needs it. `pictures` lists the pictures whose pixels Undo needs, with their page keys.
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
 * The changes of one part of an action; most actions have one part. `pieces` are changes of pieces: `before`
 * is null if there was no piece, `after` is null if the piece was erased, and missing if the piece came from
 * a file and is unchanged. `records` are other records before and after (null: none). `asItCame` says that
 * the pieces brought their own times of change, as in a merge.
 */
export type ActionPart = v.InferOutput<typeof actionPartSchema>;

/** The stored change of a piece: see {@link ActionPart}. */
export type PieceChange = ActionPart['pieces'][number];

/** The stored change of another record: see {@link ActionPart}. */
export type RecordChange = ActionPart['records'][number];

/** The newest part of the last action; earlier ones are in the journal (undo/journal.ts). */
export const ACTION_PART: RecordKind<ActionPart | undefined> = {
  prefix: 'last-action-part',
  parse: parsePart,
  inSnapshot: false,
  inMirror: false,
};

/** @returns the stored part; undefined if the value isn't one; never throws */
export function parsePart(value: unknown): ActionPart | undefined {
  return parsed(actionPartSchema, value);
}

function parsed<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown): Output | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
}
