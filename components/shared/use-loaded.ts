import { useEffect, useState } from 'preact/hooks';

/**
 * Loads a part of the program when it is first needed, so that the first view does not wait for it.
 * @param load imports it; the same function at every call
 * @param wanted whether it is needed
 * @returns it, once it is there
 */
export function useLoaded<T>(load: () => Promise<T>, wanted: boolean): T | undefined {
  const [loaded, setLoaded] = useState<{ part: T }>();
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    void load().then((part) => current && setLoaded({ part }));
    return () => {
      current = false;
    };
  }, [load, wanted]);
  return loaded?.part;
}
