import { useEffect } from 'preact/hooks';

/** Marks once when the view can be used, for measurements and tests (W3C User Timing). */
export function useReady(ready: boolean): void {
  useEffect(() => {
    if (ready) performance.mark('ready');
  }, [ready]);
}
