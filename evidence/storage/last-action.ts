/**
 * The last action, stored in the same call as its changes, so that Undo survives the view that started it.
 * The popup reads its head each time it opens. Its changes may be thousands of pieces, so they are a separate
 * record that only Undo reads (evidence/undo/).
 */
import * as v from 'valibot';
import { MISSION_DOMAINS } from '../mission-domain.ts';
import { pieceSchema } from '../piece/piece.ts';
import { sameValue } from '../values/same-value.ts';
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

const partFields = {
  version: v.literal(1),
  id: v.string(),
  part: v.pipe(v.number(), v.integer(), v.minValue(1)),
  at: timestamp,
  asItCame: v.optional(v.literal(true)),
  records: v.array(v.object({ key: v.string(), before: v.unknown(), after: v.unknown() })),
};
const changeSchema = v.object({
  id: v.string(),
  before: v.nullable(pieceSchema),
  after: v.optional(v.nullable(pieceSchema)),
});
const storedPartSchema = v.looseObject({ ...partFields, pieceCount: count, pieces: v.string() });
const actionPartSchema = v.looseObject({ ...partFields, pieces: v.array(changeSchema) });

/**
 * The changes of one part of an action; most actions have one part. `pieces` are changes of pieces: `before`
 * is null if there was no piece, `after` is null if the piece was erased, and missing if the piece came from
 * a file and is unchanged. `records` are other records before and after (null: none). `asItCame` says that
 * the pieces brought their own times of change, as in a merge.
 */
export type ActionPart = v.InferOutput<typeof actionPartSchema>;

/** The change of a piece: see {@link ActionPart}. */
export type PieceChange = ActionPart['pieces'][number];

/** A part as it is stored: see {@link folded}. */
export type StoredPart = v.InferOutput<typeof storedPartSchema>;

/** The stored change of another record: see {@link ActionPart}. */
export type RecordChange = ActionPart['records'][number];

/** The newest part of the last action; earlier ones are in the journal (undo/journal.ts). */
export const ACTION_PART: RecordKind<ActionPart | undefined, StoredPart> = {
  prefix: 'last-action-part',
  parse: parsePart,
  inSnapshot: false,
  inMirror: false,
};

/** @returns the stored part; undefined if the value isn't one; never throws */
export function parsePart(value: unknown): ActionPart | undefined {
  const stored = parseStoredPart(value);
  if (!stored) return undefined;
  const { pieceCount: _, pieces, ...part } = stored;
  try {
    return parsed(actionPartSchema, { ...part, pieces: JSON.parse(pieces).map(unfolded) });
  } catch {
    return undefined;
  }
}

/**
 * Reads a part that only moves to another place, without its pieces.
 * @returns the part as it is stored; undefined if the value isn't one; never throws
 */
export function parseStoredPart(value: unknown): StoredPart | undefined {
  return parsed(storedPartSchema, value);
}

/**
 * Folds a part for storage. Of a piece that stays, only the fields that changed are stored beside `before`,
 * and all pieces are one text: the browser stores a text of some megabytes in a third of the time that it
 * takes for ten thousand objects.
 */
export function folded({ pieces, ...rest }: ActionPart): StoredPart {
  return { ...rest, pieceCount: pieces.length, pieces: JSON.stringify(pieces.map(foldedChange)) };
}

/** @returns the size of a part, in characters */
export function sizeOf({ pieces, records }: StoredPart): number {
  return pieces.length + JSON.stringify(records).length;
}

/** The change of a piece as it is stored: `after` is missing where `set` and `removed` say it. */
interface FoldedChange extends PieceChange {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly removed?: readonly string[];
}

function foldedChange(change: PieceChange): FoldedChange {
  const { id, before, after } = change;
  if (!before || !after) return change;
  const isChanged = (name: string) => !sameValue(before[name], after[name]);
  return {
    id,
    before,
    set: Object.fromEntries(Object.entries(after).filter(([name]) => isChanged(name))),
    removed: Object.keys(before).filter((name) => !Object.hasOwn(after, name)),
  };
}

function unfolded({ set, removed = [], ...change }: FoldedChange): unknown {
  if (!set) return change;
  const after: Record<string, unknown> = { ...change.before, ...set };
  for (const name of removed) delete after[name];
  return { ...change, after };
}

function parsed<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown): Output | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
}
