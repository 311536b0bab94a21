import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** @returns a ref for an element that has just opened: it scrolls into view, no further than needed. */
export function useInView<T extends Element>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  useEffect(() => ref.current?.scrollIntoView({ block: 'nearest' }), []);
  return ref;
}
