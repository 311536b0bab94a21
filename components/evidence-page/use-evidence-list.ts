import { useCallback, useEffect, useState } from 'preact/hooks';
import { type EvidenceList, listAfter, readList } from '../../evidence/storage/evidence-list.ts';
import type { Records } from '../../evidence/storage/record-kind.ts';
import { sameCounts, summarise } from '../../evidence/storage/summary.ts';
import { useRun } from '../faults.tsx';
import { useServices } from '../services.ts';

/** The whole stored list, kept up to date. */
export type ListState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed' }
  | { readonly status: 'ready'; readonly list: EvidenceList };

/** Reads the list once and follows every change, in any view. */
export function useEvidenceList(): ListState & {
  readonly retry: () => void;
  /** The list could not be compared with the mirror, so pieces may be missing. */
  readonly unchecked: boolean;
} {
  const services = useServices();
  const { store } = services;
  const run = useRun();
  const [state, setState] = useState<ListState>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const [unchecked, setUnchecked] = useState(false);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);

  useEffect(() => {
    let ended = false;
    // Changes that arrive while the list is being read are collected and applied afterwards.
    let early: Records[] | undefined = [];

    const unsubscribe = store.subscribe((changes) => {
      if (early) early.push(changes);
      else {
        setState((now) => (now.status === 'ready' ? { ...now, list: listAfter(now.list, changes) } : now));
      }
    });
    void services.run({ type: 'check-list' }).then((outcome) => {
      if (!ended) setUnchecked(!outcome.ok);
    });
    readWhole().then(
      (read) => {
        if (ended) return;
        setState({ status: 'ready', list: (early ?? []).reduce(listAfter, read) });
        early = undefined;
        const truth = summarise(read.pieces.values());
        if (!read.summary || !sameCounts(read.summary.counts, truth.counts)) {
          void run({ type: 'recount' });
        }
      },
      (error: unknown) => {
        console.error('The evidence could not be read:', error);
        if (!ended) setState({ status: 'failed' });
      },
    );
    /** Compares an empty list with the mirror before anybody sees that it is empty. */
    async function readWhole(): Promise<EvidenceList> {
      const read = await readList(store);
      if (read.pieces.size > 0) return read;
      const outcome = await services.run({ type: 'check-list', fully: true });
      return outcome.ok ? readList(store) : read;
    }
    return () => {
      ended = true;
      unsubscribe();
    };
  }, [services, store, run, attempt]);

  return { ...state, retry, unchecked };
}
