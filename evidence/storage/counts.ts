/** The counts stored beside the pieces. They can be rebuilt from the pieces at any time. */
import type { Piece } from '../piece/piece.ts';
import { type EvidenceList, readList } from './evidence-list.ts';
import { SUMMARY } from './parse-summary.ts';
import { type Put, put, putAll } from './puts.ts';
import { keyOf } from './record-kind.ts';
import type { Store } from './store.ts';
import { sameCounts, summarise } from './summary.ts';
import { TALLY, type Tallies, tallyAll } from './tally.ts';

/** Counts all pieces again. */
export async function recount(store: Store): Promise<void> {
  await mendCounts(store, await readList(store));
}

/** Corrects the counts that don't match the pieces of a list, and erases counts of zero. */
export async function mendCounts(
  store: Store,
  { pieces, summary, tallies }: Pick<EvidenceList, 'pieces' | 'summary' | 'tallies'>,
): Promise<void> {
  const truth = summarise(pieces.values());
  const trueTallies = tallyAll(pieces.values());
  const summaryIsRight = summary !== undefined && sameCounts(summary.counts, truth.counts);
  if (!summaryIsRight || !sameTallies(tallies, trueTallies)) {
    await store.write([put(SUMMARY, truth), ...putAll(TALLY, trueTallies)]);
  }
  await store.erase(
    [...tallies.keys()].filter((name) => !trueTallies.has(name)).map((name) => keyOf(TALLY, name)),
  );
}

/** @returns the writes that make the counts match these pieces, whatever the counts were before */
export function countPuts(pieces: readonly Piece[], before: Tallies): Put[] {
  const nothing = [...before.keys()].map((name) => [name, 0] as const);
  return [put(SUMMARY, summarise(pieces)), ...putAll(TALLY, new Map([...nothing, ...tallyAll(pieces)]))];
}

function sameTallies(stored: Tallies, truth: Tallies): boolean {
  return [...truth].every(([name, count]) => stored.get(name) === count);
}
