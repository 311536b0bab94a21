/** What a human's choice in the recovery view does to the list. Pure. */
import type { Contents } from '../storage/contents.ts';
import { isSound } from '../storage/records.ts';
import { type Comparison, compare, type Places } from './compare.ts';
import { sayingOf } from './digest.ts';

/** What is to count: everything that is readable anywhere, or what one of the two places says. */
export const RECOVERIES = ['everything', 'list', 'mirror'] as const;

/** See {@link RECOVERIES}. */
export type Recovery = (typeof RECOVERIES)[number];

/**
 * @param preferred whose word counts where both can be read and nobody can tell which is right
 * @returns everything that can be read in any place, by key
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

/** What a choice does. */
export interface RecoveryPlan {
  /** All that the list says afterwards, by key. */
  readonly after: Contents;
  /** Keys of what is in the list, or lies there unreadable, and goes. */
  readonly erase: readonly string[];
  /** Everything readable that would be nowhere afterwards is in here; undefined where nothing is lost. */
  readonly before: Contents | undefined;
}

/** @returns what a choice does; of what nobody can read, nothing is left in the list */
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

/** What is there and means nothing to this code is reported, and left as it is. */
function unsound(records: ReadonlyMap<string, unknown>): Contents {
  return Object.fromEntries([...records].filter(([key, value]) => !isSound(key, value)));
}
