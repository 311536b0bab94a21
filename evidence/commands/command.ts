/**
 * Defines a command. Each command is one file: it exports the result of `command()`, and index.ts lists it.
 * The message schema, the dispatch and the snapshot before a command all follow from that.
 */
import * as v from 'valibot';
import type { Fault } from '../fault.ts';
import type { MirrorKeeper } from '../mirror/mirror-keeper.ts';
import type { Safekeeping } from '../snapshots/safekeeping.ts';
import type { SnapshotReason } from '../snapshots/snapshot.ts';
import type { ActionKind } from '../storage/last-action.ts';
import type { Store } from '../storage/store.ts';
import type { Journal } from '../undo/journal.ts';

/** Everything a command may use. */
export interface CommandContext {
  readonly store: Store;
  /** Time of the command, ISO 8601 UTC; always later than that of the command before. */
  readonly now: string;
  /** The clock's own time, which may go backwards. */
  readonly clock: Date;
  /** Makes a random id for an action. */
  readonly newId: () => string;
  /** Makes the random id of this installation; called once in its lifetime. */
  readonly newOrigin: () => string;
  readonly safekeeping: Safekeeping;
  readonly keeper: MirrorKeeper;
  readonly journal: Journal;
}

/** Result of a command. It never holds pieces, because there may be too many for a message. */
export interface Made {
  /** How many pieces changed; 0 if there was nothing to change. */
  readonly count: number;
  /** The id for the command `undo`; missing if there is nothing to undo. */
  readonly undoId?: string;
  /** Time of the change, ISO 8601 UTC. */
  readonly at?: string;
  /** Kind of change, if the same command can do more than one. */
  readonly kind?: ActionKind;
  /** How many pieces and other records are left to undo, after one part of an Undo. */
  readonly left?: number;
}

/** Answer to a command. */
export type Outcome = ({ readonly ok: true } & Made) | { readonly ok: false; readonly fault: Fault };

/** A command as {@link command} returns it. */
export interface CommandKind<Type extends string, Entries extends v.ObjectEntries> {
  readonly type: Type;
  readonly schema: v.StrictObjectSchema<
    { readonly type: v.LiteralSchema<Type, undefined> } & Entries,
    undefined
  >;
  before?(fields: Fields<Entries>, context: CommandContext): Before | Promise<Before>;
  run(fields: Fields<Entries>, context: CommandContext): Promise<Made | undefined>;
  readonly comparesPlaces?: boolean | undefined;
}

type Fields<Entries extends v.ObjectEntries> = v.InferOutput<v.StrictObjectSchema<Entries, undefined>>;

/** Why a snapshot must be saved first; undefined if none is needed. */
type Before = SnapshotReason | undefined;

/**
 * Defines a command. It must be idempotent, because a view repeats a command if it got no answer: running it
 * twice must leave the same data as running it once.
 * @param definition `fields` holds its fields beside `type`, as valibot schemas. `before` returns why a
 *   snapshot must be saved first, if it must. `run` carries the command out; it throws Refusal before
 *   anything is written. `comparesPlaces` is set by commands that compare the list with the mirror: these
 *   report unsaved changes themselves
 */
export function command<const Type extends string, const Entries extends v.ObjectEntries>(definition: {
  readonly type: Type;
  readonly fields: Entries;
  readonly before?: (fields: Fields<Entries>, context: CommandContext) => Before | Promise<Before>;
  readonly run: (fields: Fields<Entries>, context: CommandContext) => Promise<Made | undefined>;
  readonly comparesPlaces?: boolean;
}): CommandKind<Type, Entries> {
  const { type, fields, ...rest } = definition;
  return { ...rest, type, schema: v.strictObject({ type: v.literal(type), ...fields }) };
}
