import browser from 'webextension-polyfill';
import { isOf } from '../evidence/storage/records-of.ts';
import { SETTINGS } from '../evidence/storage/settings.ts';
import type { ReadingStore } from '../evidence/storage/store.ts';
import { clickedPage } from './clicked-page.ts';
import { domainOf, type MenuItem, menuItems } from './menu-items.ts';
import type { QuickTag } from './quick-tag.ts';
import type { ReadWords } from './read-words.ts';

/**
 * Maintains an item with the five domains in the browser's context menu, in the teacher's language, unless
 * the teacher switched it off; a click tags at once. The browser remembers the items while the background
 * sleeps, so they are built only when it starts, and when the language or the switch changes.
 */
export function keepContextMenu(store: ReadingStore, readWords: ReadWords, quickTag: QuickTag): void {
  // Firefox for Android has no context menus.
  if (!(browser as Partial<typeof browser>).contextMenus) return;
  let queue: Promise<void> = Promise.resolve();
  /** The present items, as far as known. */
  let shown: string | undefined;

  /** Rebuilds the items after all earlier requests: two rebuilds at once would mix their items. */
  function rebuild(isNeeded: (wanted: string) => boolean): void {
    queue = queue.then(async () => {
      const [{ contextMenu }, words] = await Promise.all([store.read(SETTINGS), readWords()]);
      const wanted = contextMenu === false ? 'none' : words.language;
      if (!isNeeded(wanted)) return;
      shown = undefined;
      await browser.contextMenus.removeAll();
      if (contextMenu !== false) for (const item of menuItems(words)) await create(item);
      shown = wanted;
    });
    queue = queue.catch((error) => console.warn('The context menu is not up to date:', error));
  }

  browser.runtime.onInstalled.addListener(() => rebuild(() => true));
  browser.runtime.onStartup.addListener(() => rebuild(() => true));
  store.subscribe((changes) => {
    if (Object.keys(changes).some((key) => isOf(SETTINGS, key))) rebuild((wanted) => wanted !== shown);
  });
  browser.contextMenus.onClicked.addListener((info, tab) => {
    const domain = domainOf(info.menuItemId);
    if (domain) void quickTag(tab, domain, clickedPage(info, tab));
  });
}

function create(item: MenuItem): Promise<void> {
  return new Promise((resolve, reject) => {
    browser.contextMenus.create(item, () => {
      const { lastError } = browser.runtime;
      if (lastError) reject(new Error(lastError.message));
      else resolve();
    });
  });
}
