import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { type ChromiumWithExtension, startChromium } from '../browsers/chromium.ts';
import { startFirefox } from '../browsers/firefox.ts';
import { until, type View } from '../browsers/view.ts';
import { type SchoolSite, serveSchoolSite } from '../school-site/serve.ts';
import { violations } from '../support/page-checks.ts';

let site: SchoolSite;
let chromium: ChromiumWithExtension;
let settings: View;
let profile: string;

beforeAll(async () => {
  site = await serveSchoolSite();
  profile = await mkdtemp(join(tmpdir(), 'mission-evidence-backup-'));
  chromium = await startChromium({ profile });
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
  await rm(profile, { recursive: true, force: true });
});

const PIECES = ['a', 'b', 'c'].map((name) => ({
  version: 1,
  domain: 'model-school',
  url: `https://school.example/${name}`,
  title: `Page ${name}`,
  contributions: [{ origin: 'a-colleague', by: 'Ana' }],
  taggedAt: '2026-05-01T00:00:00.000Z',
  updatedAt: '2026-05-01T00:00:00.000Z',
}));

const mergesPieces = (view: View) =>
  view.page.evaluate((pieces) => chrome.runtime.sendMessage({ type: 'merge', pieces }), PIECES);

/** @returns all that is left of the extension's data, as its pages see it */
const leftOver = (view: View) =>
  view.page.evaluate(async () => ({
    items: await chrome.storage.local.get(null),
    databases: await indexedDB.databases(),
  }));

/** @returns the titles of the live pieces, as they are stored */
async function titles(): Promise<string[]> {
  const items = await settings.page.evaluate(() => chrome.storage.local.get(null));
  return Object.entries(items as Record<string, { title: string; deletedAt?: string }>)
    .filter(([key, piece]) => key.startsWith('evidence:') && piece.deletedAt === undefined)
    .map(([, { title }]) => title)
    .sort();
}

const untilTitles = (...wanted: string[]) =>
  until(`${wanted}`, async () => (await titles()).join() === wanted.sort().join());

/** Clicks the button with these words, in the open dialog if there is one. */
async function press(words: string, index = 0): Promise<void> {
  const click = (words: string, index: number) => {
    const scope = document.querySelector('dialog[open]') ?? document;
    const found = [...scope.querySelectorAll('button')].filter(
      (one) => one.innerText.trim() === words && one.checkVisibility() && !one.disabled,
    );
    found[index]?.click();
    return found[index] !== undefined;
  };
  await until(words, () => settings.page.evaluate(click, words, index));
}

/** @returns the reasons of the earlier versions that the page lists, newest first */
async function reasons(): Promise<string[]> {
  const rows = await settings.texts('ul > li time + p');
  return rows.map((row) => row.split(' · ')[0] ?? '');
}

describe('a backup in Firefox', () => {
  let firefox: BrowserWithExtension;

  beforeAll(async () => {
    firefox = await startFirefox();
  });

  afterAll(async () => {
    await firefox?.close();
  });

  it('goes there and back, and everything is erased', async () => {
    const view = await firefox.openTab('/options.html');
    const list = await firefox.openTab('/evidence.html');
    await mergesPieces(view);
    await view.untilText('Daily · 3 pieces of evidence');
    await view.page.evaluate(() =>
      chrome.runtime.sendMessage({ type: 'delete', ids: ['model-school:https://school.example/b'] }),
    );
    await list.until('two', async () => (await list.count('article')) === 2);
    await view.click('ul > li button[data-look=plain]');
    await view.untilText('This is what would happen.', 'dialog');
    await view.click('dialog button[data-look=main]');
    await view.untilText('Done. Your list is as it was on', 'dialog');
    await list.until('three', async () => (await list.count('article')) === 3);
    await view.click('dialog button[data-look=plain]');
    await view.untilText('Undone.', 'dialog');
    await list.until('two', async () => (await list.count('article')) === 2);
    await view.click('dialog button[title]');
    await view.until('the dialog to close', async () => (await view.count('dialog')) === 0);

    await view.click('button[data-look=danger]');
    await view.click('dialog input');
    const disabled = () => view.attributes('dialog button[data-look=danger]', 'disabled');
    await view.until('the button', async () => (await disabled())[0] === null);
    await view.click('dialog button[data-look=danger]');
    await view.untilText('Everything was erased.', 'dialog');
    expect(await leftOver(view)).toEqual({ items: {}, databases: [] });
    await list.until('an empty list', async () => (await list.count('article')) === 0);
  });
});

describe('a backup in Chromium', () => {
  it('exists after a day, a merge and going back, and after the browser was closed', async () => {
    const page = await chromium.browser.newPage();
    await page.goto(`${site.origin}/en.html`);
    const title = await page.title();
    const popup = await chromium.openPopup(page);
    await popup.click('button[aria-pressed]', 0);
    await popup.untilTagged(1);
    await popup.page.close();

    settings = await chromium.openTab('/options.html');
    await settings.untilText('Daily · 1 piece of evidence');
    await mergesPieces(settings);
    await untilTitles('Page a', 'Page b', 'Page c', title);
    // Nothing changed since the snapshot of the day: that one is the way back.
    expect(await reasons()).toEqual(['Daily']);

    await press('Go back');
    await settings.untilText('This is what would happen.', 'dialog');
    expect(await violations(settings.page)).toEqual([]);
    await press('Go back');
    await settings.untilText('Done. Your list is as it was on', 'dialog');
    await untilTitles(title);
    await chromium.stopBackground();
    await press('Undo');
    await settings.untilText('Undone.', 'dialog');
    await untilTitles('Page a', 'Page b', 'Page c', title);

    await chromium.close();
    chromium = await startChromium({ profile });
    settings = await chromium.openTab('/options.html');
    await untilTitles('Page a', 'Page b', 'Page c', title);
    await settings.untilText('Before going back · 4 pieces of evidence');
    // Undo is going back too: the list before it is saved as well.
    expect(await reasons()).toEqual(['Before going back', 'Before going back', 'Daily']);
    await press('Go back', 2);
    await settings.untilText('This is what would happen.', 'dialog');
    await press('Go back');
    await untilTitles(title);
    await settings.click('dialog[open] button[title]');
  });

  it('exists before an update of the extension changes anything', async () => {
    const background = await chromium.background();
    await background.evaluate(() => chrome.runtime.onInstalled.dispatch({ reason: 'update' }));
    await settings.untilText('Before an update of the extension · 1 piece of evidence');
  });

  it('is saved as a file, and the evidence page shows its age', async () => {
    await press('Save a backup file');
    await until('the file', async () =>
      (await readdir(chromium.downloads)).some((name) => name.endsWith('.json')),
    );
    await settings.untilText('Last backup file: today');
    const list = await chromium.openTab('/evidence.html');
    await list.untilText('Last backup file: today', 'footer');
    await list.page.close();
  });

  it('is erased with everything else, though other pages are open', async () => {
    const list = await chromium.openTab('/evidence.html');
    await list.until('the list', async () => (await list.count('article')) === 1);
    await settings.page.bringToFront();
    expect((await leftOver(settings)).databases).toHaveLength(1);
    await press('Erase everything');
    await settings.untilText('Save a backup file', 'dialog');
    await settings.click('dialog[open] input');
    await press('Erase everything now');
    await settings.untilText('Everything was erased.', 'dialog');
    expect(await leftOver(settings)).toEqual({ items: {}, databases: [] });
    await list.until('an empty list', async () => (await list.count('article')) === 0);
    await list.page.close();

    await settings.page.reload();
    await settings.untilText('There is none yet.');
    expect(await leftOver(settings)).toEqual({ items: {}, databases: [] });
  });
});
