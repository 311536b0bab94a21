import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Snapshot } from '../../evidence/snapshot.ts';
import { useServices } from '../services.ts';

/** The earlier states that are kept. */
export type SnapshotsState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed' }
  | { readonly status: 'ready'; readonly snapshots: readonly Snapshot[] };

/**
 * Reads them, and again whenever one may have been taken: when something changes, and when the page comes
 * into sight. IndexedDB tells nobody of its changes.
 * @returns them, newest first, and the way to read them again
 */
export function useSnapshots(): readonly [SnapshotsState, () => void] {
  const { store, snapshots } = useServices();
  const [state, setState] = useState<SnapshotsState>({ status: 'loading' });

  const reread = useCallback(() => {
    snapshots.list().then(
      (read) => setState({ status: 'ready', snapshots: read }),
      (error: unknown) => {
        console.error('The snapshots could not be read:', error);
        setState({ status: 'failed' });
      },
    );
  }, [snapshots]);

  useEffect(() => {
    reread();
    const unsubscribe = store.subscribe(reread);
    document.addEventListener('visibilitychange', reread);
    return () => {
      unsubscribe();
      document.removeEventListener('visibilitychange', reread);
    };
  }, [store, reread]);

  return [state, reread];
}
