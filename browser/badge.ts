import browser, { type Tabs } from 'webextension-polyfill';
import { checkAddress, pageKey } from '../evidence/page/page-address.ts';
import { type PieceId, pageOf } from '../evidence/piece/piece.ts';
import { type PageEvidence, readPage } from '../evidence/storage/page-evidence.ts';
import { PIECE } from '../evidence/storage/pieces.ts';
import { isOf, nameIn } from '../evidence/storage/records-of.ts';
import { SETTINGS } from '../evidence/storage/settings.ts';
import type { ReadingStore } from '../evidence/storage/store.ts';
import { badgeFace } from './badge-face.ts';
import type { ReadWords } from './read-words.ts';

/** The accent of the light theme with white on it (7:1): a toolbar has no stylesheet. */
const GROUND = '#2b4acb';
const INK = '#ffffff';

/** Shows on the toolbar button of each tab how many domains its page is tagged under. */
export interface Badge {
  /**
   * Shows another sign and other words on one tab for a while, then the count again.
   * @param staysMs how long, in milliseconds
   */
  flash(tabId: number, sign: string, words: string, staysMs: number): void;
}

/**
 * Updates the button of every tab whose address the extension may see: tabs in which the popup, the menu or
 * the shortcut was used (`activeTab`, until the tab goes to another site), or all, with the optional `tabs`.
 */
export function keepBadge(store: ReadingStore, readWords: ReadWords): Badge {
  /** The tabs that show something else for now. */
  const flashing = new Map<number, ReturnType<typeof setTimeout>>();
  /** The newest count on its way for each tab: a slower, older one must not replace it. */
  const newest = new Map<number, symbol>();
  /** The button's current language. */
  let language: string | undefined;

  async function show({ id, url, incognito }: Tabs.Tab): Promise<void> {
    if (id === undefined || flashing.has(id)) return;
    const token = Symbol();
    newest.set(id, token);
    try {
      const [page, words] = await Promise.all([
        // Private windows are not examined.
        evidenceOf(incognito ? undefined : url),
        readWords(),
      ]);
      if (newest.get(id) !== token || flashing.has(id)) return;
      const { text, title } = badgeFace(page, words);
      await say(id, text, title);
    } catch (error) {
      console.warn('The count on the button is not up to date:', error);
    } finally {
      if (newest.get(id) === token) newest.delete(id);
    }
  }

  async function evidenceOf(url: string | undefined): Promise<PageEvidence | undefined> {
    const address = checkAddress(url);
    return address.ok ? readPage(store, address.url) : undefined;
  }

  async function showAll(concerns: (tab: Tabs.Tab) => boolean): Promise<void> {
    const tabs = await browser.tabs.query({});
    await Promise.all(tabs.filter(concerns).map(show));
  }

  async function showTab(tabId: number, concerns = (_tab: Tabs.Tab) => true): Promise<void> {
    const tab = await browser.tabs.get(tabId).catch(() => undefined);
    if (tab && concerns(tab)) await show(tab);
  }

  /**
   * Sets the button's colours, and its title for tabs whose page is unknown.
   * @returns whether its language has changed
   */
  async function dress(): Promise<boolean> {
    const words = await readWords();
    if (words.language === language) return false;
    language = words.language;
    await Promise.all([
      browser.action.setBadgeBackgroundColor({ color: GROUND }),
      browser.action.setBadgeTextColor({ color: INK }),
      browser.action.setTitle({ title: badgeFace(undefined, words).title }),
    ]);
    return true;
  }

  async function dressAnew(): Promise<void> {
    if (await dress()) await showAll(isVisible);
  }

  void dress();
  store.subscribe((changes) => {
    const keys = Object.keys(changes);
    if (keys.some((key) => isOf(SETTINGS, key))) void dressAnew();
    const ids = keys.filter((key) => isOf(PIECE, key)).map((key) => nameIn(PIECE, key));
    if (ids.length > 0) void showAll(isAmong(ids));
  });
  browser.runtime.onInstalled.addListener(() => void showAll(isVisible));
  browser.tabs.onUpdated.addListener((_tabId, change, tab) => {
    const isNews = change.url !== undefined || change.status !== undefined;
    if (isVisible(tab) && isNews) void show(tab);
  });
  browser.tabs.onActivated.addListener(({ tabId }) => void showTab(tabId, isVisible));
  browser.permissions.onAdded.addListener(() => void showAll(isVisible));
  // Also tabs whose address the extension can no longer see: their counts would go out of date.
  browser.permissions.onRemoved.addListener(() => void showAll(() => true));

  return {
    flash(tabId, sign, words, staysMs) {
      clearTimeout(flashing.get(tabId));
      const timer = setTimeout(() => {
        flashing.delete(tabId);
        void showTab(tabId);
      }, staysMs);
      flashing.set(tabId, timer);
      void say(tabId, sign, words);
    },
  };
}

function isVisible({ url }: Tabs.Tab): boolean {
  return url !== undefined;
}

/** @returns a test for a tab: whether its page has one of these pieces */
function isAmong(ids: readonly PieceId[]): (tab: Tabs.Tab) => boolean {
  const pages = new Set(ids.map(pageOf));
  return ({ url }) => {
    const address = checkAddress(url);
    return address.ok && pages.has(pageKey(address.url));
  };
}

async function say(tabId: number, text: string, title: string): Promise<void> {
  try {
    await Promise.all([
      browser.action.setBadgeText({ tabId, text }),
      browser.action.setTitle({ tabId, title }),
    ]);
  } catch {
    // The tab was closed meanwhile.
  }
}
