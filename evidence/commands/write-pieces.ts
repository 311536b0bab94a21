/**
 * Changes pieces for the writer: reads the few pieces that a command needs, lets a pure function change them,
 * and writes the result together with the counts and the record for Undo, in one call.
 */

import { Refusal } from '../fault.ts';
import { storedContributions } from '../piece/contribution.ts';
import type { Change } from '../piece/edits.ts';
import { MAX_LABELS } from '../piece/facts.ts';
import {
  isLive,
  MAX_CHANGES,
  type Piece,
  type PieceId,
  pageOf,
  type StoredPiece,
  siblingIds,
} from '../piece/piece.ts';
import { MAX_QUOTES } from '../piece/quote.ts';
import { stamped } from '../piece/registers.ts';
import { withWork } from '../piece/with-contributions.ts';
import { readList } from '../storage/evidence-list.ts';
import type { PieceChange } from '../storage/last-action.ts';
import { SUMMARY } from '../storage/parse-summary.ts';
import { PIECE } from '../storage/pieces.ts';
import { type Put, put, putAll } from '../storage/puts.ts';
import { SETTINGS } from '../storage/settings.ts';
import type { Store } from '../storage/store.ts';
import { adjustSummary, type Summary, summarise } from '../storage/summary.ts';
import { adjustTallies, readTallies, TALLY, type Tallies } from '../storage/tally.ts';
import { MAX_NOTE_LENGTH } from '../values/clean-text.ts';
import type { CommandContext, Made } from './command.ts';
import { followed } from './followed.ts';
import { type Action, remember } from './remember.ts';

/**
 * Computes a change.
 * @param current the stored pieces that can be read
 * @param demand returns a piece that must exist; refuses the command if it doesn't
 * @returns the pieces as they should be; a piece that is the same object as before isn't written
 */
export type Edit = (
  current: ReadonlyMap<PieceId, Piece>,
  demand: (id: PieceId) => Piece,
) => Iterable<readonly [PieceId, Piece]>;

/** Describes a change of pieces. */
interface Writing {
  /** The pieces to read. */
  readonly ids: readonly PieceId[];
  readonly change: Edit;
  /** How to remember the change for Undo, and the other records to write; if missing, it can't be undone. */
  readonly action?: Omit<Action, 'pieces'> | ((changes: readonly Change[]) => Omit<Action, 'pieces'>);
  /** Further records to write in the same call, if anything changes. */
  readonly also?: (changes: readonly Change[]) => readonly Put[] | Promise<readonly Put[]>;
  /** Write the further records even if nothing changes. */
  readonly always?: true;
  /** The change is work on live pieces by this installation. */
  readonly isWork?: true;
  /** Stamps a change with its time; a merge passes another function, because its pieces bring their times. */
  readonly stamp?: typeof stamped;
  /** The form in which a change is stored for Undo. */
  readonly stored?: (change: Change) => PieceChange;
}

/** The changes, and the answer to the command. */
export interface Written {
  readonly changes: readonly Change[];
  readonly made: Made;
}

/**
 * Reads pieces, changes them, and writes the changes with the counts and the record for Undo, in one call.
 * Each change is stamped with its time, so that colleagues' lists can be merged.
 * @throws Refusal before anything is written; whatever the storage throws
 */
export async function writePieces(
  context: Pick<CommandContext, 'store' | 'journal' | 'now' | 'newId'>,
  { ids, change, action, also, always, isWork, stamp = stamped, stored: asStored = asItIs }: Writing,
): Promise<Written> {
  const { store } = context;
  const [stored, summary, tallies, settings] = await Promise.all([
    store.readMany(PIECE, ids),
    summaryOf(store),
    readTallies(store, ids.map(pageOf)),
    isWork && store.read(SETTINGS),
  ]);
  const current = new Map<PieceId, Piece>();
  for (const [id, value] of stored) if (value && value.state !== 'unreadable') current.set(id, value.piece);
  const demand = (id: PieceId) => {
    const piece = current.get(id);
    if (!piece) throw new Refusal(stored.has(id) ? 'unreadable-data' : 'not-found');
    return piece;
  };

  const changes: Change[] = [];
  for (const [id, changed] of change(current, demand)) {
    const before = current.get(id) ?? null;
    if (changed === before) continue;
    refuseUnlessWritable(stored.get(id));
    const worked = settings && isLive(changed) ? withWork(changed, settings) : changed;
    const after = stamp(before, worked);
    refuseOversized(after);
    changes.push({ id, before, after });
  }
  const done = typeof action === 'function' ? action(changes) : action;
  const isEmpty = changes.length === 0 && !done?.records?.length;
  if (isEmpty && !always) return { changes, made: { count: 0 } };
  const remembered =
    done && !isEmpty && (await remember(context, { ...done, pieces: changes.map(asStored) }));
  const counts = changes.length > 0 ? counted(summary, tallies, changes) : [];
  const records = (done?.records ?? []).map(({ key, after }) => ({ key, value: after }));
  await store.write([
    ...records,
    ...((await also?.(changes)) ?? []),
    ...(remembered ? remembered.puts : []),
    ...counts,
  ]);
  const made: Made = {
    count: changes.length,
    ...(remembered && { undoId: remembered.id, at: context.now }),
    ...(done && { kind: done.kind }),
  };
  return { changes, made };
}

/** Stores a change for Undo as it is. */
function asItIs(change: Change): PieceChange {
  return change;
}

/**
 * Works as {@link writePieces} does, for one piece that must exist. If it was moved while a view had it open, the
 * change goes where the piece is.
 */
export function writePiece(
  context: CommandContext,
  id: PieceId,
  change: (current: Piece, at: PieceId, page: ReadonlyMap<PieceId, Piece>) => ReturnType<Edit>,
  writing: Omit<Writing, 'ids' | 'change'> = {},
): Promise<Written> {
  return writePieces(context, {
    ...writing,
    ids: siblingIds(id),
    change: (page, demand) => {
      demand(id);
      const at = followed(id, page);
      return change(demand(at), at, page);
    },
  });
}

function refuseUnlessWritable(stored: StoredPiece | undefined): void {
  if (stored?.state === 'newer') throw new Refusal('newer-data');
  if (stored?.state === 'unreadable') throw new Refusal('unreadable-data');
}

/** A joined or restored piece may exceed the limits of a piece; if stored, it could never be read again. */
function refuseOversized(piece: Piece): void {
  const { quotes = [], labels = [], changedAt = {} } = piece;
  if (storedContributions(piece).some(({ note }) => note.length > MAX_NOTE_LENGTH))
    throw new Refusal('too-long');
  if (quotes.length > MAX_QUOTES || labels.length > MAX_LABELS) throw new Refusal('too-many');
  if (Object.keys(changedAt).length > MAX_CHANGES) throw new Refusal('too-many');
}

/** @returns the stored summary; if it is missing or unreadable, a new one, counted from the records */
async function summaryOf(store: Store): Promise<Summary> {
  return (await store.read(SUMMARY)) ?? summarise((await readList(store)).pieces.values());
}

function counted(summary: Summary, tallies: Tallies, changes: readonly Change[]): Put[] {
  const before = changes.flatMap((change) => (change.before ? [change.before] : []));
  const after = changes.map((change) => change.after);
  return [
    ...changes.map((change) => put(PIECE, change.after, change.id)),
    put(SUMMARY, adjustSummary(summary, before, after)),
    ...putAll(TALLY, adjustTallies(tallies, before, after)),
  ];
}
