import type { Menus, Tabs } from 'webextension-polyfill';
import { checkAddress, readableHostname } from '../evidence/page/page-address.ts';

/** What is to be tagged without the popup. */
export interface WantedPage {
  /** A page that the tab's own page links to, rather than that page itself. */
  readonly isLink: boolean;
  /** As the browser gives it, good or bad; undefined where it gives none. */
  readonly url: string | undefined;
  /** Whether it is whatever page is there now, even if its own address runs ahead of the browser's. */
  readonly asItIs: boolean;
  /** For when the page itself does not tell. */
  readonly title: string;
  /** Whether the selected text, if there is some, goes with it as a quote. */
  readonly takesQuote: boolean;
  /** The selected text as the browser gives it, for when the page itself does not tell; else ''. */
  readonly selection: string;
}

/** The end of a file's name that says nothing of what it is about. */
const PAGE_ENDING = /\.(html?|php|aspx?|jsp)$/i;

/**
 * Decides which page a click in the context menu means: a link is a page of its own, even in a
 * selection or around an image; anything else means the page in the tab, also when the click was in a
 * frame of it or on an image.
 * @param info what was clicked
 * @param tab where; it has address and title only where the browser lets the extension see them
 * @param isMac whether a right click selects the word under the pointer by itself: there, one word is
 *   nothing that anybody selected
 */
export function clickedPage(
  info: Menus.OnClickData,
  tab: Tabs.Tab | undefined,
  isMac = navigator.platform.startsWith('Mac'),
): WantedPage {
  const { linkUrl, linkText = '', pageUrl, selectionText = '' } = info;
  if (linkUrl !== undefined) {
    const title = linkText.trim() || titleFromAddress(linkUrl);
    return { isLink: true, url: linkUrl, asItIs: false, title, takesQuote: false, selection: '' };
  }
  const selection = selectionText.trim();
  return {
    isLink: false,
    url: tab?.url ?? pageUrl,
    asItIs: false,
    title: tab?.title ?? '',
    takesQuote: selection !== '' && !(isMac && !/\s/.test(selection)),
    selection,
  };
}

/** @returns the page in a tab, as the shortcut means it, with whatever is selected there */
export function pageIn(tab: Tabs.Tab | undefined): WantedPage {
  const title = tab?.title ?? '';
  return { isLink: false, url: tab?.url, asItIs: true, title, takesQuote: true, selection: '' };
}

/**
 * @returns a name for a page of which nothing but the address is known: the words at the end of its
 *   path and its host name (`our garden – school.example`)
 */
export function titleFromAddress(address: string): string {
  const host = readableHostname(address);
  const checked = checkAddress(address);
  const path = URL.parse(checked.ok ? checked.url : address)?.pathname ?? '';
  const last = path.split('/').findLast((segment) => segment !== '') ?? '';
  const words = decoded(last)
    .replace(PAGE_ENDING, '')
    .replace(/[-_+\s]+/g, ' ')
    .trim();
  return /\p{L}{3}/u.test(words) ? `${words} – ${host}` : host;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
