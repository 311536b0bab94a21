import browser, { type Tabs } from 'webextension-polyfill';
import type { Badge } from './badge.ts';
import type { ReadWords } from './read-words.ts';
import { type Result, sayResult } from './say-result.ts';
import { showToast } from './toast.ts';
import { within } from './within.ts';

/** How long a page may take to show a notice before the toolbar button shows it instead, in milliseconds. */
const SHOWN_WITHIN_MS = 2_000;

/** How long a notice stays at least, in milliseconds. */
const STAYS_MS = 6_000;

/** How long it stays for each character, in milliseconds: an unhurried reader reads some 1,000 a minute. */
const STAYS_PER_CHARACTER_MS = 60;

/** Results after which the teacher can continue only in the popup. */
const GOES_ON_IN_POPUP: ReadonlySet<Result['kind']> = new Set(['no-domain']);

/** Shows the teacher, over the page, the result of an action outside the popup. Never rejects. */
export type Tell = (tab: Tabs.Tab | undefined, result: Result) => Promise<void>;

/**
 * @returns a function that shows a notice in the page, as long as the click or the key gives access to it
 *   (`activeTab`); otherwise, as on the browser's own pages, on the toolbar button
 */
export function teller(badge: Badge, readWords: ReadWords): Tell {
  return async (tab, result) => {
    // There is no tab if the click was in the popup or in a panel of the browser.
    if (tab?.id === undefined) return;
    // Not every browser lets a menu or a key open the popup: the notice explains how.
    if (GOES_ON_IN_POPUP.has(result.kind)) browser.action.openPopup().catch(() => {});
    const notice = sayResult(result, await readWords());
    const text = notice.lines.map((line) => line.text).join(' ');
    const staysMs = Math.max(STAYS_MS, text.length * STAYS_PER_CHARACTER_MS);
    const shown = await within(
      SHOWN_WITHIN_MS,
      browser.scripting.executeScript({
        target: { tabId: tab.id },
        func: showToast as (...args: unknown[]) => unknown,
        args: [notice, staysMs],
      }),
    );
    if (shown?.[0]?.result !== true) badge.flash(tab.id, notice.mark, text, staysMs);
  };
}
