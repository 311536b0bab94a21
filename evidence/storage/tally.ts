/**
 * How many live pieces there are at each site and each path, stored beside the records like the summary, so
 * that the popup can say "3 more from this site" without reading the list.
 */

import { pageKey } from '../page/page-address.ts';
import { countOf, tallyNames } from '../page/tally-names.ts';
import type { Piece } from '../piece/piece.ts';
import { isLive } from '../piece/piece-id.ts';
import type { RecordKind } from './record-kind.ts';
import { TALLY_PREFIX } from './storage-keys.ts';
import type { ReadingStore } from './store.ts';

export { countOf, tallyNames } from '../page/tally-names.ts';

/** Counts by the site or path they count: `site:<site>` and `path:<path>`. */
export type Tallies = ReadonlyMap<string, number>;

/** One count, by its site or path: see {@link Tallies}. */
export const TALLY: RecordKind<number> = {
  prefix: TALLY_PREFIX,
  parse: countOf,
  inSnapshot: false,
  inMirror: false,
};

/** @returns the stored counts of the sites and paths of pages, by name */
export function readTallies(
  store: Pick<ReadingStore, 'readMany'>,
  pageKeys: Iterable<string>,
): Promise<Tallies> {
  const names = new Set([...pageKeys].flatMap((page) => Object.values(tallyNames(page))));
  return store.readMany(TALLY, names);
}

/** @returns the counts of a whole list */
export function tallyAll(list: Iterable<Piece>): Tallies {
  const tallies = new Map<string, number>();
  for (const evidence of list) if (isLive(evidence)) add(tallies, evidence, 1);
  return tallies;
}

/**
 * @param tallies the stored counts of the pages concerned
 * @param before the pieces that were replaced
 * @param after the pieces that replaced them
 * @returns only the counts that change; a count never falls below 0
 */
export function adjustTallies(tallies: Tallies, before: Iterable<Piece>, after: Iterable<Piece>): Tallies {
  const differences = new Map<string, number>();
  for (const evidence of before) if (isLive(evidence)) add(differences, evidence, -1);
  for (const evidence of after) if (isLive(evidence)) add(differences, evidence, 1);
  return new Map(
    [...differences]
      .filter(([, difference]) => difference !== 0)
      .map(([name, difference]) => [name, Math.max(0, (tallies.get(name) ?? 0) + difference)]),
  );
}

function add(tallies: Map<string, number>, { url }: Piece, difference: number): void {
  for (const name of Object.values(tallyNames(pageKey(url)))) {
    tallies.set(name, (tallies.get(name) ?? 0) + difference);
  }
}
