import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { startChromium } from '../browsers/chromium.ts';
import type { View } from '../browsers/view.ts';
import { type SchoolSite, serveSchoolSite } from '../school-site/serve.ts';
import { addPseudoLocale, copyElsewhere, type Elsewhere } from '../support/build-elsewhere.ts';
import {
  cutTexts,
  movingThings,
  resize,
  smallTargets,
  startEdges,
  unseenFocus,
  violations,
} from '../support/page-checks.ts';
import { fillList, VIEW_STATES } from '../support/views.ts';

/* For every user, whatever they need to see and use the views: every view, zoomed, without colours of our own,
without motion, and from right to left in a build that has one language more. */

/** A window of 1280 × 900 CSS pixels at 100, 200 and 400 % (WCAG 1.4.4 and 1.4.10). */
const ZOOMS = [
  ['200 %', { width: 640, height: 450 }],
  ['400 %', { width: 320, height: 225 }],
] as const;

/** The popup has its own width. */
const POPUP = { width: 420, height: 600 };
const PAGE = { width: 1280, height: 900 };

let site: SchoolSite;
let elsewhere: Elsewhere;
let chromium: BrowserWithExtension;
let page: Page;

beforeAll(async () => {
  [site, elsewhere] = await Promise.all([serveSchoolSite(), copyElsewhere()]);
  await addPseudoLocale(elsewhere);
  chromium = await startChromium({ extension: await elsewhere.build('chrome'), languages: 'en' });
  page = await chromium.browser.newPage();
  await page.goto(`${site.origin}/en.html`);
  await fillList(chromium, site.origin);
});

afterAll(async () => {
  await Promise.all([chromium?.close(), site?.close(), elsewhere?.remove()]);
});

async function speak(language: string): Promise<void> {
  // All else stays: the settings also say which installation this is, and so which tags are its own.
  await (await chromium.background()).evaluate(async (language) => {
    const { settings } = await chrome.storage.local.get(['settings']);
    await chrome.storage.local.set({ settings: { ...(settings as object), version: 1, language } });
  }, language);
}

function sizeOf(view: View): typeof POPUP {
  return view.page.url().includes('/popup.html') ? POPUP : PAGE;
}

/**
 * Everything checked in each state, in the languages with the shortest and the longest words, and in one from right
 * to left.
 */
const startsAt = new Map<string, string[]>();

describe.each(['en', 'pl', 'ar'])('in %s', (language) => {
  beforeAll(() => speak(language));

  it.each(VIEW_STATES)('$name can be seen, reached and used', async ({ name, open }) => {
    const view = await open(chromium, page);
    const size = sizeOf(view);
    await resize(view.page, size);
    await view.page.emulateMediaFeatures([
      { name: 'forced-colors', value: 'active' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    expect.soft(await view.attributes('html', 'lang')).toEqual([language]);
    expect.soft(await view.attributes('html', 'dir')).toEqual([language === 'ar' ? 'rtl' : 'ltr']);
    expect.soft(await violations(view.page), 'axe, in forced colours').toEqual([]);
    expect.soft(await unseenFocus(view.page), 'a focus that is not seen').toEqual([]);
    expect.soft(await movingThings(view.page), 'motion').toEqual([]);
    expect.soft(await smallTargets(view.page), 'small targets').toEqual([]);
    const edges = await startEdges(view.page);
    if (language === 'en') startsAt.set(name, edges);
    if (language === 'ar') expect.soft(edges, 'as from left to right').toEqual(startsAt.get(name));
    for (const [zoom, viewport] of ZOOMS) {
      await resize(view.page, viewport);
      expect.soft(await cutTexts(view.page), zoom).toEqual([]);
    }
    await view.close();
  });
});
