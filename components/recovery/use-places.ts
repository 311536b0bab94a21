import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Comparison, compare, type Places } from '../../evidence/mirror/compare.ts';
import { readableIn } from '../../evidence/mirror/recover.ts';
import type { Contents } from '../../evidence/storage/contents.ts';

/** The contents of all places, read at one moment. */
export interface Found {
  readonly places: Places;
  readonly comparison: Comparison;
  /** Everything that can be read in any place, by key. */
  readonly readable: Contents;
}

/** @returns the contents of the places, once read, and a function to read them again */
export function usePlaces(readPlaces: () => Promise<Places>): [Found | undefined, () => Promise<void>] {
  const [found, setFound] = useState<Found>();
  const read = useCallback(async () => {
    const places = await readPlaces();
    const comparison = compare(places);
    setFound({ places, comparison, readable: readableIn(places, comparison) });
  }, [readPlaces]);
  useEffect(() => void read(), [read]);
  return [found, read];
}
