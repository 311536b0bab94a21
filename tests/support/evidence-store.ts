import { expect } from 'vitest';
import type { Outcome } from '../../evidence/commands/command.ts';
import { createWriter, type Writer } from '../../evidence/commands/writer.ts';
import { isSeen, storedContributions, toStore } from '../../evidence/piece/contribution.ts';
import { isLive, type Piece } from '../../evidence/piece/piece.ts';
import { readList } from '../../evidence/storage/evidence-list.ts';
import { createStore, type Store } from '../../evidence/storage/store.ts';
import { summarise } from '../../evidence/storage/summary.ts';
import { tallyAll } from '../../evidence/storage/tally.ts';
import { collaborators } from './collaborators.ts';
import { type MemoryArea, memoryArea } from './memory-area.ts';
import { type MemoryJournal, memoryJournal } from './memory-journal.ts';
import { type MemorySnapshots, memorySnapshots } from './memory-snapshots.ts';
import { idOf, type PieceFields, piece } from './pieces.ts';

/** The real store and the real writer over an area in memory. */
export interface EvidenceStore {
  readonly area: MemoryArea;
  readonly store: Store;
  readonly writer: Writer;
  readonly snapshots: MemorySnapshots;
  readonly journal: MemoryJournal;
  /** @returns the stored records, to compare; without the date, unless it was given */
  contents(): Record<string, unknown>;
  /**
   * @returns the live pieces, in order of id, as they can be seen: without the times of changes, words that somebody
   *   took off, and removals that were undone
   */
  livePieces(): Promise<ShownPiece[]>;
}

/** See {@link EvidenceStore.livePieces}. */
export type ShownPiece = {
  [K in keyof Piece as string extends K ? never : K extends 'updatedAt' | 'changedAt' ? never : K]: Piece[K];
};

/** The moment at which the clock of {@link openEvidence} starts. */
export const START = '2026-06-01T00:00:00.000Z';

/** The id of the installation that {@link openEvidence} creates. */
export const ORIGIN = '5c1e7a52-0f3b-4f4e-9f0b-2f6f0c8f1d11';

const MINUTE_MS = 60_000;

/**
 * @param pieces the pieces stored at the beginning, with a summary and tallies that agree
 * @param stepMs the milliseconds by which the clock advances whenever it is read
 * @returns them behind a store and a writer, with snapshots in memory
 */
export function openEvidence(pieces: readonly Piece[] = [], stepMs = MINUTE_MS): EvidenceStore {
  return openItems(itemsOf(pieces), stepMs);
}

/** The record of a day that has begun: nothing is tidied up before the next one. */
const TIDY = { version: 1, day: START.slice(0, 10), tidied: START.slice(0, 10) };

/** As {@link openEvidence}, with any stored records. */
export function openItems(items: Record<string, unknown>, stepMs = MINUTE_MS): EvidenceStore {
  const area = memoryArea({ 'known-date': TIDY, ...items });
  const store = createStore(area);
  let asked = 0;
  const now = () => new Date(Date.parse(START) + stepMs * asked++);
  const snapshots = memorySnapshots();
  const journal = memoryJournal();
  let ids = 0;
  const newId = () => `action-${ids++}`;
  const writer = createWriter(
    collaborators(store, { snapshots, now, newId, newOrigin: () => ORIGIN, journal }),
  );
  return {
    area,
    store,
    writer,
    snapshots,
    journal,
    contents() {
      const all = [...area.items].filter(([key]) => key in items || key !== 'known-date');
      return structuredClone(Object.fromEntries(all.sort()));
    },
    async livePieces() {
      const { pieces } = await readList(store);
      return [...pieces]
        .filter(([, evidence]) => isLive(evidence))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, evidence]) => shown(evidence));
    },
  };
}

function shown(piece: Piece): ShownPiece {
  const { updatedAt: _u, changedAt: _c, removals, ...rest } = piece;
  const standing = removals?.filter(({ isUndone }) => !isUndone) ?? [];
  const seen = storedContributions(piece).filter((one) => isSeen(one, piece));
  return {
    ...rest,
    ...(standing.length > 0 && { removals: standing }),
    contributions: seen.map(({ at: _, ...one }) => toStore(one, piece.taggedAt)),
  };
}

/**
 * @returns pieces with their summary and tallies as they are stored; and with the id of this installation, if something
 *   was tagged in it
 */
export function itemsOf(pieces: readonly Piece[]): Record<string, unknown> {
  const isOwn = pieces.some(({ contributions }) => contributions?.some(({ origin }) => origin === ORIGIN));
  const records = pieces.map((one) => [`evidence:${idOf(one)}`, one] as const);
  const tallies = Array.from(tallyAll(pieces), ([name, count]) => [`tally:${name}`, count] as const);
  return {
    ...Object.fromEntries([...records, ...tallies]),
    summary: summarise(pieces),
    ...(isOwn && { settings: { version: 1, origin: ORIGIN } }),
  };
}

/** A piece that was tagged in this installation. */
export function ownPiece(fields: PieceFields = {}): Piece {
  return piece({ origin: ORIGIN, ...fields });
}

/** @returns the Undo of a command that was carried out */
export function undoOf(outcome: Outcome): string {
  expect(outcome).toMatchObject({ ok: true, undoId: expect.any(String) });
  return outcome.ok ? (outcome.undoId ?? '') : '';
}

/**
 * Undoes all parts of an action, one after the other.
 * @returns the answer to each
 */
export async function undoAll(writer: Writer, id: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (;;) {
    const isNext = outcomes.length > 0;
    const outcome = await writer.run({ type: 'undo', id, ...(isNext && { continues: true }) });
    outcomes.push(outcome);
    expect(outcomes.length).toBeLessThan(20);
    if (!outcome.ok || !outcome.left) return outcomes;
  }
}

/** @returns only the records under keys with a prefix */
export function under(prefix: string, items: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(items).filter(([key]) => key.startsWith(prefix)));
}
