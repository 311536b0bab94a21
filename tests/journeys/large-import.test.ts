import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Piece } from '../../evidence/piece/piece.ts';
import { isLive } from '../../evidence/piece/piece.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { piece } from '../support/pieces.ts';
import { type Pages, servePages } from '../support/serve-pages.ts';
import { BROWSERS, popupOn, press, storedUnder } from '../support/two-browsers.ts';

/** So many that the popup opens long before they are imported. */
const TOTAL = 20_000;

describe.each(BROWSERS)('%s: a large import', (_, start) => {
  let driver: BrowserWithExtension;
  let pages: Pages;

  beforeAll(async () => {
    pages = await servePages({ '/page': '<h1>A page</h1>' });
    driver = await start();
  });

  afterAll(async () => {
    await driver?.close();
    await pages?.close();
  });

  /** @returns the addresses of the live pieces */
  async function live(): Promise<string[]> {
    return (await storedUnder<Piece>(driver, 'evidence:')).filter(isLive).map(({ url }) => url);
  }

  it('lets the popup tag meanwhile, says when stopped how many were imported, and its Undo leaves the tag', async () => {
    const list = await driver.openTab('/evidence.html');
    await press(list, 'Import', 'header button');
    await list.until('the dialog', async () => (await list.count('dialog input[type=file]')) === 1);
    await list.page.evaluate(
      (text, total) => {
        const one = JSON.parse(text);
        const evidence = Array.from({ length: total }, (_, number) => ({
          ...one,
          url: `https://school.example/${number}`,
        }));
        const content = JSON.stringify({ format: 'mission-evidence', version: 1, evidence });
        const files = new DataTransfer();
        files.items.add(new File([content], 'backup.json'));
        const input = document.querySelector<HTMLInputElement>('dialog input[type=file]');
        if (!input) throw new Error('There is no field for files');
        input.files = files.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      },
      JSON.stringify(piece({ origin: 'ana', taggedBy: 'Ana' })),
      TOTAL,
    );
    await press(list, 'Import', 'dialog button[data-look=main]');
    await list.until('the first pieces', async () => (await live()).length > 0);

    const page = await driver.browser.newPage();
    const url = `${pages.origin}/page`;
    const popup = await popupOn(driver, page, url);
    const clicked = performance.now();
    await popup.click('button[aria-pressed]', 1);
    await popup.untilTagged(2);
    console.log(`Tagged after ${Math.round(performance.now() - clicked)} ms`);
    const meanwhile = await live();
    expect(meanwhile).toContain(url);
    expect(meanwhile.length).toBeLessThan(TOTAL);
    await popup.close();

    await list.page.bringToFront();
    await press(list, 'Stop', 'dialog button');
    await list.untilText('Not everything is in:', 'dialog');
    await press(list, 'Undo', 'dialog button');
    await list.until('the Undo', async () => (await live()).join() === url);
    await list.untilText('Undone.', 'dialog');
  });
});
