import { useEffect, useRef } from 'preact/hooks';
import { useCommonServices } from '../services.ts';

/**
 * Compares the list with the mirror once if it could not be read, then reads it again.
 * @param failed whether the last read failed
 * @param retry reads again
 */
export function useCheckAfterFailure(failed: boolean, retry: () => void): void {
  const { run } = useCommonServices();
  const asked = useRef(false);
  useEffect(() => {
    if (!failed || asked.current) return;
    asked.current = true;
    void run({ type: 'check-list', fully: true }).then((outcome) => outcome.ok && retry());
  }, [failed, retry, run]);
}
