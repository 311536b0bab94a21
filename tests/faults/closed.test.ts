import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Piece } from '../../evidence/piece/piece.ts';
import type { Draft } from '../../evidence/storage/draft.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { until } from '../browsers/view.ts';
import { faultRow } from '../support/fault-row.ts';
import { FAULT_RUNS } from '../support/fault-runs.ts';
import { noteIn } from '../support/pieces.ts';
import { type Pages, servePages } from '../support/serve-pages.ts';
import { BROWSERS, popupOn, press, storedUnder } from '../support/two-browsers.ts';

/* R3: a popup that is closed in the very moment of a click or a keystroke has saved it. */

/** The popup of one page can be closed five times: once after each domain. */
const POPUPS = FAULT_RUNS * 5;

let pages: Pages;

beforeAll(async () => {
  pages = await servePages({ '/page': '<h1>A page</h1>' });
});

afterAll(() => pages?.close());

describe.each(BROWSERS)('%s', (name, start) => {
  let driver: BrowserWithExtension;
  let page: Page;

  beforeAll(async () => {
    driver = await start();
    page = await driver.browser.newPage();
  });

  afterAll(() => driver?.close());

  const stored = () => storedUnder<Piece>(driver, 'evidence:');

  it('has saved a click when its popup is closed at once', { timeout: POPUPS * 8_000 }, async (context) => {
    const row = faultRow(context, `R3 ${name}: popup closed at once after a click`);
    await page.goto(`${pages.origin}/page`);
    for (; row.tries < POPUPS; row.tries++) {
      if (row.tries % 5 === 0) await page.goto(`${pages.origin}/page?number=${row.tries}`);
      const popup = await driver.openPopup(page);
      await popup.page.evaluate((index) => {
        document.querySelectorAll<HTMLElement>('button[aria-pressed]')[index]?.click();
        window.close();
      }, row.tries % 5);
    }
    await until('all clicks', async () => {
      row.lost = POPUPS - (await stored()).length;
      return row.lost === 0;
    });
  });

  it('has saved the last letter when its popup is closed at once', {
    timeout: POPUPS * 8_000,
  }, async (context) => {
    const row = faultRow(context, `R3 ${name}: popup closed at once after the last letter`);
    const url = `${pages.origin}/page?typed`;
    const first = await popupOn(driver, page, url);
    await first.click('button[aria-pressed]', 3);
    await first.untilTagged(4);
    await first.close();
    for (; row.tries < FAULT_RUNS; row.tries++) {
      const popup = await driver.openPopup(page);
      await popup.until('the note', async () => (await popup.count('textarea')) === 1);
      await popup.page.evaluate((last) => {
        const field = document.querySelector('textarea') as HTMLTextAreaElement;
        for (const text of ['A', 'At', `At last ${last}`]) {
          field.value = text;
          field.dispatchEvent(new Event('input', { bubbles: true }));
        }
        window.close();
      }, row.tries);
      await until('the last letter', async () => {
        row.lost = (await stored()).some((one) => noteIn(one) === `At last ${row.tries}`) ? 0 : 1;
        return row.lost === 0;
      });
    }
  });

  it('has saved half a label when its popup is closed at once', {
    timeout: POPUPS * 8_000,
  }, async (context) => {
    const row = faultRow(context, `R3 ${name}: popup closed at once after half a label`);
    const url = `${pages.origin}/page?labelled`;
    const first = await popupOn(driver, page, url);
    await first.click('button[aria-pressed]', 3);
    await first.untilTagged(4);
    await first.close();
    for (; row.tries < FAULT_RUNS; row.tries++) {
      const popup = await driver.openPopup(page);
      await press(popup, 'Details');
      await popup.until('the field', async () => (await popup.count('input[autocomplete]')) === 1);
      await popup.page.evaluate((last) => {
        const field = document.querySelector('input[autocomplete]') as HTMLInputElement;
        for (const text of ['Whole', `Whole ${last}`, `Whole ${last},`, `Whole ${last}, half ${last}`]) {
          field.value = text;
          field.dispatchEvent(new Event('input', { bubbles: true }));
        }
        window.close();
      }, row.tries);
      await until('the whole label and the half one', async () => {
        const whole = (await stored()).some(({ labels }) => labels?.join() === `Whole ${row.tries}`);
        const half = (await storedUnder<Draft>(driver, 'draft:')).some(
          (draft) => draft?.label?.text === `half ${row.tries}`,
        );
        row.lost = whole && half ? 0 : 1;
        return row.lost === 0;
      });
    }
  });
});
