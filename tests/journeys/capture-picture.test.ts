import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_PICTURE_SIDE, type Picture } from '../../evidence/picture/picture.ts';
import type { Draft } from '../../evidence/storage/draft.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import type { View } from '../browsers/view.ts';
import { eraseAll } from '../support/erase-all.ts';
import { type Pages, servePages } from '../support/serve-pages.ts';
import {
  BROWSERS,
  exported,
  popupOn,
  press,
  storedItems,
  storedUnder,
  untilFocus,
} from '../support/two-browsers.ts';

/** The pictures stored in IndexedDB, and the detail in them. */
interface Seen {
  readonly databases: readonly (string | undefined)[];
  readonly types: readonly string[];
  readonly width: number;
  readonly height: number;
  /** The mean difference of two pixels side by side, 0 to 255: in each blurred area, and in all of it. */
  readonly detail: readonly number[];
  readonly detailOfAll: number;
}

let pages: Pages;

beforeAll(async () => {
  // Stripes of eight pixels: everywhere as much detail as outlives the encoding.
  const stripes =
    'position:fixed;inset:0;background:repeating-linear-gradient(90deg,#000 0 8px,#fff 8px 16px)';
  pages = await servePages({ '/stripes': `<div style="${stripes}"></div>` });
});

afterAll(() => pages?.close());

describe.each(BROWSERS)('a picture in %s', (_name, start) => {
  let driver: BrowserWithExtension;
  let page: Page;

  beforeAll(async () => {
    driver = await start();
    page = await driver.browser.newPage();
  });

  afterAll(() => driver?.close());

  const open = (path = '/stripes'): Promise<View> => popupOn(driver, page, `${pages.origin}${path}`);
  const pictures = (): Promise<Picture[]> => storedUnder<Picture>(driver, 'picture:');

  /** Presses Tab until a matching element has the focus; it must never be nowhere on the way. */
  async function tabTo(view: View, selector: string, back = false): Promise<void> {
    const where = () =>
      view.page.evaluate(
        (wanted) => [document.activeElement?.matches(wanted), document.activeElement === document.body],
        selector,
      );
    for (let step = 0; step < 60; step++) {
      if ((await where())[0]) return;
      if (back) await view.page.keyboard.down('Shift');
      await view.page.keyboard.press('Tab');
      if (back) await view.page.keyboard.up('Shift');
    }
    throw new Error(`Tab never came to ${selector}`);
  }

  it('is captured, blurred, saved, removed and brought back with the keyboard alone', async () => {
    const popup = await open('/stripes?keys');
    const { keyboard } = popup.page;
    await keyboard.press('2');
    await popup.untilTagged(2);
    await tabTo(
      popup,
      'li:nth-child(2) button:has(.lucide-camera), li:nth-child(2) [class*=tools] [class*=buttons] button:first-child',
    );
    await keyboard.press('Enter');
    await untilFocus(popup, 'h1[id]');
    await tabTo(popup, 'main:not([hidden]) [class*=tools] button');
    await keyboard.press('Enter');
    await untilFocus(popup, 'div[data-part="0"]');
    await keyboard.press('ArrowRight');
    await popup.untilText('from the left', '[role=status]');
    await keyboard.press('Escape');
    await popup.until('the list', async () => (await popup.count('div[data-part]')) === 0);
    await untilFocus(popup, 'li:nth-child(2) button[aria-pressed]');

    await tabTo(popup, 'li:nth-child(2) [class*=tools] [class*=buttons] button:first-child');
    await keyboard.press('Enter');
    await untilFocus(popup, 'h1[id]');
    await tabTo(popup, '[data-look=main]');
    await keyboard.press('Enter');
    await untilFocus(popup, 'li:nth-child(2) p button');
    await popup.untilText('Picture kept.', '[role=status]');
    await tabTo(popup, '[class*=choices] button:last-child');
    await keyboard.press('Enter');
    await untilFocus(popup, 'li:nth-child(2) p button');
    await popup.untilText('Picture removed.', '[role=status]');
    await keyboard.press('Enter');
    await popup.until('the picture', async () => (await popup.count('img')) === 1);
    await untilFocus(popup, 'li:nth-child(2) button[aria-pressed]');
    await popup.close();
    expect(await pictures()).toHaveLength(1);
    await eraseAll(driver);
  });

  it('is blurred by keys and pointer, and only the rest is saved', async () => {
    const popup = await open();
    await popup.click('button[aria-pressed]', 0);
    await popup.untilTagged(1);
    await press(popup, 'Screenshot');
    await popup.until('the editor', async () => (await popup.count('div[data-part=crop]')) === 1);
    await press(popup, 'Blur an area');
    await untilFocus(popup, 'div[data-part="0"]');
    const { keyboard, mouse } = popup.page;
    for (let step = 0; step < 3; step++) await keyboard.press('ArrowDown');
    const box = await popup.page.$eval('div[data-part=crop]', (frame) => {
      const { left, top, width, height } = frame.getBoundingClientRect();
      return { left, top, width, height };
    });
    await mouse.move(box.left + box.width * 0.05, box.top + box.height * 0.1);
    await mouse.down();
    await mouse.move(box.left + box.width * 0.2, box.top + box.height * 0.2, { steps: 3 });
    await mouse.move(box.left + box.width * 0.25, box.top + box.height * 0.35);
    await mouse.up();
    await popup.until('both areas', async () => (await popup.count('div[data-part="1"]')) === 1);
    await popup.until('both to be kept', async () => {
      const [draft] = await storedUnder<Draft>(driver, 'draft:');
      return draft?.picture?.blurs.length === 2;
    });
    const [draft] = await storedUnder<Draft>(driver, 'draft:');
    const blurs = draft?.picture?.blurs ?? [];
    await press(popup, 'Keep the picture');
    await popup.until('the thumbnail', () =>
      popup.page.evaluate(() => (document.querySelector<HTMLImageElement>('li img')?.naturalWidth ?? 0) > 0),
    );
    await popup.close();

    const list = await driver.openTab('/evidence.html');
    const seen = (await list.page.evaluate(
      look,
      blurs.map((blur) => ({ ...blur })),
    )) as Seen;
    expect(seen.databases).toEqual(['mission-evidence']);
    expect(seen.types).toHaveLength(1);
    expect(seen.types[0]).toMatch(/^image\/(webp|jpeg)$/);
    expect(Math.max(seen.width, seen.height)).toBeLessThanOrEqual(MAX_PICTURE_SIDE);
    expect(seen.detailOfAll).toBeGreaterThan(10);
    expect(seen.detail).toHaveLength(2);
    for (const detail of seen.detail) expect(detail).toBeLessThan(2);
    expect(JSON.stringify(await storedItems(driver))).not.toContain('data:');
    await list.close();
  });

  it('is shared by the page’s domains, and omitted from exports if it shows pupils', async () => {
    const popup = await open();
    await popup.click('button[aria-pressed]', 3);
    await popup.untilTagged(1, 4);
    await popup.close();
    const list = await driver.openTab('/evidence.html');
    await list.until('it twice', async () => (await list.count('article img')) === 2);
    expect(await exported(driver, list, 'html')).toContain('src="data:image/');

    const marking = await open();
    await marking.click('li [class*=choices] input');
    await marking.until('the mark', async () => (await pictures())[0]?.showsPupils === true);
    await marking.close();
    const html = await exported(driver, list, 'html');
    expect(html).toContain('/stripes');
    expect(html).not.toContain('data:image/');
    await list.close();
  });

  it('that was removed or saved comes back and goes again by Undo, after the popup closed', async () => {
    const removing = await open();
    await press(removing, 'Remove', 'li [class*=choices] button');
    await removing.until('it to be gone', async () => (await removing.count('li img')) === 0);
    await removing.close();
    const undoing = await open();
    await press(undoing, 'Undo');
    await undoing.until('the thumbnail', async () => (await undoing.count('li img')) === 1);
    await press(undoing, 'Take again');
    await undoing.until('the editor', async () => (await undoing.count('div[data-part=crop]')) === 1);
    const [before] = await pictures();
    await press(undoing, 'Keep the picture');
    await undoing.until('another picture', async () => (await pictures())[0]?.id !== before?.id);
    await undoing.close();
    const again = await open();
    await press(again, 'Undo');
    await again.until('the one before', async () => (await pictures())[0]?.id === before?.id);
    await again.close();
  });
});

/** Runs in a page of the extension: decodes the one stored picture. */
async function look(
  blurs: readonly { left: number; top: number; width: number; height: number }[],
): Promise<Seen> {
  const databases = (await indexedDB.databases()).map(({ name }) => name);
  const records = await new Promise<{ blob: Blob }[]>((resolve, reject) => {
    const opening = indexedDB.open('mission-evidence');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const all = opening.result.transaction('pictures').objectStore('pictures').getAll();
      all.onsuccess = () => {
        opening.result.close();
        resolve(all.result);
      };
    };
  });
  const bitmap = await createImageBitmap(records[0]?.blob as Blob);
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.drawImage(bitmap, 0, 0);
  /** Within a margin of two pixels, over which the encoding smooths. */
  const detailIn = (area: { left: number; top: number; width: number; height: number }) => {
    const at = [Math.ceil(area.left * width) + 2, Math.ceil(area.top * height) + 2] as const;
    const size = [Math.floor(area.width * width) - 4, Math.floor(area.height * height) - 4] as const;
    const { data } = context.getImageData(...at, ...size);
    let sum = 0;
    let count = 0;
    for (let y = 0; y < size[1]; y++) {
      for (let x = 1; x < size[0]; x++) {
        const place = 4 * (y * size[0] + x);
        sum += Math.abs((data[place] ?? 0) - (data[place - 4] ?? 0));
        count++;
      }
    }
    return sum / count;
  };
  return {
    databases,
    types: records.map(({ blob }) => blob.type),
    width,
    height,
    detail: blurs.map(detailIn),
    detailOfAll: detailIn({ left: 0, top: 0, width: 1, height: 1 }),
  };
}
