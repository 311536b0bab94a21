import browser from 'webextension-polyfill';

/**
 * The page the popup was opened on. Its address and title are there because the click on the
 * toolbar button grants `activeTab`; no host permission is needed.
 * @returns its title and its address, which is missing where the browser does not tell it
 * @throws when the browser's tabs cannot be asked
 */
export async function currentPage(): Promise<{ url: string | undefined; title: string }> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return { url: tab?.url, title: tab?.title ?? '' };
}
