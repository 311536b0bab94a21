import { useCallback, useEffect, useState } from 'preact/hooks';
import { checkAddress, type UntaggableReason } from '../../evidence/page-address.ts';
import type { PageEvidence } from '../../evidence/store.ts';
import { type CurrentPage, useServices } from '../services.ts';

/** The page the popup is open on, and what is stored for it. */
export type PageState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed' }
  | {
      readonly status: 'ready';
      readonly title: string;
      /** Missing where the page cannot be tagged. */
      readonly url: string | undefined;
      readonly untaggable: UntaggableReason | undefined;
      readonly evidence: PageEvidence;
    };

/** Reads the page once and its evidence at every change, in whatever view that happens. */
export function usePageEvidence(): PageState & { readonly retry: () => void } {
  const { store, currentPage } = useServices();
  const [state, setState] = useState<PageState>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);

  useEffect(() => {
    let latest = 0;
    let ended = false;
    const page = readPage(currentPage);

    async function read() {
      latest += 1;
      const turn = latest;
      const next = await page
        .then(async (known): Promise<PageState> => {
          const evidence = await store.readPage(known.url);
          return { status: 'ready', ...known, evidence };
        })
        .catch((error: unknown): PageState => {
          console.error('The evidence of this page could not be read:', error);
          return { status: 'failed' };
        });
      if (!ended && turn === latest) setState(next);
    }

    // Whatever changed: reading these few keys again costs less than telling changes apart.
    const unsubscribe = store.subscribe(() => void read());
    void read();
    return () => {
      ended = true;
      unsubscribe();
    };
  }, [store, currentPage, attempt]);

  return { ...state, retry };
}

async function readPage(currentPage: () => Promise<CurrentPage>) {
  const { url, title } = await currentPage();
  const address = checkAddress(url);
  return address.ok
    ? { title, url: address.url, untaggable: undefined }
    : { title, url: undefined, untaggable: address.reason };
}
