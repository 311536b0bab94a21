/** Tests tagging without the popup in Firefox: through its real context menu and by the real keys. */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Piece } from '../../evidence/piece/piece.ts';
import { type FirefoxWithExtension, startFirefox } from '../browsers/firefox.ts';
import { until, type View } from '../browsers/view.ts';
import { type SchoolSite, serveSchoolSite } from '../school-site/serve.ts';

const PARENT = 'Tag as evidence for the eTwinning School Mission';
const DOMAIN_2 = '2 eTwinning Schools display a strong commitment to collaboration, sharing and team work';
const DOMAIN_4 = '4 eTwinning Schools are models for other schools';
const TAGGED_ONCE = 'Mission Evidence: this page is tagged under 1 domain';

let site: SchoolSite;
let firefox: FirefoxWithExtension;
let list: View;
let page: Page;

beforeAll(async () => {
  site = await serveSchoolSite();
  firefox = await startFirefox({ languages: 'en', privateWindows: true });
  list = await firefox.openTab('/evidence.html');
});

beforeEach(async () => {
  page = await firefox.browser.newPage();
});

afterEach(async () => {
  await page.close();
});

afterAll(async () => {
  await firefox?.close();
  await site?.close();
});

async function pieces(start: string): Promise<Piece[]> {
  const items = await list.page.evaluate(() => browser.storage.local.get(null));
  return Object.entries(items)
    .filter(([key]) => key.startsWith('evidence:'))
    .map(([, value]) => value as Piece)
    .filter(({ url }) => url.startsWith(start));
}

/** Waits for the notice over a page: it can be seen, and the page itself can't read it. */
async function untilNotice(on = page): Promise<void> {
  await until('the notice', async () =>
    on.evaluate(() => {
      const host = document.querySelector<HTMLElement>('div[popover]');
      const { x = 0, y = 0, width = 0, height = 0 } = host?.getBoundingClientRect() ?? {};
      const isOnTop = document.elementFromPoint(x + width / 2, y + height / 2) === host;
      return width > 200 && height > 60 && isOnTop && host?.shadowRoot === null && host.textContent === '';
    }),
  );
}

/** Waits for the text of the button; Firefox changes its sign and its words one after the other. */
async function untilBadge(text: string, title: string, on = page): Promise<void> {
  await until(`the button to say “${text}”, “${title}”`, async () => {
    const badge = await firefox.badge(on);
    return badge.text === text && badge.title === title;
  });
}

describe('Firefox’s context menu', () => {
  it('saves the page with one choice, and reports that over the page and on the button', async () => {
    await page.goto(`${site.origin}/en.html?page`);
    await firefox.chooseFromContextMenu(page, 'h1', [PARENT, DOMAIN_2]);
    await untilNotice();
    await untilBadge('1', TAGGED_ONCE);
    expect(await pieces(page.url())).toMatchObject([
      {
        domain: 'collaboration',
        title: 'Our spring: a garden shared by three schools – Riverside School',
      },
    ]);
  });

  it('saves the selected text', async () => {
    await page.goto(`${site.origin}/en.html?selection`);
    await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('h1') as Element));
    await firefox.chooseFromContextMenu(page, 'h1', [PARENT, DOMAIN_4]);
    await untilBadge('1', TAGGED_ONCE);
    expect(await pieces(page.url())).toMatchObject([
      { quotes: [{ exact: 'Our spring: a garden shared by three schools' }] },
    ]);
  });

  it('saves a link under its text, and the page of an image', async () => {
    await page.goto(`${site.origin}/en.html?link`);
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = '/projects/spring';
      link.textContent = 'What we did in spring';
      const image = document.createElement('img');
      image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
      image.width = image.height = 50;
      document.querySelector('main')?.append(link, image);
    });
    await firefox.chooseFromContextMenu(page, 'main a', [PARENT, DOMAIN_2]);
    await until('the link', async () => (await pieces(`${site.origin}/projects/`)).length === 1);
    expect(await pieces(`${site.origin}/projects/`)).toMatchObject([{ title: 'What we did in spring' }]);
    expect(await pieces(page.url())).toEqual([]);
    await page.click('div[popover]');
    await firefox.chooseFromContextMenu(page, 'main img', [PARENT, DOMAIN_2]);
    await untilBadge('1', TAGGED_ONCE);
    expect(await pieces(page.url())).toHaveLength(1);
  });

  it('stores nothing from a private window, and says so', async () => {
    const secret = await firefox.openPrivatePage(`${site.origin}/en.html?private`);
    await secret.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('h1') as Element));
    await firefox.chooseFromContextMenu(secret, 'h1', [PARENT, DOMAIN_2]);
    await untilNotice(secret);
    await secret.click('div[popover]');
    await firefox.pressShortcut(secret, 'Alt+Shift+G');
    await untilNotice(secret);
    const stored = await list.page.evaluate(async () => [
      await browser.storage.local.get(null),
      await browser.storage.session.get(null),
    ]);
    expect(JSON.stringify(stored)).not.toContain('?private');
    await untilBadge('', 'Mission Evidence: tag this page', secret);
    await secret.close();
  });

  it('uses the chosen language, and disappears with its switch', async () => {
    const save = (change: object) =>
      list.page.evaluate((change) => browser.runtime.sendMessage({ type: 'save-settings', change }), change);
    await page.goto(`${site.origin}/en.html?language`);
    await save({ language: 'et' });
    const domain = '1 eTwinningu koolid on pühendunud ühisele juhtimisele';
    await until('the Estonian menu', () =>
      firefox.chooseFromContextMenu(page, 'h1', ['Märgi eTwinningu koolide missiooni tõendiks', domain]).then(
        () => true,
        () => false,
      ),
    );
    await untilBadge('1', 'Mission Evidence: see leht on märgitud 1 valdkonna alla');
    await save({ contextMenu: false, language: 'en' });
    await until('the menu to be without it', () =>
      firefox.chooseFromContextMenu(page, 'h1', ['no such item']).then(
        () => false,
        (error) => !/Mission|missioon/.test(error.message),
      ),
    );
    await save({ contextMenu: true });
    await until('it to be back', () =>
      firefox.chooseFromContextMenu(page, 'h1', [PARENT, DOMAIN_4]).then(
        () => true,
        () => false,
      ),
    );
    await untilBadge('2', 'Mission Evidence: this page is tagged under 2 domains');
  });
});

describe('Alt+Shift+G in Firefox', () => {
  it('tags the page under the domain that was used last', async () => {
    await page.goto(`${site.origin}/en.html?keys`);
    await firefox.chooseFromContextMenu(page, 'h1', [PARENT, DOMAIN_4]);
    await untilBadge('1', TAGGED_ONCE);
    await page.goto(`${site.origin}/en.html?keys-again`);
    await firefox.pressShortcut(page, 'Alt+Shift+G');
    await untilNotice();
    await untilBadge('1', TAGGED_ONCE);
    expect(await pieces(page.url())).toMatchObject([{ domain: 'model-school' }]);
  });

  it('saves no passage that the page selects and nobody can see', async () => {
    await page.goto(`${site.origin}/en.html?unseen`);
    await page.evaluate(() => {
      const unseen = document.body.appendChild(document.createElement('p'));
      unseen.textContent = 'Words that nobody reads.';
      unseen.style.opacity = '0';
      getSelection()?.selectAllChildren(unseen);
    });
    await firefox.pressShortcut(page, 'Alt+Shift+G');
    await untilNotice();
    await untilBadge('1', TAGGED_ONCE);
    const [piece] = await pieces(page.url());
    expect(piece).toMatchObject({ url: page.url() });
    expect(piece).not.toHaveProperty('quotes');
  });
});
