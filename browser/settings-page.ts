import browser from 'webextension-polyfill';
import { showOwnPage } from './own-page.ts';

/** Path of the settings within the extension: the page that the browser calls its options. */
const SETTINGS_PAGE = '/options.html';

/** @returns the address of the settings, for a link. */
export function settingsPageUrl(): string {
  return browser.runtime.getURL(SETTINGS_PAGE);
}

/** Shows the settings, in the tab that already has them or in a new one, and closes the popup. */
export function openSettings(): Promise<void> {
  return showOwnPage(SETTINGS_PAGE);
}
