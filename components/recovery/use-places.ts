import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Comparison, compare, type Places } from '../../evidence/mirror/compare.ts';
import { readableIn } from '../../evidence/mirror/recover.ts';
import type { Contents } from '../../evidence/storage/contents.ts';

/** What there is, read at one moment. */
export interface Found {
  readonly places: Places;
  readonly comparison: Comparison;
  /** Everything that can be read anywhere, by key. */
  readonly readable: Contents;
}

/** @returns what is in the places, once it was read, and the way to read them again */
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
