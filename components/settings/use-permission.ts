import { useEffect, useState } from 'preact/hooks';
import { type OptionalPermission, useServices } from '../services.ts';

/** @returns whether the browser grants it now, wherever that was decided; false until known */
export function usePermission(name: OptionalPermission): boolean {
  const { permissions } = useServices();
  const [allowed, setAllowed] = useState(false);

  useEffect(() => {
    let latest = 0;
    let ended = false;
    async function read() {
      latest += 1;
      const token = latest;
      const answer = await permissions.has(name);
      if (!ended && token === latest) setAllowed(answer);
    }
    const unsubscribe = permissions.subscribe(() => void read());
    void read();
    return () => {
      ended = true;
      unsubscribe();
    };
  }, [permissions, name]);

  return allowed;
}
