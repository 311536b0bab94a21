/** Computes what the teacher's choice in the recovery view does to the list. Pure. */
import type { Contents } from '../storage/contents.ts';
import { isSound } from '../storage/records.ts';
import { type Comparison, compare, type Places } from './compare.ts';
import { sayingOf } from './digest.ts';

/** What the teacher can choose: everything that is readable anywhere, or the contents of one place. */
export const RECOVERIES = ['everything', 'list', 'mirror'] as const;

/** See {@link RECOVERIES}. */
export type Recovery = (typeof RECOVERIES)[number];

/**
 * @param preferred the place that wins if a record is readable in both and nobody can tell which is right
 * @returns everything that is readable in any place, by key
 */
export function readableIn(
  places: Places,
  { toList, toMirror, fromList }: Comparison = compare(places),
  preferred: 'list' | 'mirror' = 'list',
): Contents {
  const list = [...places.list.records];
  const mirror = typeof places.mirror === 'object' ? [...places.mirror.records] : [];
  const decided = [...Object.entries(toMirror), ...Object.entries(toList)];
  const ordered = preferred === 'list' ? [...mirror, ...list] : [...list, ...mirror];
  const sound = [...ordered, ...decided].filter(([key, value]) => isSound(key, value));
  const gone = new Set(fromList);
  return Object.fromEntries(sound.filter(([key]) => !gone.has(key)));
}

/** The effect of a choice. */
export interface RecoveryPlan {
  /** All contents of the list afterwards, by key. */
  readonly after: Contents;
  /** Keys to erase from the list, readable or not. */
  readonly erase: readonly string[];
  /**
   * Readable data that no place would hold afterwards, with everything else readable; undefined if nothing is
   * lost.
   */
  readonly before: Contents | undefined;
}

/** @returns the effect of a choice; records that nobody can read are erased from the list */
export function planRecovery(places: Places, choice: Recovery): RecoveryPlan {
  const found = compare(places);
  const { list, mirror } = places;
  const kept = typeof mirror === 'object' ? mirror.records : undefined;
  const after =
    choice === 'everything' || (choice === 'mirror' && !kept)
      ? { ...unsound(list.records), ...readableIn(places, found) }
      : Object.fromEntries((choice === 'mirror' && kept) || list.records);
  const here = [...list.records.keys(), ...list.failed];
  const before = readableIn(places, found, choice === 'mirror' ? 'list' : 'mirror');
  const loses = Object.entries(before).some(([key, value]) => sayingOf(after[key]) !== sayingOf(value));
  return {
    after,
    erase: here.filter((key) => !Object.hasOwn(after, key)),
    before: loses ? before : undefined,
  };
}

/** Records that this code can't make sense of: they are reported, and stay as they are. */
function unsound(records: ReadonlyMap<string, unknown>): Contents {
  return Object.fromEntries([...records].filter(([key, value]) => !isSound(key, value)));
}
