import browser from 'webextension-polyfill';
import { showOwnPage } from './own-page.ts';

/** Path of the recovery page within the extension. */
const RECOVERY_PAGE = '/recovery.html';

/** @returns the address of the recovery page, for a link. */
export function recoveryPageUrl(): string {
  return browser.runtime.getURL(RECOVERY_PAGE);
}

/** Shows the recovery page, in the tab that already has it or in a new one, and closes the popup. */
export function openRecovery(): Promise<void> {
  return showOwnPage(RECOVERY_PAGE);
}
