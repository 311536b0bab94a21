import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { startChromium } from '../browsers/chromium.ts';
import { until, type View } from '../browsers/view.ts';
import { cutTexts, inTheme, violations } from '../support/page-checks.ts';

let chromium: BrowserWithExtension;
let list: View;

const GARDEN = { domain: 'collaboration', path: 'garden', title: 'The shared garden' };
const CHOIR = { domain: 'collaboration', path: 'choir', title: 'A choir of four schools' };
const COUNCIL = { domain: 'student-agency', path: 'council', title: 'Consiliul elevilor' };

beforeAll(async () => {
  chromium = await startChromium({ languages: 'en' });
});

afterAll(async () => {
  await chromium?.close();
});

beforeEach(async () => {
  await list?.page.close();
  list = await chromium.openTab('/evidence.html');
  await list.page.evaluate(
    async (pieces) => {
      await chrome.runtime.sendMessage({ type: 'erase-everything' });
      for (const { domain, path, title } of pieces) {
        const page = { url: `https://school.example/${path}`, title };
        await chrome.runtime.sendMessage({ type: 'tag', domain, pages: [page] });
      }
    },
    [COUNCIL, CHOIR, GARDEN],
  );
  await untilListed(GARDEN, CHOIR, COUNCIL);
});

async function untilListed(...pieces: { title: string }[]): Promise<void> {
  await list.until(`${pieces.map(({ title }) => title)}`, async () => {
    const titles = await list.texts('article h3');
    return (
      titles.length === pieces.length &&
      pieces.every(({ title }, at) => titles[at]?.startsWith(title) === true)
    );
  });
}

/** Clicks the button with this name, as a hand does. */
async function press(name: string, root = 'body'): Promise<void> {
  const handle = await list.page.waitForSelector(`${root} ::-p-aria([name="${name}"][role="button"])`);
  await handle?.click();
}

/** Presses Tab until the focus is on the wanted element. */
async function tabTo(label: string): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    const here = await list.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    if (here === label) return;
    await list.page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${label}`);
}

describe('the desk in Chromium', () => {
  it('filters, and goes back and forward with the browser’s own buttons', async () => {
    await press('Filter and sort');
    await list.page.waitForSelector('main input[type=date]');
    await list.page.select('main label:nth-of-type(1) select', 'student-agency');
    await untilListed(COUNCIL);
    await list.fill('input[type=search]', 'consiliul');
    await list.untilText('1 of 3 shown');
    await list.page.select('main label:nth-of-type(8) select', 'title');
    expect(new URL(list.page.url()).search).toBe('?q=consiliul&domain=student-agency&sort=title');
    await list.page.goBack();
    expect(new URL(list.page.url()).search).toBe('?q=consiliul&domain=student-agency');
    await list.page.goBack();
    expect(new URL(list.page.url()).search).toBe('?domain=student-agency');
    await list.page.goBack();
    await untilListed(GARDEN, CHOIR, COUNCIL);
    expect(await list.value('input[type=search]')).toBe('');
    await list.page.goForward();
    await list.page.goForward();
    await untilListed(COUNCIL);
    expect(await list.value('input[type=search]')).toBe('consiliul');
    await list.page.reload();
    await untilListed(COUNCIL);
  });

  it('selects with the keyboard alone, deletes in one step and brings all back by one Undo', async () => {
    await tabTo('Edit “The shared garden”');
    await press('Select');
    await tabTo('Select “The shared garden”');
    await list.page.keyboard.press('Space');
    await list.page.keyboard.down('Shift');
    await list.page.keyboard.press('ArrowDown');
    await list.page.keyboard.up('Shift');
    await list.untilText('2 selected');
    await list.page.keyboard.press('ArrowDown');
    await list.page.keyboard.down('Shift');
    await list.page.keyboard.press('Space');
    await list.page.keyboard.up('Shift');
    await list.untilText('3 selected');
    await press('Delete', 'section[aria-label="Selected pieces"]');
    await list.untilText('3 pieces deleted.');
    await untilListed();
    await list.until('the focus on Undo', async () => {
      const focused = await list.page.evaluate(() => document.activeElement?.textContent);
      return focused === 'Undo';
    });
    await list.page.keyboard.press('Enter');
    await untilListed(GARDEN, CHOIR, COUNCIL);
  });

  it('exports the selected pieces and nothing else', async () => {
    await press('Select');
    await list.click('input[data-select]', 1);
    await list.untilText('1 selected');
    await press('Export', 'section[aria-label="Selected pieces"]');
    await list.untilText('Export 1 selected piece');
    await list.click('input[value=json]');
    const before = new Set(await readdir(chromium.downloads));
    await press('Save the file', 'dialog');
    const saved = async () =>
      (await readdir(chromium.downloads)).find((name) => name.endsWith('.json') && !before.has(name));
    await until('the file', async () => (await saved()) !== undefined);
    const file = join(chromium.downloads, (await saved()) ?? '');
    const { evidence } = JSON.parse(await readFile(file, 'utf8'));
    expect(evidence.map(({ title }: { title: string }) => title)).toEqual([CHOIR.title]);
  });

  it('saves the order made by hand, and writes one piece for it', async () => {
    await list.page.goto(`${chromium.origin}/evidence.html?sort=hand`);
    await untilListed(GARDEN, CHOIR, COUNCIL);
    await press(`Move down: “${GARDEN.title}”`);
    await untilListed(CHOIR, GARDEN, COUNCIL);
    await list.page.reload();
    await untilListed(CHOIR, GARDEN, COUNCIL);
    const positions = await list.page.evaluate(async () =>
      Object.values(await chrome.storage.local.get(null)).filter(
        (record) => typeof (record as { position?: number } | null)?.position === 'number',
      ),
    );
    expect(positions).toHaveLength(1);
  });

  it('follows the pointer that drags a piece, unless Escape cancels it', async () => {
    await list.page.goto(`${chromium.origin}/evidence.html?sort=hand`);
    await untilListed(GARDEN, CHOIR, COUNCIL);
    const middleOf = async (index: number) => {
      const grip = (await list.page.$$('#collaboration li > span'))[index];
      const box = await grip?.boundingBox();
      if (!box) throw new Error(`There is no grip ${index}`);
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const drag = async () => {
      const [from, to] = [await middleOf(0), await middleOf(1)];
      await list.page.mouse.move(from.x, from.y);
      await list.page.mouse.down();
      await list.page.mouse.move(to.x, to.y + 40, { steps: 5 });
      await list.page.waitForSelector('#collaboration li[data-gap=after]');
    };
    await drag();
    await list.page.keyboard.press('Escape');
    await list.page.mouse.up();
    await untilListed(GARDEN, CHOIR, COUNCIL);
    await drag();
    await list.page.mouse.up();
    await untilListed(CHOIR, GARDEN, COUNCIL);
    await list.page.reload();
    await untilListed(CHOIR, GARDEN, COUNCIL);
  });

  it('restores from the bin, and deletes for good', async () => {
    await list.click('article button', 1);
    await list.untilText('Bin: 1');
    await list.click('nav a[href="?view=bin"]');
    await list.untilText('days left');
    await press(`Restore “${GARDEN.title}”`);
    await list.untilText(`Restored to domain 2: ${GARDEN.title}`);
    await list.page.goBack();
    await untilListed(GARDEN, CHOIR, COUNCIL);

    await list.click('article button', 1);
    await list.click('nav a[href="?view=bin"]');
    await press('Empty the bin');
    await press('Empty the bin', 'dialog');
    await list.untilText('The bin is empty.');
    const left = await list.page.evaluate(async () => Object.keys(await chrome.storage.local.get(null)));
    expect(left.filter((key) => key.includes('garden'))).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('looks right in %s, wide and narrow', async (theme) => {
    await inTheme(list.page, theme);
    await press('Filter and sort');
    await press('Select');
    await list.click('input[data-select]', 0);
    await press('Labels');
    expect(await violations(list.page)).toEqual([]);
    await list.page.setViewport({ width: 320, height: 700 });
    expect(await cutTexts(list.page)).toEqual([]);
    await list.page.goto(`${chromium.origin}/evidence.html?view=bin`);
    await list.untilText('The bin is empty.');
    expect(await violations(list.page)).toEqual([]);
    expect(await cutTexts(list.page)).toEqual([]);
  });
});
