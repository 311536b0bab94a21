import browser from 'webextension-polyfill';

/**
 * @param url the address of one of Chromium's own pages; Edge takes it too
 * @returns what opens it in a new tab; undefined in Firefox, which opens its own pages for nobody
 */
export function browserPage(url: string): (() => Promise<void>) | undefined {
  if (!browser.runtime.getURL('/').startsWith('chrome-extension:')) return undefined;
  return async () => {
    await browser.tabs.create({ url });
  };
}
