import browser from 'webextension-polyfill';
import { browserPage } from './browser-page.ts';

/** Opens the browser's own page about this extension; missing where an extension cannot. */
export const openExtensionDetails = browserPage(`chrome://extensions/?id=${browser.runtime.id}`);
