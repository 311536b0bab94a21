import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import { titleWithoutSecrets } from '../../evidence/page/address-secrets.ts';
import { checkAddress, isOnSameSite, type UntaggableReason } from '../../evidence/page/page-address.ts';
import type { Quote } from '../../evidence/piece/quote.ts';
import type { PageEvidence } from '../../evidence/storage/page-evidence.ts';
import { cleanTitle } from '../../evidence/values/clean-text.ts';
import { type CurrentPage, type PageReading, type PopupServices, usePopupServices } from '../services.ts';
import { useWords } from '../words.tsx';

/** The page on which the popup is open, and its stored records. */
export type PageState =
  | { readonly status: 'loading' }
  /** The title is missing if even the browser's information about the page is. */
  | ({ readonly status: 'failed' } & (KnownPage | { readonly title?: undefined }))
  | ({ readonly status: 'ready'; readonly evidence: PageEvidence } & KnownPage);

/** Information about the page, independent of what is stored. */
export interface KnownPage {
  readonly title: string;
  /** Missing if the page cannot be tagged. */
  readonly url: string | undefined;
  readonly untaggable: UntaggableReason | 'private-window' | undefined;
  /** The passage selected on the page, once the page has answered. */
  readonly selection: Quote | undefined;
  /** The page can be tagged, but its content cannot be read. */
  readonly isClosed: boolean;
}

/** Actions on the page shown. */
export interface PageControl {
  /** Reads again, including which page the tab shows. */
  readonly retry: () => void;
  /** The tab shows another page now, but somebody was writing: {@link PageControl.retry} switches to it. */
  readonly movedOn: boolean;
}

/**
 * Reads the page and its evidence, and again after every change of either, in any view. The browser's
 * information about the page is shown at once. The page's own answer follows, because a busy page may take
 * its time. If the tab moves to another page while somebody writes about this one, this one stays: otherwise
 * the words would be lost, and a digit among them would tag a page that nobody meant.
 */
export function usePageEvidence(): PageState & PageControl {
  const services = usePopupServices();
  const [state, setState] = useState<PageState>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const [movedOn, setMovedOn] = useState(false);
  const { settingsFailed, rereadSettings } = useWords();
  const retry = useCallback(() => {
    // Without the settings, nobody knows which words are the teacher's own.
    if (settingsFailed) rereadSettings();
    setAttempt((count) => count + 1);
  }, [settingsFailed, rereadSettings]);

  // A layout effect: an effect would wait for a frame, and there is nothing to show yet.
  useLayoutEffect(() => {
    let latest = 0;
    let asked = 0;
    let ended = false;
    let tab: CurrentPage | undefined;
    let reading: PageReading | undefined | 'pending' = 'pending';
    let unwatch: (() => void) | undefined;

    async function read() {
      // Leave the view as it is until there is a page to read for, also after "try again".
      if (!tab) return;
      latest += 1;
      const token = latest;
      const next = await stateOf(services, known(tab, reading));
      if (!ended && token === latest) setState(next);
    }

    async function askPage(tabId: number) {
      asked += 1;
      const token = asked;
      const answer = await services.readPage(tabId);
      // Ignore the answer of the page before if it arrives after the tab has moved on.
      if (ended || token !== asked) return;
      const before = tab && known(tab, reading);
      reading = answer;
      // Most pages confirm the browser's information: in that case nothing has to change.
      if (JSON.stringify(tab && known(tab, reading)) !== JSON.stringify(before)) void read();
    }

    async function ask() {
      const before = tab;
      tab = await services.currentPage();
      // The last page's answer does not apply to another page.
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

    // Any change: reading these few keys again costs less than comparing changes.
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

/** Whether somebody is in a text field. */
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
 * Combines the browser's and the page's own information; on its own site, the page's own counts more. Nothing
 * seen in a private window may be stored (Mozilla's Add-on Policies, 6.3.2), so such a page has no address
 * here.
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
