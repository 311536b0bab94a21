/**
 * How the writer changes pieces: reads the few that a command concerns, lets a pure function change
 * them, and writes what changed together with everything that counts or remembers it, in one call.
 */

import { Refusal } from '../fault.ts';
import { contributionsOf } from '../piece/contribution.ts';
import type { Change } from '../piece/edits.ts';
import { MAX_LABELS } from '../piece/facts.ts';
import { MAX_CHANGES, type Piece, type PieceId, pageOf, type StoredPiece } from '../piece/piece.ts';
import { MAX_QUOTES } from '../piece/quote.ts';
import { stamped } from '../piece/registers.ts';
import { readList } from '../storage/evidence-list.ts';
import type { PieceChange } from '../storage/last-action.ts';
import { SUMMARY } from '../storage/parse-summary.ts';
import { PIECE } from '../storage/pieces.ts';
import { type Put, put, putAll } from '../storage/record-kind.ts';
import type { Store } from '../storage/store.ts';
import { adjustSummary, type Summary, summarise } from '../storage/summary.ts';
import { adjustTallies, readTallies, TALLY, type Tallies } from '../storage/tally.ts';
import { MAX_NOTE_LENGTH } from '../values/clean-text.ts';
import type { CommandContext, Made } from './command.ts';
import { type Action, remember } from './remember.ts';

/**
 * What an edit does.
 * @param current the pieces that are there and can be read
 * @param demand gives one that must be there; refuses the command where it is not
 * @returns the pieces as they should be; one that is the same object as before is not written
 */
export type Edit = (
  current: ReadonlyMap<PieceId, Piece>,
  demand: (id: PieceId) => Piece,
) => Iterable<readonly [PieceId, Piece]>;

/** How pieces are changed. */
interface Writing {
  /** The pieces to read. */
  readonly ids: readonly PieceId[];
  readonly change: Edit;
  /** What it is remembered as, so that it can be undone; missing: Undo does not know it. Its records are written. */
  readonly action?: Omit<Action, 'pieces'> | ((changes: readonly Change[]) => Omit<Action, 'pieces'>);
  /** What else goes into the same call, if anything changes. */
  readonly also?: (changes: readonly Change[]) => readonly Put[] | Promise<readonly Put[]>;
  /** Write what else goes into the call even if nothing changes. */
  readonly always?: true;
  /** How a change is stamped with its time; merging brings the stamps along. */
  readonly stamp?: typeof stamped;
  /** How a change is stored for Undo. */
  readonly stored?: (change: Change) => PieceChange;
}

/** What was changed, and what the answer says of it. */
export interface Written {
  readonly changes: readonly Change[];
  readonly made: Made;
}

/**
 * Reads some pieces, changes them and writes what changed, with the counts and with what undoes it, in one call. Each
 * change is stamped with its time, so that colleagues' lists can be merged.
 * @throws Refusal before anything is written; whatever the storage throws
 */
export async function writePieces(
  context: Pick<CommandContext, 'store' | 'journal' | 'now' | 'newId'>,
  { ids, change, action, also, always, stamp = stamped, stored: asStored = asItIs }: Writing,
): Promise<Written> {
  const { store } = context;
  const [stored, summary, tallies] = await Promise.all([
    store.readMany(PIECE, ids),
    summaryOf(store),
    readTallies(store, ids.map(pageOf)),
  ]);
  const current = new Map<PieceId, Piece>();
  for (const [id, value] of stored)
    if (value && value.state !== 'unreadable') current.set(id, value.evidence);
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
    const after = stamp(before, changed);
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

/** A change as it is stored for Undo. */
function asItIs(change: Change): PieceChange {
  return change;
}

/** As {@link writePieces}, for one piece that must be there. */
export function writePiece(
  context: CommandContext,
  id: PieceId,
  change: (current: Piece) => Piece,
  writing: Omit<Writing, 'ids' | 'change'> = {},
): Promise<Written> {
  return writePieces(context, {
    ...writing,
    ids: [id],
    change: (_current, demand) => [[id, change(demand(id))]],
  });
}

function refuseUnlessWritable(stored: StoredPiece | undefined): void {
  if (stored?.state === 'newer') throw new Refusal('newer-data');
  if (stored?.state === 'unreadable') throw new Refusal('unreadable-data');
}

/** What joins and what comes back can be more than a piece can have, and it could not be read again. */
function refuseOversized(piece: Piece): void {
  const { quotes = [], labels = [], changedAt = {} } = piece;
  if (contributionsOf(piece).some(({ note }) => note.length > MAX_NOTE_LENGTH)) throw new Refusal('too-long');
  if (quotes.length > MAX_QUOTES || labels.length > MAX_LABELS) throw new Refusal('too-many');
  if (Object.keys(changedAt).length > MAX_CHANGES) throw new Refusal('too-many');
}

/** The stored summary, or a new one from the records where it is missing or not readable. */
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
