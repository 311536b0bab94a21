import type { Page } from 'puppeteer-core';
import { startFirefox } from '../../tests/browsers/firefox.ts';
import { serveSchoolSite } from '../../tests/school-site/serve.ts';
import { fill } from './many-pieces.ts';
import { type Figure, median } from './table.ts';

const ROUNDS = 7;

/** Opens Firefox's popup without pieces and with 10,000, alternately; measures until it can be used. */
export async function measureFirefoxPopups(): Promise<Figure[]> {
  const firefox = await startFirefox();
  const site = await serveSchoolSite();
  try {
    const page = await firefox.browser.newPage();
    await page.goto(`${site.origin}/en.html`);
    const empty: number[] = [];
    const many: number[] = [];
    // Two rounds: the browser's warming up must not count for only one of them.
    for (let round = 0; round < 2; round += 1) {
      await inPage((one) => one.evaluate(() => chrome.runtime.sendMessage({ type: 'erase-everything' })));
      empty.push(...(await open(page)));
      await inPage((one) => fill(one, 10_000));
      many.push(...(await open(page)));
    }
    const value = median(many) / median(empty);
    return [
      { what: 'popup in Firefox: ready with 10,000 pieces, times without', value, unit: '', most: 1.05 },
    ];
  } finally {
    await firefox.close();
    await site.close();
  }

  async function inPage(work: (page: Page) => Promise<void>): Promise<void> {
    const view = await firefox.openTab('/options.html');
    await work(view.page);
    await view.close();
  }

  async function open(page: Page): Promise<number[]> {
    const times: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const popup = await firefox.openPopup(page);
      times.push(
        await popup.page.evaluate(() => performance.getEntriesByName('ready')[0]?.startTime ?? Number.NaN),
      );
      await popup.close();
    }
    // The first round is a warm-up.
    return times.slice(1);
  }
}
