import { useRef } from 'preact/hooks';
import { useReady } from '../controls/use-ready.ts';
import { useFaults } from '../faults.tsx';
import { usePageParts } from './later-parts.tsx';

interface FirstView {
  /** The parts that only some pages show are loaded. */
  readonly hasParts: boolean;
  /** There is something to show. */
  readonly hasBegun: boolean;
}

/**
 * Shows all of the first view at once, so that nothing moves when a part arrives.
 * @param wantsParts whether to show anything that only some pages have
 */
export function useFirstView(isLoading: boolean, wantsParts: boolean): FirstView {
  const hasParts = usePageParts(wantsParts);
  const { trouble } = useFaults();
  const begun = useRef(false);
  if (!isLoading && (!wantsParts || hasParts || trouble === 'partMissing')) begun.current = true;
  useReady(begun.current);
  return { hasParts, hasBegun: begun.current };
}
