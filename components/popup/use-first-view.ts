import { useRef } from 'preact/hooks';
import { useReady } from '../controls/use-ready.ts';
import { useFaults } from '../faults.tsx';
import { usePageParts } from './later-parts.tsx';

interface FirstView {
  /** What the popup shows only of some pages is there. */
  readonly hasParts: boolean;
  /** There is something to show. */
  readonly hasBegun: boolean;
}

/**
 * Shows at once what the first view shows: nothing moves when a part is there.
 * @param wantsParts whether anything is to be shown that only some pages have
 */
export function useFirstView(isLoading: boolean, wantsParts: boolean): FirstView {
  const hasParts = usePageParts(wantsParts);
  const { trouble } = useFaults();
  const begun = useRef(false);
  if (!isLoading && (!wantsParts || hasParts || trouble === 'partMissing')) begun.current = true;
  useReady(begun.current);
  return { hasParts, hasBegun: begun.current };
}
