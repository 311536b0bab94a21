import browser, { type Tabs } from 'webextension-polyfill';

/** Another view of this extension in a tab; `chrome` has the callback form in both browsers. */
type TabView = Window & {
  chrome: { tabs: { getCurrent(answer: (tab?: Tabs.Tab) => void): void } };
};

/**
 * Shows one of the extension's own pages, in the tab that already has it or in a new one, and closes the
 * popup. Never in a private window: there, Firefox gives the pages another database, which is lost with the
 * window.
 * @param path the page's path within the extension, such as `/evidence.html`
 * @param query selects what the page shows, such as `?q=water`; '' leaves it unchanged
 */
export async function showOwnPage(path: string, query = ''): Promise<void> {
  const tab = await tabThatShows(path);
  const url = browser.runtime.getURL(path + query);
  if (tab?.id === undefined || tab.windowId === undefined) {
    await openTab(url);
  } else {
    await browser.tabs.update(tab.id, { active: true, ...(query && { url }) });
    await browser.windows.update(tab.windowId, { focused: true });
  }
  if (browser.extension.getViews({ type: 'popup' }).includes(window)) window.close();
}

/** Opens a tab, in a normal window if the current one is private. */
async function openTab(url: string): Promise<void> {
  const { incognito } = await browser.windows.getCurrent();
  const windows = incognito ? await browser.windows.getAll({ windowTypes: ['normal'] }) : [];
  const { id: windowId } = windows.find((one) => !one.incognito) ?? {};
  if (incognito && windowId === undefined) {
    await browser.windows.create({ url, incognito: false });
    return;
  }
  await browser.tabs.create({ url, ...(windowId !== undefined && { windowId }) });
  if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
}

async function tabThatShows(path: string): Promise<Tabs.Tab | undefined> {
  const views = browser.extension.getViews({ type: 'tab' }) as TabView[];
  const view = views.find(({ location }) => location.pathname === path);
  return view && new Promise((resolve) => view.chrome.tabs.getCurrent(resolve));
}
