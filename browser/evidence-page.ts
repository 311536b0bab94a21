import browser from 'webextension-polyfill';
import { showOwnPage } from './own-page.ts';

/** Path of the evidence page within the extension. */
const EVIDENCE_PAGE = '/evidence.html';

/**
 * @param search the search to start with; without it, everything is shown
 * @returns the address of the evidence page, for a link
 */
export function evidencePageUrl(search?: string): string {
  return browser.runtime.getURL(EVIDENCE_PAGE + queryFor(search));
}

/**
 * Shows the evidence page, in the tab that already has it or in a new one, and closes the popup.
 * @param search as for {@link evidencePageUrl}; without it, an open page does not change its view
 */
export function openEvidencePage(search?: string): Promise<void> {
  return showOwnPage(EVIDENCE_PAGE, queryFor(search));
}

function queryFor(search: string | undefined): string {
  return search === undefined ? '' : `?${new URLSearchParams({ q: search })}`;
}
