/**
 * Stands in for webextension-polyfill on the pages (see wxt.config.ts). If the browser has the standard's API itself,
 * the polyfill only hands that on, so it is not loaded there: Firefox, recent Chromium. The background cannot load
 * anything later and has the polyfill itself. Everything else imports the package directly rather than through WXT's
 * module: one visible import, and its types are the standard's.
 */
import type { Browser } from 'webextension-polyfill';

/** @returns the browser's own API where the polyfill would hand that on, by the polyfill's own rule */
function nativeApi(): Browser | undefined {
  const { browser } = globalThis as { browser?: Browser };
  return browser && Object.getPrototypeOf(browser) === Object.prototype ? browser : undefined;
}

export default nativeApi() ?? (await import('./polyfill.ts')).default;
