import browser from 'webextension-polyfill';

/**
 * @param url the address of one of Chromium's own pages; Edge accepts it too
 * @returns a function that opens it in a new tab; undefined in Firefox, where extensions cannot open such
 *   pages
 */
export function browserPage(url: string): (() => Promise<void>) | undefined {
  if (!browser.runtime.getURL('/').startsWith('chrome-extension:')) return undefined;
  return async () => {
    await browser.tabs.create({ url });
  };
}
