import browser, { type Tabs } from 'webextension-polyfill';

/** A page in a tab, with the browser's information about it. */
export interface TabPage {
  /** Missing if the browser does not give it. */
  readonly url: string | undefined;
  readonly title: string;
}

/** The page in the active tab. */
export interface CurrentPage extends TabPage {
  readonly tabId: number | undefined;
  /** The tab is in a private window, which forgets everything that happens in it. */
  readonly isPrivate: boolean;
}

/**
 * The page on which the popup was opened. Its address and title are available because the click on the
 * toolbar button grants `activeTab`; no host permission is needed.
 * @throws if the browser's tabs cannot be queried
 */
export async function currentPage(): Promise<CurrentPage> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return { ...pageIn(tab), tabId: tab?.id, isPrivate: tab?.incognito ?? false };
}

/**
 * Subscribes to changes of a tab's page or title, including those without a reload.
 * @returns a function that ends the subscription
 */
export function onPageChange(tabId: number, listener: () => void): () => void {
  const onUpdated = (id: number, { url, title }: Tabs.OnUpdatedChangeInfoType) => {
    if (id === tabId && (url !== undefined || title !== undefined)) listener();
  };
  browser.tabs.onUpdated.addListener(onUpdated);
  return () => browser.tabs.onUpdated.removeListener(onUpdated);
}

/**
 * The tabs selected together with the active one. Their addresses are missing without the optional permission
 * `tabs`.
 * @throws if the browser's tabs cannot be queried
 */
export async function selectedPages(): Promise<TabPage[]> {
  const tabs = await browser.tabs.query({ highlighted: true, currentWindow: true });
  return tabs.map(pageIn);
}

function pageIn(tab: Tabs.Tab | undefined): TabPage {
  return { url: tab?.url, title: tab?.title ?? '' };
}
