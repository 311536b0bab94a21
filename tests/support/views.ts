import type { Page } from 'puppeteer-core';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { until, type View } from '../browsers/view.ts';

/*
 * Every view in the states that a teacher meets, found by structure alone: what is said in them changes with
 * the language.
 */

/** A view in one state. */
export interface ViewState {
  readonly name: string;
  readonly open: (driver: BrowserWithExtension, page: Page) => Promise<View>;
}

/** Opens whatever a view shows only when asked, again and again, because one thing may hold another. */
export async function openAll(view: View): Promise<void> {
  const closed = 'button[aria-expanded=false], details:not([open]) > summary';
  for (let round = 0; round < 4 && (await view.count(closed)) > 0; round += 1) {
    for (let left = await view.count(closed); left > 0; left -= 1) {
      await view.page.evaluate(
        (selector, at) => document.querySelectorAll<HTMLElement>(selector)[at]?.click(),
        closed,
        left - 1,
      );
    }
  }
}

async function popup(driver: BrowserWithExtension, page: Page): Promise<View> {
  await page.bringToFront();
  return driver.openPopup(page);
}

/** Opens a page of the extension, does something there, and waits for what comes of it. */
function tab(path: string, appears?: string, ...clicks: [selector: string, index?: number][]) {
  return async (driver: BrowserWithExtension): Promise<View> => {
    const view = await driver.openTab(path);
    for (const [selector, index] of clicks) await view.click(selector, index);
    if (appears) await view.until(appears, async () => (await view.count(appears)) > 0);
    return view;
  };
}

/** All of them, for a list that {@link fillList} filled. */
export const VIEW_STATES: readonly ViewState[] = [
  { name: 'popup', open: popup },
  {
    name: 'popup, all opened',
    async open(driver, page) {
      const view = await popup(driver, page);
      await openAll(view);
      await view.until('the facts', async () => (await view.count('input[type=date]')) > 0);
      return view;
    },
  },
  {
    name: 'picture editor',
    async open(driver, page) {
      const view = await popup(driver, page);
      await view.click('ol li button:has(svg):not([aria-pressed], [aria-expanded], [title], [aria-label])');
      await view.until('the picture', async () => (await view.count('canvas')) > 0);
      return view;
    },
  },
  { name: 'list', open: tab('/evidence.html', 'article') },
  {
    name: 'list, all opened',
    async open(driver) {
      const view = await tab('/evidence.html', 'article')(driver);
      await openAll(view);
      await view.click('article button', 0);
      await view.until('the editor', async () => (await view.count('article textarea')) > 0);
      return view;
    },
  },
  {
    name: 'list, some selected',
    async open(driver) {
      const view = await tab('/evidence.html', 'article')(driver);
      await view.page.evaluate(() =>
        document
          .querySelector('main [aria-controls][aria-expanded]')
          ?.parentElement?.querySelector<HTMLElement>(':scope > button:last-of-type')
          ?.click(),
      );
      await view.click('input[data-select]', 0);
      await openAll(view);
      return view;
    },
  },
  { name: 'order by hand', open: tab('/evidence.html?sort=hand', 'article') },
  { name: 'nothing found', open: tab('/evidence.html?q=nothingissaidlikethis', 'main') },
  { name: 'bin', open: tab('/evidence.html?view=bin', 'article, main li') },
  { name: 'export', open: tab('/evidence.html', 'dialog[open]', ['header button', 0]) },
  { name: 'import', open: tab('/evidence.html', 'dialog[open]', ['header button', 1]) },
  { name: 'settings', open: tab('/options.html', 'main section') },
  {
    name: 'erase everything',
    open: tab('/options.html', 'dialog[open]', ['main button[data-look=danger]']),
  },
];

/** Tags a page with everything that a piece can have, another without, and deletes a third. */
export async function fillList(driver: BrowserWithExtension, origin: string): Promise<void> {
  const view = await driver.openTab('/evidence.html');
  await view.page.evaluate(async (origin) => {
    const page = (path: string, title: string) => ({ url: `${origin}${path}`, title });
    const quote = { exact: 'The pupils decided what grows here.', prefix: '', suffix: '' };
    const send = (command: object) => chrome.runtime.sendMessage(command);
    const long = `A title of one${'very'.repeat(20)}longword, as addresses make them`;
    await send({
      type: 'tag',
      domain: 'shared-leadership',
      page: page('/en.html', 'Our spring'),
      quotes: [quote],
    });
    await send({ type: 'tag', domain: 'collaboration', page: page('/it.html', long) });
    const { changes } = (await send({
      type: 'tag',
      domain: 'collaboration',
      page: page('/pl.html', 'Deleted again'),
    })) as { changes: { id: string }[] };
    await send({ type: 'take-off', id: changes[0]?.id });
    const items = await chrome.storage.local.get(null);
    const key = Object.keys(items).find((one) => one.startsWith('evidence:shared-leadership:'));
    const id = key?.slice('evidence:'.length);
    await send({ type: 'write-note', id, note: 'Decided together by the head teacher and the team.' });
    await send({
      type: 'write-facts',
      id,
      change: { labels: ['eSafety', 'Spring'], activityDate: '2026-05-09', status: 'planned' },
    });
  }, origin);
  await until('two pieces', async () => (await view.count('article')) === 2);
  await view.close();
}
