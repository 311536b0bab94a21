import { useEffect, useState } from 'preact/hooks';
import { type Shortcut, useServices } from '../services.ts';

/**
 * @returns the extension's commands with their keys. They are read again whenever the page comes into
 *   sight, because keys are changed on a page of the browser's own and only Firefox tells.
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
