import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { FormatId } from '../../evidence/export/index.ts';
import type { BrowserWithExtension, StartOptions } from '../browsers/browser-with-extension.ts';
import { startChromium } from '../browsers/chromium.ts';
import { startFirefox } from '../browsers/firefox.ts';
import type { View } from '../browsers/view.ts';

/** Starts the browser of a journey that is the same in both browsers. */
export type Start = (options?: StartOptions & { readonly profile?: string }) => Promise<BrowserWithExtension>;

/** For `describe.each`: the two browsers, by name and with the function that starts each. */
export const BROWSERS: readonly (readonly ['Chromium' | 'Firefox', Start])[] = [
  ['Chromium', startChromium],
  ['Firefox', startFirefox],
];

/** Navigates to an address and opens the popup there by its toolbar button. */
export async function popupOn(driver: BrowserWithExtension, page: Page, url: string): Promise<View> {
  await page.goto(url);
  return driver.openPopup(page);
}

/** @returns all that the extension has stored, by key */
export async function storedItems(driver: BrowserWithExtension): Promise<Record<string, unknown>> {
  return (await driver.background()).evaluate(() => chrome.storage.local.get(null));
}

/** @returns all that the extension has stored until the browser ends, by key */
export async function inSession(driver: BrowserWithExtension): Promise<Record<string, unknown>> {
  return (await driver.background()).evaluate(() => chrome.storage.session.get(null));
}

/** @returns the records of the mirror, by key */
export async function copiedItems(driver: BrowserWithExtension): Promise<Record<string, unknown>> {
  return (await driver.background()).evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    // Opening a missing database would create it.
    if ((await indexedDB.databases()).length === 0) return {};
    const database = await settled(indexedDB.open('mission-evidence'));
    try {
      const records = database.transaction('records').objectStore('records');
      const [keys, values] = await Promise.all([settled(records.getAllKeys()), settled(records.getAll())]);
      return Object.fromEntries(keys.map((key, index) => [String(key), values[index]]));
    } finally {
      database.close();
    }
  });
}

/**
 * @returns the records under the keys that begin so, in order of the keys, except for one that is just being erased
 */
export async function storedUnder<T>(driver: BrowserWithExtension, prefix: string): Promise<T[]> {
  const items = Object.entries(await storedItems(driver)).sort(([a], [b]) => (a < b ? -1 : 1));
  return items.flatMap(([key, value]) => (key.startsWith(prefix) && value !== null ? [value as T] : []));
}

/** Selects all the text of an element of a page, as a hand does that drags over it. */
export async function select(page: Page, selector: string): Promise<void> {
  await page.$eval(selector, (element) => element.ownerDocument.getSelection()?.selectAllChildren(element));
}

/** Clicks the first button (or other given element) that shows or is named by these words. */
export async function press(view: View, words: string, selector = 'button'): Promise<void> {
  const find = (act: boolean) =>
    view.page.evaluate(
      (wanted, selector, act) => {
        const named = [...document.querySelectorAll<HTMLElement>(selector)].find(
          (one) => one.innerText.includes(wanted) || one.getAttribute('aria-label')?.includes(wanted),
        );
        if (act) named?.click();
        return named?.checkVisibility() ?? false;
      },
      words,
      selector,
      act,
    );
  await view.until(`“${words}” to press`, () => find(false));
  await find(true);
}

/** Waits until the focus is on a matching element. */
export async function untilFocus(view: View, selector: string): Promise<void> {
  await view.until(`the focus on ${selector}`, () =>
    view.page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector),
  );
}

/** Exports the list from an open evidence page as one kind of file. @returns the content of the file */
export async function exported(driver: BrowserWithExtension, list: View, format: FormatId): Promise<string> {
  await list.page.bringToFront();
  await press(list, 'Export', 'header button');
  await list.click(`dialog[open] input[value=${format}]`);
  await press(list, 'Save the file', 'dialog[open] button');
  let content = '';
  await list.until(`a whole .${format} file`, async () => {
    const names = await readdir(driver.downloads);
    const name = names.find((one) => one.endsWith(`.${format}`));
    // While it is being written, there is a second, unfinished one or an empty one.
    if (!name || names.some((one) => /\.(part|crdownload)$/.test(one))) return false;
    const path = join(driver.downloads, name);
    content = await readFile(path, 'utf8').catch(() => '');
    if (content !== '') await rm(path);
    return content !== '';
  });
  await list.click('dialog[open] button[title]');
  await list.until('the dialog to close', async () => (await list.count('dialog')) === 0);
  return content;
}
