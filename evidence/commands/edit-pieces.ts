/**
 * How the writer changes pieces: reads the few that a command concerns, lets a pure function change
 * them, and writes what changed together with everything that counts or remembers it, in one call.
 */

import { contributionsOf } from '../piece/contribution.ts';
import type { Change } from '../piece/edits.ts';
import {
  type Evidence,
  type EvidenceId,
  MAX_CHANGES,
  pageOf,
  type StoredEvidence,
} from '../piece/evidence.ts';
import { MAX_LABELS } from '../piece/facts.ts';
import { MAX_QUOTES } from '../piece/quote.ts';
import { stamped } from '../piece/registers.ts';
import { Refusal } from '../refusal.ts';
import type { Batch, Store } from '../storage/store.ts';
import { adjustSummary, type Summary, summarise } from '../storage/summary.ts';
import { adjustTallies, type Tallies } from '../storage/tally.ts';
import { MAX_NOTE_LENGTH } from '../values/clean-text.ts';

/**
 * What an edit does.
 * @param current the pieces that are there and can be read
 * @param demand gives one that must be there; refuses the command where it is not
 * @returns the pieces as they should be; one that is the same object as before is not written
 */
export type Edit = (
  current: ReadonlyMap<EvidenceId, Evidence>,
  demand: (id: EvidenceId) => Evidence,
) => Iterable<readonly [EvidenceId, Evidence]>;

/**
 * Reads some pieces, changes them and writes what changed, with summary and tallies, in one call. Each
 * change is stamped with its time, so that colleagues' lists can be merged.
 * @param also what else goes into that call
 * @param stamp how a change is stamped; merging brings the stamps along
 * @returns the changes that were made
 * @throws Refusal before anything is written; whatever the storage throws
 */
export async function editPieces(
  store: Store,
  ids: readonly EvidenceId[],
  change: Edit,
  also: (changes: readonly Change[]) => Batch = () => ({}),
  stamp: typeof stamped = stamped,
): Promise<readonly Change[]> {
  const [stored, summary, tallies] = await Promise.all([
    store.readSome(ids),
    summaryOf(store),
    store.readTallies(ids.map(pageOf)),
  ]);
  const current = new Map<EvidenceId, Evidence>();
  for (const [id, value] of stored) if (value.state !== 'unreadable') current.set(id, value.evidence);
  const demand = (id: EvidenceId) => {
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
  if (changes.length > 0) {
    await store.write({ ...also(changes), ...counted(summary, tallies, changes) });
  }
  return changes;
}

/** As {@link editPieces}, for one piece that must be there. */
export function editPiece(
  store: Store,
  id: EvidenceId,
  change: (current: Evidence) => Evidence,
  also?: (changes: readonly Change[]) => Batch,
): Promise<readonly Change[]> {
  return editPieces(store, [id], (_current, demand) => [[id, change(demand(id))]], also);
}

function refuseUnlessWritable(stored: StoredEvidence | undefined): void {
  if (stored?.state === 'newer') throw new Refusal('newer-data');
  if (stored?.state === 'unreadable') throw new Refusal('unreadable-data');
}

/** What joins and what comes back can be more than a piece can have, and it could not be read again. */
function refuseOversized(piece: Evidence): void {
  const { quotes = [], labels = [], changedAt = {} } = piece;
  if (contributionsOf(piece).some(({ note }) => note.length > MAX_NOTE_LENGTH)) throw new Refusal('too-long');
  if (quotes.length > MAX_QUOTES || labels.length > MAX_LABELS) throw new Refusal('too-many');
  if (Object.keys(changedAt).length > MAX_CHANGES) throw new Refusal('too-many');
}

/** The stored summary, or a new one from the records where it is missing or not readable. */
async function summaryOf(store: Store): Promise<Summary> {
  return (await store.readSummary()) ?? summarise((await store.readAll()).pieces.values());
}

function counted(summary: Summary, tallies: Tallies, changes: readonly Change[]): Batch {
  const before = changes.flatMap((change) => (change.before ? [change.before] : []));
  const after = changes.map((change) => change.after);
  return {
    evidence: new Map(changes.map((change) => [change.id, change.after])),
    summary: adjustSummary(summary, before, after),
    tallies: adjustTallies(tallies, before, after),
  };
}
