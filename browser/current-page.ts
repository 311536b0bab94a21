import browser, { type Tabs } from 'webextension-polyfill';

/** A page in a tab, as the browser tells of it. */
export interface TabPage {
  /** Missing where the browser does not tell it. */
  readonly url: string | undefined;
  readonly title: string;
}

/** The page in the active tab. */
export interface CurrentPage extends TabPage {
  readonly tabId: number | undefined;
  /** The tab is in a private window, which forgets what happens in it. */
  readonly isPrivate: boolean;
}

/**
 * The page the popup was opened on. Its address and title are there because the click on the
 * toolbar button grants `activeTab`; no host permission is needed.
 * @throws when the browser's tabs cannot be asked
 */
export async function currentPage(): Promise<CurrentPage> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return { ...pageIn(tab), tabId: tab?.id, isPrivate: tab?.incognito ?? false };
}

/**
 * Listens to a tab whose page becomes another one or takes another title, also without loading anew.
 * @returns the function that ends it
 */
export function onPageChange(tabId: number, listener: () => void): () => void {
  const onUpdated = (id: number, { url, title }: Tabs.OnUpdatedChangeInfoType) => {
    if (id === tabId && (url !== undefined || title !== undefined)) listener();
  };
  browser.tabs.onUpdated.addListener(onUpdated);
  return () => browser.tabs.onUpdated.removeListener(onUpdated);
}

/**
 * The tabs that are selected together with the active one. Their addresses are missing without the
 * optional permission `tabs`.
 * @throws when the browser's tabs cannot be asked
 */
export async function selectedPages(): Promise<TabPage[]> {
  const tabs = await browser.tabs.query({ highlighted: true, currentWindow: true });
  return tabs.map(pageIn);
}

function pageIn(tab: Tabs.Tab | undefined): TabPage {
  return { url: tab?.url, title: tab?.title ?? '' };
}
