import browser from 'webextension-polyfill';

/**
 * Takes a picture of what is visible in the active tab; the popup over it is not in it. The click on
 * the toolbar button has granted that (`activeTab`).
 * @returns a PNG as a `data:` address, in device pixels
 * @throws where the browser refuses: on its own pages, or when the page has moved on to another site
 */
export function captureScreen(): Promise<string> {
  return browser.tabs.captureVisibleTab(undefined, { format: 'png' });
}
