import type { Menus, Tabs } from 'webextension-polyfill';
import { checkAddress, readableHostname } from '../evidence/page/page-address.ts';

/** A page to tag without the popup. */
export interface WantedPage {
  /** It is the target of a link, not the tab's own page. */
  readonly isLink: boolean;
  /** The address from the browser, valid or not; undefined if it gives none. */
  readonly url: string | undefined;
  /**
   * Whether to accept whatever page is there now, even if its own address is more recent than the browser's.
   */
  readonly asItIs: boolean;
  /** Used if the page itself does not answer. */
  readonly title: string;
  /** Whether to add the selected text, if any, as a quote. */
  readonly takesQuote: boolean;
  /** The selected text from the browser, used if the page itself does not answer; otherwise ''. */
  readonly selection: string;
}

/** Ending of a file name that says nothing about its content. */
const PAGE_ENDING = /\.(html?|php|aspx?|jsp)$/i;

/**
 * Decides which page a click in the context menu means: a link means its target, even in a selection or
 * around an image; anything else means the page in the tab, even if the click was in a frame or on an image.
 * @param info what was clicked
 * @param tab where; it has address and title only if the browser lets the extension see them
 * @param isMac whether a right click selects the word under the pointer by itself: if so, nobody chose to
 *   select a single word
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

/** @returns the page in a tab, for the shortcut, with any selected text */
export function pageIn(tab: Tabs.Tab | undefined): WantedPage {
  const title = tab?.title ?? '';
  return { isLink: false, url: tab?.url, asItIs: true, title, takesQuote: true, selection: '' };
}

/**
 * @returns a title for a page of which only the address is known: the words at the end of its path and its
 *   hostname (`our garden – school.example`)
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
