import { useEffect, useState } from 'preact/hooks';
import type { Snapshot } from '../../evidence/snapshots/snapshot.ts';
import { useServices } from '../services.ts';

/** The earlier states that are kept, newest first. */
export type SnapshotsState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed' }
  | { readonly status: 'ready'; readonly snapshots: readonly Snapshot[] };

/** Reads them, and again whenever one was taken or all were erased, wherever that is done. */
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
