import { useEffect, useState } from 'preact/hooks';
import { type Shortcut, useServices } from '../services.ts';

/**
 * @returns the extension's commands with their keys. They are read again whenever the page becomes visible,
 *   because keys are changed on one of the browser's own pages and only Firefox sends an event.
 */
export function useShortcuts(): readonly Shortcut[] {
  const { shortcuts } = useServices();
  const [known, setKnown] = useState<readonly Shortcut[]>([]);

  useEffect(() => {
    const read = () => {
      if (document.visibilityState === 'visible') void shortcuts().then(setKnown);
    };
    document.addEventListener('visibilitychange', read);
    read();
    return () => document.removeEventListener('visibilitychange', read);
  }, [shortcuts]);

  return known;
}
