import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FrameReading } from '../../browser/read-frame.ts';
import { cleanQuote } from '../../evidence/piece/quote.ts';
import { linkToQuote } from '../../evidence/piece/text-fragment.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { startFirefox } from '../browsers/firefox.ts';
import { highlightOf } from '../browsers/highlight.ts';
import { until } from '../browsers/view.ts';
import { PASSAGES, rangeOf, select } from '../school-site/passages.ts';
import { type SchoolSite, serveSchoolSite } from '../school-site/serve.ts';

/** The built script that the extension sends into a page to read it. */
const SCRIPT = readFileSync(join(import.meta.dirname, '../../.output/firefox-mv3/read-frame.js'), 'utf8');

let site: SchoolSite;
let firefox: BrowserWithExtension;
let page: Page;

beforeAll(async () => {
  site = await serveSchoolSite();
  firefox = await startFirefox();
  page = await firefox.browser.newPage();
});

afterAll(async () => {
  await firefox?.close();
  await site?.close();
});

/** Without a click no popup of Firefox may read a page, so the test itself sends the popup's script there. */
describe('in Firefox', () => {
  it.each(PASSAGES)('a quote is read and its address followed: %s', async (_, passage) => {
    await page.goto(`${site.origin}/article.html`);
    await select(page, passage);
    const { url, title, selection } = (await page.evaluate(SCRIPT)) as FrameReading;
    expect(title).toBe('A year at the spring – Riverside School');
    const quote = cleanQuote({ exact: '', prefix: '', suffix: '', ...selection });
    expect(quote).toBeDefined();
    await page.goto('about:blank');
    await page.goto(linkToQuote(url, { exact: '', prefix: '', suffix: '', ...quote }));
    const range = await rangeOf(page, passage);
    await until('the highlight', async () => (await highlightOf(page, range)).share > 0.9);
    expect((await highlightOf(page, range)).outside).toBe(0);
  });

  it('nothing is read from fields, whatever is selected in them', async () => {
    await page.goto(`${site.origin}/article.html`);
    for (const selector of ['#name', '#message', '#password']) {
      await page.$eval(selector, (field) => {
        (field as HTMLInputElement).focus();
        (field as HTMLInputElement).select();
      });
      expect(await page.evaluate(SCRIPT)).not.toHaveProperty('selection');
    }
  });
});
