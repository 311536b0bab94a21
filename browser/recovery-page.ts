import browser from 'webextension-polyfill';
import { showOwnPage } from './own-page.ts';

/** Where the recovery view is, inside the extension. */
const RECOVERY_PAGE = '/recovery.html';

/** @returns the address of the recovery view, for a link. */
export function recoveryPageUrl(): string {
  return browser.runtime.getURL(RECOVERY_PAGE);
}

/** Shows the recovery view, in the tab that has it already or in a new one, and closes the popup. */
export function openRecovery(): Promise<void> {
  return showOwnPage(RECOVERY_PAGE);
}
