import browser from 'webextension-polyfill';
import { showOwnPage } from './own-page.ts';

/** Where the evidence page is, inside the extension. */
const EVIDENCE_PAGE = '/evidence.html';

/**
 * @param search what to look for there; everything is shown without it
 * @returns the address of the evidence page, for a link
 */
export function evidencePageUrl(search?: string): string {
  return browser.runtime.getURL(EVIDENCE_PAGE + queryFor(search));
}

/**
 * Shows the evidence page, in the tab that has it already or in a new one, and closes the popup.
 * @param search as for {@link evidencePageUrl}; without it, an open page goes on showing what it shows
 */
export function openEvidencePage(search?: string): Promise<void> {
  return showOwnPage(EVIDENCE_PAGE, queryFor(search));
}

function queryFor(search: string | undefined): string {
  return search === undefined ? '' : `?${new URLSearchParams({ q: search })}`;
}
