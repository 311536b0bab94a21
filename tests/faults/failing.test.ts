import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Piece } from '../../evidence/piece/piece.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { faultRow } from '../support/fault-row.ts';
import { noteIn } from '../support/pieces.ts';
import { type Pages, servePages } from '../support/serve-pages.ts';
import { BROWSERS, popupOn, storedItems, storedUnder } from '../support/two-browsers.ts';

/* R5: if nothing can be written, that is reported at once, typed text stays, and the list is as it was. */

/** The longest time until the teacher has to know, in milliseconds. */
const SOON_MS = 1_000;

/** The background, in which writing fails. */
declare global {
  var worksAgain: () => void;
}

const FAILURES = ['QuotaExceededError: the quota is used up', 'IO error: .../000003.log: No space left'];

let pages: Pages;

beforeAll(async () => {
  pages = await servePages({ '/page': '<h1>A page</h1>' });
});

afterAll(() => pages?.close());

describe.each(BROWSERS)('%s', (name, start) => {
  let driver: BrowserWithExtension;

  beforeAll(async () => {
    driver = await start();
  });

  afterAll(() => driver?.close());

  /** Makes the browser refuse to write, for the background, which alone writes. */
  async function failWith(message: string): Promise<void> {
    await (await driver.background()).evaluate((message) => {
      const apis = [chrome, ...(typeof browser === 'undefined' ? [] : [browser])];
      const areas = new Set(apis.map((api) => api.storage.local));
      const able = [...areas].map((area) => [area, area.set] as const);
      const put = (area: object, value: unknown) =>
        Object.defineProperty(area, 'set', { value, configurable: true, writable: true });
      for (const area of areas) put(area, () => Promise.reject(new Error(message)));
      globalThis.worksAgain = () => {
        for (const [area, set] of able) put(area, set);
      };
    }, message);
  }

  /** @returns the stored note of the page at an address */
  async function noteOf(url: string): Promise<string | undefined> {
    const pieces = await storedUnder<Piece>(driver, 'evidence:');
    const stored = pieces.find((piece) => piece.url === url);
    return stored && noteIn(stored);
  }

  it('reports at once that it can’t write, and loses no typed text', async (context) => {
    const row = faultRow(context, `R5 ${name}: a write that fails`);
    row.foundOut = 0;
    const page = await driver.browser.newPage();
    for (const message of FAILURES) {
      const url = `${pages.origin}/page?${encodeURIComponent(message)}`;
      const popup = await popupOn(driver, page, url);
      await popup.click('button[aria-pressed]', 1);
      await popup.untilTagged(2);
      await popup.fill('textarea', 'Kept.');
      await popup.until('the note', async () => (await noteOf(url)) === 'Kept.');
      const before = await storedItems(driver);
      await failWith(message);

      for (const act of [
        () => popup.click('button[aria-pressed]', 2),
        () => popup.fill('textarea', 'Kept. And more.'),
      ]) {
        row.tries += 1;
        const begun = performance.now();
        await act();
        await popup.untilText('The browser could not save this.', '[role=alert]');
        if (performance.now() - begun < SOON_MS) row.foundOut += 1;
      }
      expect(await popup.value('textarea')).toBe('Kept. And more.');
      expect(await popup.pressed()).toEqual([false, true, false, false, false]);
      expect(await storedItems(driver)).toEqual(before);

      await (await driver.background()).evaluate(() => globalThis.worksAgain());
      await popup.click('[role=alert] button');
      await popup.until('what was typed', async () => (await noteOf(url)) === 'Kept. And more.');
      await popup.until('the notice to go', async () => (await popup.text('[role=alert]')) === '');
      await popup.close();
    }
    expect(row.foundOut).toBe(row.tries);
  });
});
