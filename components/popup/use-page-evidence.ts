import { useCallback, useEffect, useState } from 'preact/hooks';
import { cleanTitle } from '../../evidence/clean-text.ts';
import { checkAddress, type UntaggableReason } from '../../evidence/page-address.ts';
import type { PageEvidence } from '../../evidence/store.ts';
import { type CurrentPage, useServices } from '../services.ts';

/** The page the popup is open on, and what is stored for it. */
export type PageState =
  | { readonly status: 'loading' }
  /** The title is missing where not even the page could be asked for. */
  | ({ readonly status: 'failed' } & (KnownPage | { readonly title?: undefined }))
  | ({ readonly status: 'ready'; readonly evidence: PageEvidence } & KnownPage);

interface KnownPage {
  readonly title: string;
  /** Missing where the page cannot be tagged. */
  readonly url: string | undefined;
  readonly untaggable: UntaggableReason | undefined;
}

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
      const next = await stateOf(page);
      if (!ended && turn === latest) setState(next);
    }

    async function stateOf(asked: Promise<KnownPage>): Promise<PageState> {
      let known: KnownPage | undefined;
      try {
        known = await asked;
        return { status: 'ready', ...known, evidence: await store.readPage(known.url) };
      } catch (error) {
        console.error('The evidence of this page could not be read:', error);
        return known ? { status: 'failed', ...known } : { status: 'failed' };
      }
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

async function readPage(currentPage: () => Promise<CurrentPage>): Promise<KnownPage> {
  const { url, title: raw } = await currentPage();
  const title = cleanTitle(raw);
  const address = checkAddress(url);
  return address.ok
    ? { title, url: address.url, untaggable: undefined }
    : { title, url: undefined, untaggable: address.reason };
}
