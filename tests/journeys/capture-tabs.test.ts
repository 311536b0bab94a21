import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { type SchoolSite, serveSchoolSite } from '../school-site/serve.ts';
import { eraseAll } from '../support/erase-all.ts';
import { BROWSERS, inSession, press, select, storedItems, storedUnder } from '../support/two-browsers.ts';

let site: SchoolSite;

beforeAll(async () => {
  site = await serveSchoolSite();
});

afterAll(() => site?.close());

describe.each(BROWSERS)('in %s', (_name, start) => {
  let driver: BrowserWithExtension;
  const tabs: Page[] = [];

  beforeAll(async () => {
    driver = await start({ privateWindows: true, grantable: ['tabs'] });
    for (const path of ['/en.html?first', '/en.html?second', '/en.html?third']) {
      const page = await driver.browser.newPage();
      await page.goto(`${site.origin}${path}`);
      tabs.push(page);
    }
  });

  afterAll(() => driver?.close());

  /** Selects the three tabs together, the first of them in front. @returns it */
  async function selectTabs(): Promise<Page> {
    const background = await driver.background();
    const places: number[] = [];
    for (const page of [...tabs].reverse()) {
      await page.bringToFront();
      const place = await background.evaluate(
        async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.index ?? -1,
      );
      places.unshift(place);
    }
    await background.evaluate((places) => chrome.tabs.highlight({ tabs: places }), places);
    return tabs[0] as Page;
  }

  it('several selected tabs need a permission, and one sentence says so and leads to it', async () => {
    const popup = await driver.openPopup(await selectTabs());
    await popup.untilText(
      '3 tabs are selected. To tag them at once, Mission Evidence has to see their addresses.',
    );
    expect(await popup.attributes('main p a[href$="/options.html"]', 'href')).toHaveLength(1);
    await popup.close();
  });

  it('with the permission, several tabs are tagged at once, and one Undo undoes all', async () => {
    await driver.grant('tabs');
    const popup = await driver.openPopup(await selectTabs());
    await popup.untilText('Tag all 3 selected tabs at once');
    await popup.click('main label input[type=checkbox]');
    await popup.click('button[aria-pressed]', 1);
    await popup.untilTagged(2);
    await popup.untilText('3 pages tagged under domain 2.', 'li:nth-child(2)');
    const evidence = () => storedUnder<{ url: string; deletedAt?: string }>(driver, 'evidence:');
    expect((await evidence()).map(({ url }) => url).sort()).toEqual(
      ['first', 'second', 'third'].map((name) => `${site.origin}/en.html?${name}`),
    );
    await popup.close();
    const undoing = await driver.openPopup(tabs[0] as Page);
    await press(undoing, 'Undo');
    await undoing.untilTagged();
    expect((await evidence()).map(({ deletedAt }) => deletedAt !== undefined)).toEqual([true, true, true]);
    await undoing.close();
    await driver.revoke('tabs');
  });

  it('nothing of a page in a private window is stored, by any action, and one sentence says why', async () => {
    await eraseAll(driver);
    const page = await driver.openPrivatePage(`${site.origin}/en.html?private`);
    await select(page, 'h1');
    const popup = await driver.openPopup(page);
    await popup.untilText("Nothing is saved in a private window, so this page can't be tagged.", 'header');
    expect(await popup.attributes('button[aria-pressed]', 'aria-disabled')).toEqual(Array(5).fill('true'));
    await popup.page.keyboard.press('1');
    await popup.untilText('Nothing is saved in a private window', '[role=status]');
    await popup.click('button[aria-pressed]', 2);
    await popup.untilText('Students have a role', 'li:nth-child(3)');
    expect(await popup.pressed()).toEqual(Array(5).fill(false));
    expect(await popup.count('header button, textarea, blockquote')).toBe(0);
    const stored = [await storedItems(driver), await inSession(driver)];
    expect(JSON.stringify(stored)).not.toMatch(/private|127\.0\.0\.1|spring/);
    await popup.close();
    await page.close();
  });

  it('the evidence list opens from a private window in one that is not private', async () => {
    const page = await driver.openPrivatePage(`${site.origin}/en.html?private-list`);
    const popup = await driver.openPopup(page);
    await popup.until('the link', async () => (await popup.count('a[href$="/evidence.html"]')) === 1);
    await popup.page.evaluate(() => {
      document.querySelector<HTMLElement>('a[href$="/evidence.html"]')?.click();
    });
    const background = await driver.background();
    await popup.until('the list in a window that is not private', () =>
      background.evaluate(async () => {
        const tabs = await chrome.tabs.query({});
        const own = tabs.filter(({ url }) => url?.endsWith('/evidence.html'));
        return own.length > 0 && own.every(({ incognito }) => !incognito);
      }),
    );
    await page.close();
  });
});
