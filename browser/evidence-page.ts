import browser from 'webextension-polyfill';
import { showOwnPage } from './own-page.ts';

/** Where the evidence page is, inside the extension. */
const EVIDENCE_PAGE = '/evidence.html';

/** @returns the address of the evidence page, for a link. */
export function evidencePageUrl(): string {
  return browser.runtime.getURL(EVIDENCE_PAGE);
}

/** Shows the evidence page, in the tab that has it already or in a new one, and closes the popup. */
export function openEvidencePage(): Promise<void> {
  return showOwnPage(EVIDENCE_PAGE);
}
