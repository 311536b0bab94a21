import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { type ChromiumWithExtension, startChromium } from '../../tests/browsers/chromium.ts';
import { serveSchoolSite } from '../../tests/school-site/serve.ts';
import { measureBulk } from './bulk.ts';
import { fill } from './many-pieces.ts';
import { type Figure, median } from './table.ts';

const COUNT = 10_000;

/** Measures work with data in Chromium: tags, saves files of 10,000 pieces, merges as many again. */
export async function measureData(): Promise<Figure[]> {
  const chromium = await startChromium();
  const site = await serveSchoolSite();
  try {
    const page = await chromium.browser.newPage();
    await page.goto(`${site.origin}/en.html`);
    const click = await clickToStored(chromium, page);
    const { page: list } = await chromium.openTab('/options.html');
    await fill(list, COUNT);
    const files = await exports(chromium);
    return [click, ...files, ...(await measureBulk(list)), await merge(list)];
  } finally {
    await chromium.close();
    await site.close();
  }
}

/** Tags and untags a page by clicks; measures from the click event to the storage event. */
async function clickToStored(chromium: ChromiumWithExtension, page: Page): Promise<Figure> {
  const { page: popup } = await chromium.openPopup(page);
  const times = await popup.evaluate(async () => {
    const button = document.querySelector<HTMLElement>('button[aria-pressed]');
    const times: number[] = [];
    for (let round = 0; round < 21; round += 1) {
      const stored = new Promise((resolve) => {
        const onChanged = (changes: object) => {
          if (!Object.keys(changes).some((key) => key.startsWith('evidence:'))) return;
          chrome.storage.local.onChanged.removeListener(onChanged);
          resolve(undefined);
        };
        chrome.storage.local.onChanged.addListener(onChanged);
      });
      const start = performance.now();
      button?.click();
      await stored;
      times.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return times;
  });
  await popup.close();
  return { what: 'popup: click to stored', value: median(times), unit: 'ms', most: 20 };
}

/** Saves each kind of file; measures from the click until the whole file is on disk. */
async function exports(chromium: ChromiumWithExtension): Promise<Figure[]> {
  const { page } = await chromium.openTab('/evidence.html');
  const figures: Figure[] = [];
  for (const [format, most] of [
    ['csv', 1_000],
    ['json', 1_000],
    ['html', 1_000],
    ['xlsx', 10_000],
    ['docx', 10_000],
  ] as const) {
    await page.click('header button ::-p-text(Export)');
    await page.waitForSelector('dialog[open]');
    await page.click(`dialog[open] input[value=${format}]`);
    const start = performance.now();
    await page.click('dialog[open] ::-p-text(Save the file)');
    await untilSaved(chromium.downloads, format);
    figures.push({
      what: `export of 10,000: ${format.toUpperCase()}`,
      value: performance.now() - start,
      unit: 'ms',
      most,
    });
    await page.click('dialog[open] button[title]');
    await page.waitForSelector('dialog', { hidden: true });
  }
  await page.close();
  return figures;
}

async function untilSaved(folder: string, format: string): Promise<void> {
  for (;;) {
    const names = await readdir(folder);
    const name = names.find((one) => one.endsWith(`.${format}`));
    if (name && !names.some((one) => one.endsWith('.crdownload'))) return rm(join(folder, name));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Merges a colleague's file with as many pieces of other pages. */
async function merge(page: Page): Promise<Figure> {
  const value = await page.evaluate(async () => {
    const stored = Object.entries(await chrome.storage.local.get(null));
    const pieces = stored
      .filter(([key]) => key.startsWith('evidence:'))
      .map(([, piece]) => piece as { url: string })
      .map((piece) => ({ ...piece, url: piece.url.replace('https://school', 'https://colleague') }));
    const start = performance.now();
    const answer = await chrome.runtime.sendMessage({ type: 'merge', pieces });
    if (!answer.ok) throw new Error(`The merge failed: ${answer.fault}`);
    return performance.now() - start;
  });
  return { what: 'merge of 10,000 + 10,000', value, unit: 'ms', most: 3_000 };
}
