/**
 * Stands in for webextension-polyfill on the pages (see wxt.config.ts). Where the browser has the standard's
 * API itself the polyfill only hands that on, so it is not loaded there: Firefox, Chromium of late. The
 * background cannot load anything later and has the polyfill itself.
 */
import type { Browser } from 'webextension-polyfill';

/** @returns the browser's own API where the polyfill would hand that on, by the polyfill's own rule */
function nativeApi(): Browser | undefined {
  const { browser } = globalThis as { browser?: Browser };
  return browser && Object.getPrototypeOf(browser) === Object.prototype ? browser : undefined;
}

export default nativeApi() ?? (await import('./polyfill.ts')).default;
