import browser, { type Tabs } from 'webextension-polyfill';

/** Where the evidence page is, inside the extension. */
const EVIDENCE_PAGE = '/evidence.html';

/** Another view of this extension in a tab; `chrome` has the callback form in both browsers. */
type TabView = Window & {
  chrome: { tabs: { getCurrent(answer: (tab?: Tabs.Tab) => void): void } };
};

/** @returns the address of the evidence page, for a link. */
export function evidencePageUrl(): string {
  return browser.runtime.getURL(EVIDENCE_PAGE);
}

/** Shows the evidence page, in the tab that has it already or in a new one, and closes the popup. */
export async function openEvidencePage(): Promise<void> {
  const tab = await openTab();
  if (tab?.id === undefined || tab.windowId === undefined) {
    await browser.tabs.create({ url: evidencePageUrl() });
  } else {
    await browser.tabs.update(tab.id, { active: true });
    await browser.windows.update(tab.windowId, { focused: true });
  }
  if (browser.extension.getViews({ type: 'popup' }).includes(window)) window.close();
}

async function openTab(): Promise<Tabs.Tab | undefined> {
  const views = browser.extension.getViews({ type: 'tab' }) as TabView[];
  const view = views.find(({ location }) => location.pathname === EVIDENCE_PAGE);
  return view && new Promise((resolve) => view.chrome.tabs.getCurrent(resolve));
}
