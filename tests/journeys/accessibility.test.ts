import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { startChromium } from '../browsers/chromium.ts';
import type { View } from '../browsers/view.ts';
import { type SchoolSite, serveSchoolSite } from '../school-site/serve.ts';
import { cutTexts, inTheme, violations } from '../support/page-checks.ts';

const LANGUAGES = ['en', 'ro', 'pl', 'it', 'et'];
const THEMES = ['light', 'dark'] as const;

/** The narrowest popup, in CSS pixels, that must not cut any text; and the narrowest page (WCAG 1.4.10). */
const NARROW_POPUP = 380;
const NARROW_PAGE = 320;

let site: SchoolSite;
let chromium: BrowserWithExtension;
let page: Page;
let list: View;

beforeAll(async () => {
  site = await serveSchoolSite();
  chromium = await startChromium({ languages: 'en' });
  page = await chromium.browser.newPage();
  list = await chromium.openTab('/evidence.html');
  await page.goto(`${site.origin}/en.html`);
  const popup = await chromium.openPopup(page);
  await popup.click('button[aria-pressed]', 0);
  await popup.untilTagged(1);
  await popup.fill('textarea', 'Decided together by the head teacher and the team.');
  await popup.click('button[aria-pressed]', 3);
  await popup.untilTagged(1, 4);
  await popup.page.close();
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
});

async function inLanguage(language: string): Promise<void> {
  await list.page.evaluate(
    (chosen) => chrome.runtime.sendMessage({ type: 'save-settings', change: { language: chosen } }),
    language,
  );
  await list.until(language, async () => (await list.attributes('html', 'lang'))[0] === language);
}

describe.each(LANGUAGES)('in %s', (language) => {
  it('axe finds nothing in the popup and the evidence page, light and dark, opened or closed', async () => {
    await inLanguage(language);
    await page.bringToFront();
    const popup = await chromium.openPopup(page);
    await popup.click('section button[aria-expanded]');
    await popup.click('li button[aria-expanded]', 1);
    await popup.until('the official text', async () => (await popup.count('li input[type=checkbox]')) === 1);
    for (const theme of THEMES) {
      await inTheme(popup.page, theme);
      expect(await violations(popup.page), `popup, ${theme}`).toEqual([]);
    }
    await popup.page.close();

    await list.page.bringToFront();
    for (const theme of THEMES) {
      await inTheme(list.page, theme);
      expect(await violations(list.page), `evidence page, ${theme}`).toEqual([]);
      for (const [index, dialog] of ['export', 'import'].entries()) {
        await list.click('header button', index);
        await list.until(`the ${dialog} dialog`, async () => (await list.count('dialog[open]')) === 1);
        expect(await violations(list.page), `${dialog} dialog, ${theme}`).toEqual([]);
        await list.click('dialog[open] button[title]');
        await list.until('it to close', async () => (await list.count('dialog')) === 0);
      }
    }
    await list.click('article button', 0);
    await list.until('the editor', async () => (await list.count('article textarea')) === 1);
    expect(await violations(list.page), 'the editor').toEqual([]);
    await list.page.keyboard.press('Escape');
  });

  it('no text is cut in a narrow popup or on a narrow page', async () => {
    await inLanguage(language);
    const popup = await chromium.openTab('/popup.html');
    await popup.page.setViewport({ width: NARROW_POPUP, height: 600 });
    await popup.click('section button[aria-expanded]');
    await popup.click('li button[aria-expanded]', 0);
    expect(await cutTexts(popup.page)).toEqual([]);
    await popup.page.setViewport({ width: NARROW_PAGE, height: 600 });
    expect(await cutTexts(popup.page)).toEqual([]);
    await popup.page.close();

    await list.page.bringToFront();
    await list.page.setViewport({ width: NARROW_PAGE, height: 800 });
    expect(await cutTexts(list.page)).toEqual([]);
    await list.page.setViewport({ width: 1280, height: 900 });
  });
});
