import { useLayoutEffect, useRef } from 'preact/hooks';

/** Calls `onEscape` when Escape is pressed, wherever the focus is, unless something inside has handled it. */
export function useEscape(onEscape: () => void): void {
  const latest = useRef(onEscape);
  latest.current = onEscape;
  // A layout effect: it is cleaned up together with the view, so that a second Escape is ignored.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      // Otherwise the popup itself would close.
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
