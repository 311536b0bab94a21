import type { Page } from 'puppeteer-core';
import { type ChromiumWithExtension, startChromium } from '../../tests/browsers/chromium.ts';
import { fill } from './many-pieces.ts';
import { type Figure, median } from './table.ts';

/** Opens the evidence page with 10,000 and with 100,000 pieces, in Chromium. */
export async function measureEvidencePages(): Promise<Figure[]> {
  const many = await withPieces(10_000, async (chromium) => {
    const { page, figure } = await firstRows(chromium, '10,000', 300);
    return [figure, await search(page), ...(await scroll(page))];
  });
  const most = await withPieces(100_000, async (chromium) => {
    const { page, figure } = await firstRows(chromium, '100,000', 500);
    return [figure, await memory(page)];
  });
  return [...many, ...most];
}

async function withPieces(
  count: number,
  measure: (chromium: ChromiumWithExtension) => Promise<Figure[]>,
): Promise<Figure[]> {
  const chromium = await startChromium();
  try {
    const setUp = await chromium.openTab('/options.html');
    await fill(setUp.page, count);
    await setUp.close();
    return await measure(chromium);
  } finally {
    await chromium.close();
  }
}

/** How long the first rows of a very long list may take on a busy machine, in milliseconds. */
const PATIENCE_MS = 120_000;

/** @returns the page and when its first rows appeared after the navigation: the median of three runs */
async function firstRows({ browser, origin }: ChromiumWithExtension, said: string, most: number) {
  const times: number[] = [];
  for (let round = 0; ; round += 1) {
    const page = await browser.newPage();
    await page.goto(`${origin}/evidence.html`);
    await page.waitForSelector('article', { timeout: PATIENCE_MS });
    times.push(await page.evaluate(() => performance.getEntriesByName('ready')[0]?.startTime ?? Number.NaN));
    const what = `evidence page, ${said}: first rows`;
    if (round === 2) return { page, figure: { what, value: median(times), unit: 'ms', most } };
    await page.close();
  }
}

/** Types into the search; measures the main thread's work for each key until the rows are shown. */
async function search(page: Page): Promise<Figure> {
  const work: number[] = [];
  await page.focus('input[type=search]');
  for (const key of 'scoala 99') {
    const before = await page.metrics();
    await page.keyboard.press(key as 's');
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    const after = await page.metrics();
    const spent = ({ ScriptDuration = 0, LayoutDuration = 0, RecalcStyleDuration = 0 }: typeof after) =>
      ScriptDuration + LayoutDuration + RecalcStyleDuration;
    work.push((spent(after) - spent(before)) * 1_000);
  }
  return {
    what: 'evidence page, 10,000: work for a key in the search',
    value: median(work),
    unit: 'ms',
    most: 16,
  };
}

async function scroll(page: Page): Promise<Figure[]> {
  const gaps = await page.evaluate(async () => {
    const field = document.querySelector<HTMLInputElement>('input[type=search]');
    if (field) field.value = '';
    field?.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const gaps: number[] = [];
    let last = performance.now();
    for (let step = 0; step < 120; step += 1) {
      scrollBy(0, 200);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      gaps.push(performance.now() - last);
      last = performance.now();
    }
    return gaps;
  });
  const dropped = gaps.filter((gap) => gap > 25).length;
  return [
    {
      what: 'evidence page, 10,000: frames dropped of 120 while scrolling',
      value: dropped,
      unit: 'frames',
      most: 0,
    },
    { what: 'evidence page, 10,000: a frame while scrolling', value: median(gaps), unit: 'ms' },
  ];
}

async function memory(page: Page): Promise<Figure> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return { what: 'evidence page, 100,000: memory', value: usedSize / 1e6, unit: 'MB', most: 300 };
}
