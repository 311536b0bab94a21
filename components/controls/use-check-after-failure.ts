import { useEffect, useRef } from 'preact/hooks';
import { useCommonServices } from '../services.ts';

/**
 * Has the list compared with its second copy, once, when it could not be read; then it is read again.
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
