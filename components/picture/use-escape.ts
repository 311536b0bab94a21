import { useLayoutEffect, useRef } from 'preact/hooks';

/** Calls `onEscape` at the Escape key, wherever the focus is, unless something inside has taken it. */
export function useEscape(onEscape: () => void): void {
  const latest = useRef(onEscape);
  latest.current = onEscape;
  // A layout effect: its end comes with the view's, so that a second Escape is not heard any more.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      // The popup itself would close.
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
