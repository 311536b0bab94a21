import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Piece } from '../../evidence/piece/piece.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import type { View } from '../browsers/view.ts';
import { eraseAll } from '../support/erase-all.ts';
import { noteIn } from '../support/pieces.ts';
import { type Pages, servePages } from '../support/serve-pages.ts';
import {
  BROWSERS,
  copiedItems,
  exported,
  inSession,
  popupOn,
  press,
  select,
  storedItems,
  storedUnder,
  untilFocus,
} from '../support/two-browsers.ts';

/** The longest address that can be stored, in characters. */
const LONGEST_ADDRESS = 100_000;

/** Characters of a title that may never be shown: controls and those that turn the writing direction. */
const UNSAFE = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/** A file of one empty page, as small as the format allows. */
const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>`;

let pages: Pages;

beforeAll(async () => {
  pages = await servePages({
    '/text': `<h1>Trees</h1><p id="first">The pupils planted forty trees beside the school.</p>
      <p id="second">Their parents came to help.</p><iframe src="/frame"></iframe>`,
    '/frame': '<p id="inner">In the frame the council decided.</p>',
    '/plan.pdf': { type: 'application/pdf', body: PDF },
    '/app': '<h1>App</h1>',
    '/large': `<p id="all">${'many words '.repeat(200_000)}</p>`,
  });
});

afterAll(() => pages?.close());

describe.each(BROWSERS)('in %s', (name, start) => {
  let driver: BrowserWithExtension;
  let page: Page;

  beforeAll(async () => {
    driver = await start();
    page = await driver.browser.newPage();
  });

  afterAll(() => driver?.close());

  beforeEach(async () => {
    await eraseAll(driver);
  });

  const open = (path: string): Promise<View> => popupOn(driver, page, `${pages.origin}${path}`);
  const pieces = (): Promise<Piece[]> => storedUnder<Piece>(driver, 'evidence:');

  /** Makes the page another one without loading it, as single-page apps do. */
  async function becomes(path: string, title: string): Promise<void> {
    await page.evaluate(
      (path, title) => {
        history.pushState(null, '', path);
        document.title = title;
      },
      path,
      title,
    );
  }

  describe('a selected passage', () => {
    it('is added to the piece on tagging, more are added later, and a removed one comes back', async () => {
      await page.goto(`${pages.origin}/text`);
      await select(page, '#first');
      const popup = await driver.openPopup(page);
      await popup.untilText('It goes with the domain you choose');
      await popup.click('button[aria-pressed]', 1);
      await popup.untilTagged(2);
      await popup.until('the hint to go', async () => !(await popup.text()).includes('It goes with'));
      await popup.close();

      await select(page, '#second');
      const more = await driver.openPopup(page);
      await press(more, 'Add the selected text');
      await more.until('both', async () => (await more.count('li:nth-child(2) blockquote')) === 2);
      await untilFocus(more, 'li:nth-child(2) p button');
      await press(more, 'Remove the quote “The pupils');
      await more.until('one', async () => (await more.count('li:nth-child(2) blockquote')) === 1);
      await untilFocus(more, 'li:nth-child(2) p button');
      await more.page.keyboard.press('Enter');
      await more.until('both', async () => (await more.count('li:nth-child(2) blockquote')) === 2);
      await press(more, 'Remove the quote “The pupils');
      await more.until('one', async () => (await more.count('li:nth-child(2) blockquote')) === 1);
      await press(more, 'Remove the quote “Their');
      await more.until('none', async () => (await more.count('li:nth-child(2) blockquote')) === 0);
      await untilFocus(more, 'li:nth-child(2) p button');
      await more.page.keyboard.press('Enter');
      await more.until('one', async () => (await more.count('li:nth-child(2) blockquote')) === 1);
      await more.close();
    });

    it('is only in the session until it is used, in two popups and after Undo, and then in the piece', async () => {
      const places = async () => {
        const [list, copy, session] = await Promise.all([
          storedItems(driver),
          copiedItems(driver),
          inSession(driver),
        ]);
        return { list: JSON.stringify(list), copy: JSON.stringify(copy), session: JSON.stringify(session) };
      };
      const SELECTED = /forty trees|\/text/;
      await page.goto(`${pages.origin}/text`);
      await select(page, '#first');
      const popup = await driver.openPopup(page);
      await popup.untilText('It goes with the domain you choose');
      await popup.close();
      const waiting = await places();
      expect(waiting.session).toMatch(SELECTED);
      expect(waiting.list).not.toMatch(SELECTED);
      expect(waiting.copy).not.toMatch(SELECTED);

      await page.evaluate(() => getSelection()?.removeAllRanges());
      const again = await driver.openPopup(page);
      await again.untilText('The pupils planted forty trees', 'blockquote');
      await again.click('button[aria-pressed]', 1);
      await again.untilTagged(2);
      await again.until('it to wait no longer', async () => !SELECTED.test((await places()).session));
      const used = await places();
      expect(used.list).toMatch(/forty trees/);
      expect(used.copy).toMatch(/forty trees/);

      await press(again, 'Undo');
      await again.untilTagged();
      await again.untilText('It goes with the domain you choose');
      expect((await places()).session).toMatch(/forty trees/);
      await press(again, 'Remove the quote “The pupils');
      await again.until('it to be gone', async () => (await again.count('blockquote')) === 0);
      await again.close();
      await again.until('nothing to wait', async () => !SELECTED.test((await places()).session));
    });

    it('is linked to on the evidence page and in the page to print, and is removed there with Undo', async () => {
      await page.goto(`${pages.origin}/text`);
      await select(page, '#second');
      const popup = await driver.openPopup(page);
      await popup.until('the quote', async () => (await popup.count('blockquote')) === 1);
      await popup.click('button[aria-pressed]', 0);
      await popup.untilTagged(1);
      await popup.close();

      const list = await driver.openTab('/evidence.html');
      const [link] = await list.attributes('article blockquote a', 'href');
      expect(link).toContain(`${pages.origin}/text#:~:text=`);
      expect(decodeURIComponent(link ?? '')).toContain('Their parents came to help');

      await list.page.bringToFront();
      await press(list, 'Edit');
      await press(list, 'Remove the quote');
      await list.until('it to be gone', async () => (await list.count('blockquote')) === 0);
      await untilFocus(list, 'article > div > button');
      await list.page.keyboard.press('Enter');
      await list.until('the quote', async () => (await list.count('blockquote')) === 1);
      // Last, because Firefox then shows a panel of its downloads, which catches the keys.
      expect(await exported(driver, list, 'html')).toContain(link?.replaceAll('&', '&amp;'));
      await list.close();
    });

    it('is found in a frame of the page', async () => {
      await page.goto(`${pages.origin}/text`);
      const frame = page.frames().find((one) => one.url().endsWith('/frame'));
      await frame?.evaluate(() => {
        focus();
        getSelection()?.selectAllChildren(document.querySelector('#inner') as Element);
      });
      const popup = await driver.openPopup(page);
      await popup.untilText('In the frame the council decided.');
      await popup.close();
    });

    it('is not read if a page can be tagged and not read, and one sentence says so', async () => {
      const popup = await open('/plan.pdf');
      await popup.untilText("The text of this page can't be read");
      await popup.click('button[aria-pressed]', 4);
      await popup.untilTagged(5);
      await popup.close();
      expect(await pieces()).toMatchObject([{ url: `${pages.origin}/plan.pdf` }]);
    });

    it('is cut if it is two million characters long', async () => {
      await page.goto(`${pages.origin}/large`);
      await select(page, '#all');
      const popup = await driver.openPopup(page);
      await popup.until('the quote', async () => (await popup.count('blockquote')) === 1);
      await popup.click('button[aria-pressed]', 0);
      await popup.untilTagged(1);
      await popup.close();
      const [piece] = await pieces();
      expect(piece?.quotes).toHaveLength(1);
      expect(piece?.quotes?.[0]?.exact.length).toBeGreaterThan(4_900);
      expect(piece?.quotes?.[0]?.exact.length).toBeLessThanOrEqual(5_000);
    });
  });

  describe('a page that becomes another one', () => {
    it('is tagged under its true address and title, even if that happens under the popup', async () => {
      await page.goto(`${pages.origin}/app`);
      await becomes('/app/two', 'Lesson two');
      const popup = await driver.openPopup(page);
      await popup.untilText('Lesson two', 'header');
      await popup.click('button[aria-pressed]', 0);
      await popup.untilTagged(1);
      await becomes('/app/three', 'Lesson three');
      await popup.untilText('Lesson three', 'header');
      await popup.untilTagged();
      await popup.click('button[aria-pressed]', 2);
      await popup.untilTagged(3);
      await popup.close();
      expect(await pieces()).toMatchObject([
        { url: `${pages.origin}/app/two`, title: 'Lesson two' },
        { url: `${pages.origin}/app/three`, title: 'Lesson three' },
      ]);
    });

    it('does not get the text typed for the last one', async () => {
      await page.goto(`${pages.origin}/app`);
      const popup = await driver.openPopup(page);
      for (const url of [`${pages.origin}/app`, `${pages.origin}/app/next`]) {
        await popup.page.evaluate(
          (url) =>
            chrome.runtime.sendMessage({
              type: 'tag',
              domain: 'collaboration',
              pages: [{ url, title: 'A page' }],
            }),
          url,
        );
      }
      await popup.untilTagged(2);
      await popup.until('the note', async () => (await popup.count('textarea')) === 1);
      await popup.fill('textarea', 'About the first');
      await becomes('/app/next', 'The next');
      await popup.untilText('The tab has moved on to another page.');
      await popup.page.focus('textarea');
      await popup.page.keyboard.press('End');
      await popup.page.keyboard.type(', with 4 classes');
      await press(popup, 'Show the new page');
      // Between the two pages there is no note at all.
      await popup.until('the other note', () =>
        popup.page.evaluate(() => document.querySelector('textarea')?.value === ''),
      );
      await popup.untilTagged(2);
      await popup.page.focus('textarea');
      await popup.page.keyboard.type('Second');
      await popup.until('what was typed', async () => (await popup.value('textarea')) === 'Second');
      await popup.close();
      await popup.until('both notes', async () => {
        return (await pieces()).map(noteIn).join() === 'About the first, with 4 classes,Second';
      });
    });

    it('does not get the picture captured of the last one', async () => {
      await page.goto(`${pages.origin}/app`);
      const popup = await driver.openPopup(page);
      await popup.click('button[aria-pressed]', 0);
      await popup.untilTagged(1);
      await press(popup, 'Screenshot');
      await popup.until('the editor', async () => (await popup.count('div[data-part=crop]')) === 1);
      await becomes('/app/later', 'Later');
      await popup.untilText('Later', 'main[hidden] header');
      await press(popup, 'Keep the picture');
      await popup.until('the list', async () => (await popup.count('div[data-part=crop]')) === 0);
      await popup.close();
      const keys = Object.keys(await storedItems(driver)).filter((key) => key.startsWith('picture:'));
      expect(keys).toEqual([`picture:${pages.origin}/app`]);
    });
  });

  describe('bad input', () => {
    it('in a title is shown and saved without characters that control or turn the text', async () => {
      await page.goto(`${pages.origin}/app`);
      await becomes('/app/evil', 'Ev\u0007il\u202Egnirps\u2066 of 🌱 trees');
      const popup = await driver.openPopup(page);
      await popup.untilText('🌱', 'header');
      expect((await popup.text('header p')).replaceAll('\n', '')).not.toMatch(UNSAFE);
      await popup.click('button[aria-pressed]', 0);
      await popup.untilTagged(1);
      await popup.close();
      const [piece] = await pieces();
      expect(piece?.title).toContain('🌱');
      expect(piece?.title).not.toMatch(UNSAFE);
    });

    it(`in an address is saved up to ${LONGEST_ADDRESS} characters, and one more is reported`, async () => {
      await page.goto(`${pages.origin}/app`);
      const longest = `/app?${'x'.repeat(LONGEST_ADDRESS - pages.origin.length - '/app?'.length)}`;
      await becomes(longest, 'Long');
      const popup = await driver.openPopup(page);
      await popup.click('button[aria-pressed]', 0);
      await popup.untilTagged(1);
      await popup.close();
      expect((await pieces())[0]?.url).toHaveLength(LONGEST_ADDRESS);
      await becomes(`${longest}x`, 'Longer');
      const longer = await driver.openPopup(page);
      await longer.untilText('The address of this page is too long to keep', 'header');
      await longer.close();
    });

    it('in the scheme of an address is reported, and the mission can still be read', async () => {
      await page.goto('data:text/html,<title>Data</title>Nothing');
      const popup = await driver.openPopup(page);
      await popup.untilText("so it can't be tagged", 'header');
      await popup.click('button[aria-pressed]', 0);
      await popup.untilText('shared leadership', 'li');
      await popup.close();
      expect(await pieces()).toEqual([]);
    });

    it('in the script of a host name makes no difference: displayed and encoded name are one page', async () => {
      const popup = await popupOn(driver, page, `http://schöne-schule.localhost:${pages.port}/text`);
      await popup.click('button[aria-pressed]', 0);
      await popup.untilTagged(1);
      await popup.close();
      const host = new URL('http://schöne-schule.localhost').host;
      const again = await popupOn(driver, page, `http://${host}:${pages.port}/text`);
      await again.untilTagged(1);
      await again.close();
    });

    it('such as closing the page in the moment of the click does not prevent the tag', async () => {
      const closing = await driver.browser.newPage();
      const popup = await popupOn(driver, closing, `${pages.origin}/text?closing`);
      await popup.click('button[aria-pressed]', 3);
      await closing.close();
      await popup.until('the piece', async () => (await pieces()).length === 1);
      await popup.close().catch(() => {});
    });

    it('such as a full storage is reported, nothing is shown as saved, and the text is saved once there is room', async () => {
      const popup = await open('/text?full');
      const background = await driver.background();
      await background.evaluate(() => {
        const { local } = chrome.storage;
        globalThis.roomy = local.set;
        local.set = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'));
      });
      await popup.click('button[aria-pressed]', 0);
      await popup.untilText('The browser could not save this.', '[role=alert] p');
      expect(await popup.pressed()).toEqual(Array(5).fill(false));
      await popup.click('header button');
      await popup.fill('header input', 'Not to be lost');
      await popup.untilText('Try again', '[role=alert]');
      await background.evaluate(() => {
        chrome.storage.local.set = globalThis.roomy;
      });
      await press(popup, 'Try again');
      await popup.until('the notice to go', async () => (await popup.count('[role=alert] p')) === 0);
      await popup.close();
      expect(await storedUnder(driver, 'draft:')).toMatchObject([{ title: 'Not to be lost' }]);
    });
  });

  it.runIf(name === 'Chromium')('a page’s source is shown as an untaggable page', async () => {
    await page.goto(`view-source:${pages.origin}/text`);
    const popup = await driver.openPopup(page);
    await popup.untilText("so it can't be tagged", 'header');
    await popup.close();
  });
});

/** In the background: fails every write until it is restored. */
declare global {
  var roomy: (items: Record<string, unknown>) => Promise<void>;
}
