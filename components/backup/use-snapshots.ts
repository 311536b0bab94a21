import { useEffect, useState } from 'preact/hooks';
import type { Snapshot } from '../../evidence/snapshots/snapshot.ts';
import { useServices } from '../services.ts';

/** The stored snapshots, newest first. */
export type SnapshotsState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed' }
  | { readonly status: 'ready'; readonly snapshots: readonly Snapshot[] };

/** Reads the snapshots, and again whenever one was saved or all were erased, in any view. */
export function useSnapshots(): SnapshotsState {
  const { snapshots } = useServices();
  const [state, setState] = useState<SnapshotsState>({ status: 'loading' });
  useEffect(() => {
    let latest = 0;
    async function read() {
      latest += 1;
      const mine = latest;
      let now: SnapshotsState;
      try {
        now = { status: 'ready', snapshots: await snapshots.list() };
      } catch (error) {
        console.error('The snapshots could not be read:', error);
        now = { status: 'failed' };
      }
      if (mine === latest) setState(now);
    }
    const unsubscribe = snapshots.subscribe(() => void read());
    void read();
    return () => {
      latest = 0;
      unsubscribe();
    };
  }, [snapshots]);
  return state;
}
