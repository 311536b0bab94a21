import browser from 'webextension-polyfill';
import type { Page } from '../evidence/edits.ts';

/** The page in the active tab; `url` is missing where the browser does not tell it. */
export type CurrentPage = Pick<Page, 'title'> & { readonly url: string | undefined };

/**
 * The page the popup was opened on. Its address and title are there because the click on the
 * toolbar button grants `activeTab`; no host permission is needed.
 * @throws when the browser's tabs cannot be asked
 */
export async function currentPage(): Promise<CurrentPage> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return { url: tab?.url, title: tab?.title ?? '' };
}
