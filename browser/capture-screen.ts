import browser from 'webextension-polyfill';

/**
 * Captures the visible part of the active tab, without the popup over it. The click on the toolbar button has
 * granted that (`activeTab`).
 * @returns a PNG as a `data:` address, in device pixels
 * @throws if the browser refuses: on its own pages, or if the tab has moved to another site
 */
export function captureScreen(): Promise<string> {
  return browser.tabs.captureVisibleTab(undefined, { format: 'png' });
}
