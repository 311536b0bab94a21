import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { startChromium } from '../browsers/chromium.ts';
import type { View } from '../browsers/view.ts';
import { type SchoolSite, serveSchoolSite } from '../school-site/serve.ts';
import { byKeyboard } from '../support/by-keyboard.ts';
import { eraseAll } from '../support/erase-all.ts';
import { fillList } from '../support/views.ts';

/* Every task with the keyboard alone: the focus is somewhere after every step, and each event is announced once.
capture-picture.test.ts tests cropping and blurring a picture. */

let site: SchoolSite;
let chromium: BrowserWithExtension;
let page: Page;
let view: View;

beforeAll(async () => {
  site = await serveSchoolSite();
  chromium = await startChromium({ languages: 'en' });
  page = await chromium.browser.newPage();
  await page.goto(`${site.origin}/en.html`);
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
});

beforeEach(async () => {
  await view?.close().catch(() => {});
  await eraseAll(chromium);
  await fillList(chromium, site.origin);
});

describe('with the keyboard alone, in the popup', () => {
  beforeEach(async () => {
    await page.goto(`${site.origin}/en.html?keyboard`);
    view = await chromium.openPopup(page);
  });

  it('a page is tagged by its number, explained, deleted and brought back', async () => {
    const hands = await byKeyboard(view);
    await hands.press('3');
    await hands.hears('Tagged');
    await hands.tabTo('Why is this evidence');
    await hands.type('Chosen by the pupils.');
    expect(await view.value('li:nth-child(3) textarea')).toBe('Chosen by the pupils.');
    await view.page.evaluate(() => document.querySelector<HTMLElement>('li:nth-child(3) button')?.focus());
    await hands.press('Enter');
    await hands.hears('Taken off');
    await hands.tabTo('Undo');
    await hands.press('Enter');
    await hands.hears('Tagged');
    expect(await view.value('li:nth-child(3) textarea')).toBe('Chosen by the pupils.');
  });

  it('the mission is read, with English beside it', async () => {
    const hands = await byKeyboard(view);
    await hands.tabTo('Official text of domain 2');
    await hands.press('Enter');
    await view.until('the text', async () => (await view.count('li:nth-child(2) input')) === 1);
    await hands.untilOn('Official text of domain 2');
    await hands.press('Tab', 'Space');
    await view.until('both languages', async () => (await view.count('li:nth-child(2) [lang]')) > 1);
  });

  it('the facts are entered', async () => {
    const hands = await byKeyboard(view);
    await hands.press('1');
    await hands.hears('Tagged');
    await hands.tabTo('Details');
    await hands.press('Enter');
    await view.until('the facts', async () => (await view.count('input[type=date]')) === 1);
    await hands.tabTo('Planned');
    await hands.press('Space');
    await view.until('it to be kept', async () =>
      (await chromium.background()).evaluate(async () =>
        Object.values(await chrome.storage.local.get(null)).some(
          (one) => (one as { status?: string } | null)?.status === 'planned',
        ),
      ),
    );
  });

  it('the language is changed, and the focus stays', async () => {
    const hands = await byKeyboard(view);
    await hands.tabTo('Language');
    await hands.press('End');
    await view.until('another language', async () => (await view.attributes('html', 'lang'))[0] !== 'en');
    expect(await view.page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
  });
});

describe('with the keyboard alone, on the evidence page', () => {
  beforeEach(async () => {
    view = await chromium.openTab('/evidence.html');
  });

  it('a piece is found, edited, moved and moved back', async () => {
    const hands = await byKeyboard(view);
    await hands.tabTo('Search');
    await hands.type('spring');
    await hands.hearsAtLast('1 of 2 shown');
    await hands.tabTo('Edit “Our spring”');
    await hands.press('Enter');
    await view.until('the focus on the note', () =>
      view.page.evaluate(() => document.activeElement?.tagName === 'TEXTAREA'),
    );
    await hands.press('End');
    await hands.type(' Again.');
    await hands.tabTo('3');
    await hands.press('Enter');
    await view.untilText('the team. Again.', '#student-agency');
    await hands.untilOn('Undo');
    expect(await hands.described()).toBe('Moved to domain 3: Our spring');
    await hands.press('Enter');
    await view.untilText('the team. Again.', '#shared-leadership');
    await hands.untilOn('');
  });

  it('the list is filtered, ordered and returned to', async () => {
    const hands = await byKeyboard(view);
    await hands.tabTo('Filter and sort');
    await hands.press('Enter');
    await hands.tabTo('Domain');
    await hands.press('ArrowDown');
    await hands.hears('1 of 2 shown');
    await hands.tabTo('Remove this filter');
    await hands.press('Enter');
    await view.until('both', async () => (await view.count('article')) === 2);
    await hands.untilOn('Filter and sort');
    await hands.tabTo('Order');
    await hands.press('End');
    await view.until('the order by hand', async () => view.page.url().includes('sort=hand'));
  });

  it('pieces are deleted together, restored from the bin, and deleted for good', async () => {
    const hands = await byKeyboard(view);
    await hands.tabTo('Select');
    await hands.press('Enter');
    await hands.tabTo('Select “Our spring”');
    await hands.press('Space');
    await hands.hears('1 selected');
    await hands.tabTo(/^Delete$/);
    await hands.press('Enter');
    await hands.hears('deleted');
    await hands.untilOn('Undo');
    await view.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await hands.tabTo('Bin: 2');
    await hands.press('Enter');
    await view.until('the bin', async () => view.page.url().includes('view=bin'));
    await hands.untilOn('Bin');
    await hands.tabTo('Restore “Our spring”');
    await hands.press('Enter');
    await hands.hears('Restored to domain 1: Our spring');
    await hands.tabTo('Delete for good: “Deleted again”');
    await hands.press('Enter');
    await view.until('the question', async () => (await view.count('dialog[open]')) === 1);
    await hands.tabTo(/^Delete for good$/);
    await hands.press('Enter');
    await hands.hears('Deleted for good');
  });

  it('evidence without a page is added and explained', async () => {
    const hands = await byKeyboard(view);
    await hands.tabTo('Add without a page: domain 2');
    await hands.press('Enter');
    await view.until('the focus on its title', () =>
      view.page.evaluate(() => document.activeElement?.matches('article input') === true),
    );
    await hands.type('Minutes of May');
    await hands.press('Escape');
    await view.untilText('Minutes of May', '#collaboration');
    await hands.untilOn('');
  });

  it('the list is exported', async () => {
    const hands = await byKeyboard(view);
    await hands.tabTo('Export');
    await hands.press('Enter');
    await view.until('the dialog', async () => (await view.count('dialog[open]')) === 1);
    const [, second] = await view.attributes('dialog input[type=radio]', 'value');
    await hands.press('ArrowDown');
    expect(await view.attributes('dialog input:checked', 'value')).toEqual([second]);
    await hands.tabTo('Save the file');
    await hands.press('Enter');
    await hands.hears('Saved');
    await hands.press('Escape');
    await hands.untilOn('Export');
  });
});

describe('with the keyboard alone, in the settings', () => {
  beforeEach(async () => {
    view = await chromium.openTab('/options.html');
  });

  it('the name, the menu and the second language are chosen', async () => {
    const hands = await byKeyboard(view);
    await hands.tabTo('Name on your evidence');
    await hands.type('Ana Pop');
    await hands.tabTo('Show Mission Evidence');
    await hands.press('Space');
    await view.until('both to be kept', async () => {
      const { settings } = await (await chromium.background()).evaluate(() =>
        chrome.storage.local.get(['settings']),
      );
      const text = JSON.stringify(settings ?? {});
      return text.includes('"Ana Pop"') && text.includes('false');
    });
  });

  it('a backup is saved, and erasing everything can be cancelled', async () => {
    const hands = await byKeyboard(view);
    await hands.tabTo('Save a backup file');
    await hands.press('Enter');
    await hands.hears('mission-evidence');
    await hands.tabTo('Erase everything');
    await hands.press('Enter');
    await view.until('the question', async () => (await view.count('dialog[open]')) === 1);
    await hands.press('Escape');
    await hands.untilOn('Erase everything');
  });
});
