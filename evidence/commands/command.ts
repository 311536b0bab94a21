/**
 * What a command is. One file a command: it exports what `command()` returns, and index.ts lists it; the schema of
 * messages, the dispatch and the snapshot before it follow from that.
 */
import * as v from 'valibot';
import type { Fault } from '../fault.ts';
import type { MirrorKeeper } from '../mirror/mirror-keeper.ts';
import type { Safekeeping } from '../snapshots/safekeeping.ts';
import type { SnapshotReason } from '../snapshots/snapshot.ts';
import type { ActionKind } from '../storage/last-action.ts';
import type { Store } from '../storage/store.ts';
import type { Journal } from '../undo/journal.ts';

/** What a command works with. */
export interface CommandContext {
  readonly store: Store;
  /** When the command is carried out, ISO 8601 UTC; later than every command before it. */
  readonly now: string;
  /** What the clock says; it may fall back. */
  readonly clock: Date;
  /** Makes a random id for an action. */
  readonly newId: () => string;
  /** Makes a random id for this installation, which needs one only once. */
  readonly newOrigin: () => string;
  readonly safekeeping: Safekeeping;
  readonly keeper: MirrorKeeper;
  readonly journal: Journal;
}

/** What a command made. An answer never holds pieces: they may be too many for a message. */
export interface Made {
  /** How many pieces changed; 0 where there was nothing to change. */
  readonly count: number;
  /** What to hand to the command `undo`; missing where there is nothing to undo. */
  readonly undoId?: string;
  /** When it was done, ISO 8601 UTC. */
  readonly at?: string;
  /** What was done, where the same command may do one thing or the other. */
  readonly kind?: ActionKind;
  /** How many pieces and other records are still to be undone, after a part of an Undo. */
  readonly left?: number;
}

/** What became of a command. */
export type Outcome = ({ readonly ok: true } & Made) | { readonly ok: false; readonly fault: Fault };

/** A command as `command()` returns it; see there. */
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

/** Why a snapshot has to be taken first; undefined: it need not be. */
type Before = SnapshotReason | undefined;

/**
 * Defines a command. It must be idempotent: carried out twice, it leaves the same as once, because a view repeats
 * one whose answer it did not hear.
 * @param definition `fields` are its fields beside `type`, as valibot schemas; `before` says why a snapshot is taken
 *   first, if one is; `run` carries it out and throws Refusal before anything is written; `comparesPlaces` says that
 *   it compares list and second copy, which tells of its own what could not be written
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
