/**
 * Replaces webextension-polyfill on the pages (see wxt.config.ts). If the browser has the standard API
 * itself, the polyfill would only pass that on, so it is not loaded there: Firefox, recent Chromium. The
 * background cannot load code later and includes the polyfill. All other modules import the package directly
 * rather than through WXT's module: the import is visible, and its types are the standard's.
 */
import type { Browser } from 'webextension-polyfill';

/** @returns the browser's own API if the polyfill would pass that on, by the polyfill's own rule */
function nativeApi(): Browser | undefined {
  const { browser } = globalThis as { browser?: Browser };
  return browser && Object.getPrototypeOf(browser) === Object.prototype ? browser : undefined;
}

export default nativeApi() ?? (await import('./polyfill.ts')).default;
