import { useEffect, useRef, useState } from 'preact/hooks';
import { useFaults } from '../faults.tsx';

/**
 * Loads a part of the program when it is first needed, so that the first view does not wait for it. Shows a
 * notice if loading fails.
 * @param load imports it
 * @param wanted whether it is needed
 * @returns the part, once loaded
 */
export function useLoaded<T>(load: () => Promise<T>, wanted: boolean): T | undefined {
  const { missPart } = useFaults();
  const [loaded, setLoaded] = useState<{ part: T }>();
  const loading = useRef(load);
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    loading.current().then(
      (part) => current && setLoaded({ part }),
      (error) => {
        console.error('A part of the program could not be loaded:', error);
        if (current) missPart();
      },
    );
    return () => {
      current = false;
    };
  }, [wanted]);
  return loaded?.part;
}
