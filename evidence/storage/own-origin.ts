import type { Writer } from '../piece/tagging.ts';
import { type Put, put } from './puts.ts';
import { SETTINGS, SETTINGS_VERSION, type Settings } from './settings.ts';
import type { Store } from './store.ts';

/** Who tags: the name in the settings, and the id of this installation. */
export interface Tagger extends Writer {
  /** The writes that store the id, if it is new. */
  readonly puts: readonly Put[];
}

/**
 * @param newOrigin makes a random id, for an installation that has none yet
 * @returns the person who tags
 */
export function taggerOf(settings: Settings, newOrigin: () => string): Tagger {
  const name = settings.name ?? '';
  if (settings.origin !== undefined) return { origin: settings.origin, name, puts: [] };
  const origin = newOrigin();
  const isNewer = settings.version > SETTINGS_VERSION;
  return { origin, name, puts: isNewer ? [] : [put(SETTINGS, { ...settings, origin })] };
}

/** The part of a command's context that tells who tags. */
interface Place {
  readonly store: Store;
  readonly newOrigin: () => string;
}

/** @returns the person who tags, by the stored settings; `newOrigin` as in {@link taggerOf} */
export async function readTagger({ store, newOrigin }: Place): Promise<Tagger> {
  return taggerOf(await store.read(SETTINGS), newOrigin);
}
