import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import { titleWithoutSecrets } from '../../evidence/page/address-secrets.ts';
import { checkAddress, isOnSameSite, type UntaggableReason } from '../../evidence/page/page-address.ts';
import type { Quote } from '../../evidence/piece/quote.ts';
import type { PageEvidence } from '../../evidence/storage/page-evidence.ts';
import { cleanTitle } from '../../evidence/values/clean-text.ts';
import { type CurrentPage, type PageReading, type PopupServices, usePopupServices } from '../services.ts';

/** The page the popup is open on, and what is stored for it. */
export type PageState =
  | { readonly status: 'loading' }
  /** The title is missing where not even the page could be asked for. */
  | ({ readonly status: 'failed' } & (KnownPage | { readonly title?: undefined }))
  | ({ readonly status: 'ready'; readonly evidence: PageEvidence } & KnownPage);

/** What is known of the page, whatever is stored. */
export interface KnownPage {
  readonly title: string;
  /** Missing where the page cannot be tagged. */
  readonly url: string | undefined;
  readonly untaggable: UntaggableReason | 'private-window' | undefined;
  /** What is selected in the page, once it could be asked. */
  readonly selection: Quote | undefined;
  /** It can be tagged, but what is in it cannot be read. */
  readonly isClosed: boolean;
}

/** What can be done about the page that is shown. */
export interface PageControl {
  /** Reads again, also the page of the moment. */
  readonly retry: () => void;
  /** The tab shows another page now, but someone was writing: {@link PageControl.retry} goes to it. */
  readonly movedOn: boolean;
}

/**
 * Reads the page and its evidence, and again at every change of either, in whatever view that happens.
 * What the browser says of the page is shown at once; what the page itself says follows, because a
 * page that is busy may take its time. A page that becomes another one while someone writes about it stays,
 * or the words would be lost, and a digit among them would tag what nobody meant.
 */
export function usePageEvidence(): PageState & PageControl {
  const services = usePopupServices();
  const [state, setState] = useState<PageState>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const [movedOn, setMovedOn] = useState(false);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);

  // A layout effect: an effect would wait for a frame, and there is nothing to see yet.
  useLayoutEffect(() => {
    let latest = 0;
    let asked = 0;
    let ended = false;
    let tab: CurrentPage | undefined;
    let reading: PageReading | undefined | 'pending' = 'pending';
    let unwatch: (() => void) | undefined;

    async function read() {
      // What is shown stays until there is a page to read for: after "try again", too.
      if (!tab) return;
      latest += 1;
      const turn = latest;
      const next = await stateOf(services, known(tab, reading));
      if (!ended && turn === latest) setState(next);
    }

    async function askPage(tabId: number) {
      asked += 1;
      const turn = asked;
      const answer = await services.readPage(tabId);
      // What a page said before it became another one must not come after what that one says.
      if (ended || turn !== asked) return;
      const before = tab && known(tab, reading);
      reading = answer;
      // Most pages say what the browser said of them: then all that is shown stands.
      if (JSON.stringify(tab && known(tab, reading)) !== JSON.stringify(before)) void read();
    }

    async function ask() {
      const before = tab;
      tab = await services.currentPage();
      // Of another page, nothing that the last one said holds.
      if (before && before.url !== tab.url) reading = 'pending';
      void read();
      if (tab.tabId !== undefined && !tab.isPrivate) void askPage(tab.tabId);
    }

    async function follow() {
      const now = await services.currentPage();
      if (ended) return;
      if (tab && now.url !== tab.url && isWriting()) setMovedOn(true);
      else await ask();
    }

    async function begin() {
      setMovedOn(false);
      try {
        await ask();
        if (tab?.tabId !== undefined && !ended)
          unwatch = services.onPageChange(tab.tabId, () => void follow());
      } catch (error) {
        console.error('The page could not be asked for:', error);
        if (!ended) setState({ status: 'failed' });
      }
    }

    // Whatever changed: reading these few keys again costs less than telling changes apart.
    const unsubscribe = services.store.subscribe(() => void read());
    void begin();
    return () => {
      ended = true;
      unsubscribe();
      unwatch?.();
    };
  }, [services, attempt]);

  return { ...state, retry, movedOn };
}

/** Someone is in a field. */
function isWriting(): boolean {
  return document.activeElement?.matches('textarea, input:not([type=checkbox])') ?? false;
}

async function stateOf({ readEvidence }: PopupServices, page: KnownPage): Promise<PageState> {
  try {
    return { status: 'ready', ...page, evidence: await readEvidence(page.url) };
  } catch (error) {
    console.error('The evidence of this page could not be read:', error);
    return { status: 'failed', ...page };
  }
}

/**
 * Puts together what the browser and what the page say; on its own site, the page's own word counts more. Of what
 * is seen in a private window nothing may be stored (Mozilla's Add-on Policies, 6.3.2), so there is no address.
 */
function known(tab: CurrentPage, reading: PageReading | undefined | 'pending'): KnownPage {
  const answer = reading === 'pending' ? undefined : reading;
  const said = answer && isOnSameSite(tab.url, answer.url) ? answer : undefined;
  const address = checkAddress(said?.url ?? tab.url);
  if (tab.isPrivate) {
    const untaggable = 'private-window';
    return { title: '', url: undefined, untaggable, selection: undefined, isClosed: false };
  }
  return {
    title: cleanTitle(titleWithoutSecrets(said?.title || tab.title)),
    url: address.ok ? address.url : undefined,
    untaggable: address.ok ? undefined : address.reason,
    selection: said?.quote,
    isClosed: address.ok && reading === undefined,
  };
}
