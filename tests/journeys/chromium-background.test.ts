/**
 * Tests tagging without the popup, and the toolbar button. A test can reach neither the system's context menu nor the
 * browser's shortcuts: their events are dispatched in the background, as the browser does. The permission that such a
 * click also grants (`activeTab`) is granted by a real click on the toolbar button.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page, Target, WebWorker } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { type ChromiumWithExtension, startChromium } from '../browsers/chromium.ts';
import { liveTexts } from '../browsers/live-regions.ts';
import { until, type View } from '../browsers/view.ts';
import { type SchoolSite, serveSchoolSite } from '../school-site/serve.ts';

/** Pages that do their worst against a notice: the strictest policy, and styles for everything. */
const HOSTILE: Record<string, { policy: string; body: string }> = {
  '/strict': { policy: "default-src 'none'", body: '<!doctype html><title>Strict</title><p>Strict' },
  '/hiding': {
    policy: '',
    body: `<!doctype html><title>Hiding</title><style>
      body, div, html > * { display: none !important; visibility: hidden !important; opacity: 0 !important;
        position: static !important; transform: scale(0) !important; font-size: 0 !important;
        color: transparent !important; clip-path: inset(50%) !important; content-visibility: hidden !important }
      </style><p>Hiding`,
  },
  '/modal': {
    policy: '',
    body: `<!doctype html><title>Modal</title><dialog style="inset:0;width:100%;height:100%">All over</dialog>
      <script>document.querySelector('dialog').showModal()</script>`,
  },
};

declare global {
  /** In the background: the titles of the menu items that were made. */
  var titlesMade: string[];
}

const TITLE_2 = 'eTwinning Schools display a strong commitment to collaboration, sharing and team work';

let site: SchoolSite;
let hostile: Server;
let hostileOrigin: string;
let chromium: ChromiumWithExtension;
let page: Page;
/** A page of the extension that saves settings. */
let settings: View;
const complaints: string[] = [];

beforeAll(async () => {
  site = await serveSchoolSite();
  hostile = createServer((request, response) => {
    const { policy, body } = HOSTILE[request.url ?? ''] ?? { policy: '', body: '' };
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      ...(policy && { 'content-security-policy': policy }),
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => hostile.listen(0, '127.0.0.1', resolve));
  hostileOrigin = `http://127.0.0.1:${(hostile.address() as AddressInfo).port}`;
  chromium = await startChromium({ languages: 'en', privateWindows: true, grantable: ['tabs'] });
  const worker = (await chromium.background()) as WebWorker;
  worker.on('console', (message) => complaints.push(message.text()));
  worker.on('error', (error) => complaints.push(error.message));
  settings = await chromium.openTab('/options.html');
});

beforeEach(() => {
  complaints.length = 0;
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
  hostile?.closeAllConnections();
  hostile?.close();
});

/** Opens an address in a new tab, and grants the extension access by the real toolbar click. */
async function visit(address: string): Promise<void> {
  const last = page;
  page = await chromium.browser.newPage();
  await last?.close();
  await page.goto(address);
  await letIn(page);
}

async function letIn(on: Page): Promise<void> {
  await (await chromium.openPopup(on)).close();
}

async function clickMenu(details: object = {}, on = page): Promise<void> {
  const click = { menuItemId: 'tag:collaboration', pageUrl: on.url(), ...details };
  await chromium.dispatchMenuClick(on, click);
}

/** @returns the popup that an action opens */
async function popupAfter(work: () => Promise<void>): Promise<Page> {
  const isPopup = (target: Target) => target.url() === `${chromium.origin}/popup.html`;
  await until('the last popup to be gone', async () => !chromium.browser.targets().some(isPopup));
  const opens = chromium.browser.waitForTarget(isPopup);
  await work();
  return (await opens).asPage();
}

/** @returns all that is stored */
async function stored(): Promise<Record<string, unknown>> {
  return (await chromium.background()).evaluate(() => chrome.storage.local.get(null));
}

/** @returns all that is stored until the browser ends */
async function inSession(): Promise<Record<string, unknown>> {
  return (await chromium.background()).evaluate(() => chrome.storage.session.get(null));
}

/** @returns the live pieces whose address begins with this */
async function pieces(start: string): Promise<Piece[]> {
  const records = Object.entries(await stored()).filter(([key]) => key.startsWith('evidence:'));
  return records
    .map(([, value]) => value as Piece)
    .filter(({ url, deletedAt }) => url.startsWith(start) && deletedAt === undefined);
}

async function untilNotice(text: string, on = page): Promise<string[]> {
  let texts: string[] = [];
  await until(`the notice “${text}”`, async () => {
    texts = await liveTexts(on);
    return texts.includes(text);
  });
  return texts;
}

async function untilBadge(text: string, title: string, on = page): Promise<void> {
  let said = { text: '', title: '' };
  await until(`the button to say “${text}”, “${title}”`, async () => {
    said = await chromium.badge(on);
    return said.text === text && said.title === title;
  }).catch((error) => {
    throw new Error(`${error.message}; it says “${said.text}”, “${said.title}”`);
  });
}

async function save(change: object): Promise<void> {
  const outcome = await settings.page.evaluate(
    (change) => chrome.runtime.sendMessage({ type: 'save-settings', change }),
    change,
  );
  expect(outcome).toMatchObject({ ok: true });
}

describe('the shortcut, before any domain was used', () => {
  it('reports that, stores nothing and opens the popup', async () => {
    await visit(`${site.origin}/en.html?too-early`);
    await (await popupAfter(() => chromium.dispatchCommand(page, 'tag-again'))).close();
    await until('the notice', async () =>
      (await liveTexts(page)).join().includes('no domain has been used yet'),
    );
    expect(await pieces(page.url())).toEqual([]);
  });
});

describe('a click in the context menu', () => {
  it('saves the page at once, and reports that over the page and on the button', async () => {
    await visit(`${site.origin}/en.html?page`);
    await clickMenu();
    expect(await untilNotice('Saved under domain 2.')).toEqual([
      'Mission Evidence',
      'Saved under domain 2.',
      TITLE_2,
      'Open Mission Evidence to add why it is evidence.',
    ]);
    await untilBadge('1', 'Mission Evidence: this page is tagged under 1 domain');
    const [piece, ...others] = await pieces(page.url());
    expect(others).toEqual([]);
    expect(piece).toMatchObject({
      domain: 'collaboration',
      title: 'Our spring: a garden shared by three schools – Riverside School',
    });
    // Whose tag it is, and no note.
    expect(piece?.contributions).toEqual([{ origin: expect.any(String) }]);
    expect(piece).not.toHaveProperty('quotes');

    await clickMenu({ menuItemId: 'tag:model-school' });
    await untilBadge('2', 'Mission Evidence: this page is tagged under 2 domains');
    await clickMenu();
    await untilNotice('Already tagged under domain 2. Nothing was changed.');
    expect(await pieces(page.url())).toHaveLength(2);

    const popup = await chromium.openPopup(page);
    expect(await popup.pressed()).toEqual([false, true, false, true, false]);
    await popup.click('button[aria-pressed]', 3);
    await popup.untilTagged(2);
    await popup.page.close();
    await untilBadge('1', 'Mission Evidence: this page is tagged under 1 domain');
  });

  it('saves the selected text with the page, and adds it if the page is already tagged', async () => {
    await visit(`${site.origin}/en.html?selection`);
    const passage = 'The student council chose the plants; four teachers planned the lessons together with';
    await page.evaluate(() => {
      const text = document.querySelector('main p')?.firstChild as Text;
      getSelection()?.setBaseAndExtent(text, 0, text, text.data.indexOf(' the partner'));
    });
    await clickMenu({ selectionText: passage });
    await untilNotice('Saved under domain 2, with the text you selected.');
    await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('h1') as Element));
    await clickMenu({ selectionText: 'Our spring: a garden shared by three schools' });
    await untilNotice('Already tagged under domain 2. The text you selected was added.');
    const [piece] = await pieces(page.url());
    expect(piece?.quotes?.map(({ exact }) => exact)).toEqual([
      passage,
      'Our spring: a garden shared by three schools',
    ]);
  });

  it('saves a link as a page of its own, not the page that it is on', async () => {
    await visit(`${site.origin}/en.html?with-link`);
    await clickMenu({ linkUrl: `${site.origin}/projects/our-spring.html?link` });
    const texts = await untilNotice('The link was saved under domain 2.');
    expect(texts).toContain('Open the evidence list to add why it is evidence.');
    expect(await pieces(page.url())).toEqual([]);
    expect(await pieces(`${site.origin}/projects/`)).toMatchObject([{ title: 'our spring – 127.0.0.1' }]);
    await untilBadge('', 'Mission Evidence: tag this page');
  });

  it('saves the page of an image', async () => {
    await visit(`${site.origin}/en.html?image`);
    await clickMenu({ mediaType: 'image', srcUrl: 'https://cdn.example/garden.jpg' });
    await untilNotice('Saved under domain 2.');
    expect(await pieces(page.url())).toHaveLength(1);
    expect(await pieces('https://cdn.example/')).toEqual([]);
  });

  it.each([
    ['javascript', 'javascript:alert(1)', 'it belongs to the browser or works only on this page'],
    ['data', 'data:text/html,<h1>x</h1>', 'it belongs to the browser or works only on this page'],
    [
      'view-source',
      'view-source:https://school.example/',
      'it belongs to the browser or works only on this page',
    ],
    ['blob', 'blob:https://school.example/9f0c', 'it belongs to the browser or works only on this page'],
    ['file', 'file:///home/teacher/list.html', 'This file is on your computer'],
    ['100 kB', `https://school.example/${'x'.repeat(100_000)}`, 'This address is too long to keep'],
  ])(
    'refuses a link to such an address (%s) in one sentence, and stores nothing',
    async (_name, linkUrl, sentence) => {
      await visit(`${site.origin}/en.html?refused`);
      const before = await stored();
      await clickMenu({ linkUrl });
      await until(sentence, async () => (await liveTexts(page)).join(' ').includes(sentence));
      expect((await liveTexts(page)).join(' ')).toContain('Nothing was saved.');
      expect(await stored()).toEqual(before);
    },
  );

  it('stores nothing from a private window', async () => {
    const secret = await chromium.openPrivatePage(`${site.origin}/en.html?private`);
    await clickMenu({}, secret);
    await chromium.dispatchCommand(secret, 'tag-again');
    // The effects that this Chromium does not allow by the number of a private tab are tested in Firefox.
    await visit(`${site.origin}/en.html?after-private`);
    await clickMenu();
    await untilNotice('Saved under domain 2.');
    expect(await pieces(`${site.origin}/en.html?private`)).toEqual([]);
    expect(JSON.stringify(await stored())).not.toContain('?private');
    expect(JSON.stringify(await inSession())).not.toContain('?private');
    await secret.close();
  });

  it('saves if no notice can be shown, and reports on the button alone', async () => {
    // Nobody granted the extension access here.
    const shut = await chromium.browser.newPage();
    await shut.goto(`${site.origin}/en.html?shut`);
    await chromium.dispatchMenuClick(shut, { menuItemId: 'tag:collaboration', pageUrl: shut.url() });
    const words = `Saved under domain 2. ${TITLE_2} Open Mission Evidence to add why it is evidence.`;
    await untilBadge('✓', words, shut);
    expect(await liveTexts(shut)).toEqual([]);
    expect(await pieces(shut.url())).toHaveLength(1);
    // The extension may not see the address, so it has no count to return to.
    await untilBadge('', 'Mission Evidence: tag this page', shut);
    await shut.close();
  });

  it('reports on the button why a page of the browser can’t be tagged', async () => {
    await visit('chrome://version');
    await clickMenu({ pageUrl: 'chrome://version/' });
    await until('the button', async () => (await chromium.badge(page)).text === '!');
    expect((await chromium.badge(page)).title).toContain('it belongs to the browser');
  });

  it('loses none of 200 in ten seconds, and reports nothing wrong', async () => {
    await visit(`${site.origin}/en.html?many`);
    const start = performance.now();
    await (await chromium.background()).evaluate(async (start) => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      for (let turn = 0; turn < 200; turn++) {
        const menuItemId = turn % 2 === 0 ? 'tag:shared-leadership' : 'tag:inclusive-innovation';
        const click = { menuItemId, linkUrl: `${start}${turn}`, editable: false };
        chrome.contextMenus.onClicked.dispatch(click, tab);
      }
    }, `${site.origin}/many/`);
    await until('200 pieces', async () => (await pieces(`${site.origin}/many/`)).length === 200);
    expect(performance.now() - start).toBeLessThan(10_000);
    const { summary, ...items } = await stored();
    const live = Object.entries(items).filter(
      ([key, value]) => key.startsWith('evidence:') && (value as Piece).deletedAt === undefined,
    );
    const { counts } = summary as { counts: Record<string, number> };
    expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(live.length);
    expect(complaints).toEqual([]);
  });

  it('saves from a tab that is closed in the same moment, without an error', async () => {
    const tabs = await Promise.all(Array.from({ length: 5 }, () => chromium.browser.newPage()));
    for (const [turn, tab] of tabs.entries()) {
      await tab.goto(`${site.origin}/en.html?closing=${turn}`);
      await letIn(tab);
      await chromium.dispatchMenuClick(tab, { menuItemId: 'tag:student-agency', pageUrl: tab.url() });
      await tab.close();
    }
    await until('all five', async () => (await pieces(`${site.origin}/en.html?closing=`)).length === 5);
    expect(complaints).toEqual([]);
  });
});

describe('the shortcut', () => {
  it('tags the page under the domain that was used last, with the selected text', async () => {
    await visit(`${site.origin}/en.html?last`);
    await clickMenu({ menuItemId: 'tag:student-agency' });
    await untilNotice('Saved under domain 3.');
    await visit(`${site.origin}/en.html?again`);
    await chromium.dispatchCommand(page, 'tag-again');
    await untilNotice('Saved under domain 3.');
    await visit(`${site.origin}/en.html?again-with-text`);
    await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('h1') as Element));
    await chromium.dispatchCommand(page, 'tag-again');
    await untilNotice('Saved under domain 3, with the text you selected.');
    expect(await pieces(page.url())).toMatchObject([
      {
        domain: 'student-agency',
        title: 'Our spring: a garden shared by three schools – Riverside School',
        quotes: [{ exact: 'Our spring: a garden shared by three schools' }],
      },
    ]);
  });

  it('saves no passage that the page selects and nobody can see', async () => {
    await visit(`${site.origin}/en.html?unseen`);
    await page.evaluate(() => {
      const unseen = document.body.appendChild(document.createElement('p'));
      unseen.textContent = 'Words that nobody reads.';
      unseen.style.opacity = '0';
      getSelection()?.selectAllChildren(unseen);
    });
    await chromium.dispatchCommand(page, 'tag-again');
    await untilNotice('Saved under domain 3.');
    const [piece] = await pieces(page.url());
    expect(piece).toMatchObject({ url: page.url() });
    expect(piece).not.toHaveProperty('quotes');
  });

  it('ignores any other command', async () => {
    await visit(`${site.origin}/en.html?other-command`);
    await chromium.dispatchCommand(page, 'tag-never');
    await chromium.dispatchCommand(page, 'tag-again');
    await untilNotice('Saved under domain 3.');
    expect(await pieces(page.url())).toHaveLength(1);
  });
});

describe('the notice', () => {
  it.each(Object.keys(HOSTILE))('can be seen and heard on %s', async (path) => {
    await visit(`${hostileOrigin}${path}`);
    await clickMenu();
    await untilNotice('Saved under domain 2.');
    const host = await page.$('div[popover]');
    const box = await host?.boundingBox();
    expect(box?.width).toBeGreaterThan(200);
    expect(box?.height).toBeGreaterThan(60);
    const look = await host?.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const { opacity, visibility, transform } = getComputedStyle(element);
      const isOnTop = document.elementFromPoint(x + width / 2, y + height / 2) === element;
      return { opacity, visibility, transform, isOnTop };
    });
    expect(look).toEqual({ opacity: '1', visibility: 'visible', transform: 'none', isOnTop: true });
  });

  it('takes no focus and gives the page nothing of it to read', async () => {
    await visit(`${site.origin}/en.html?focus`);
    await page.evaluate(() => {
      const field = document.body.appendChild(document.createElement('input'));
      field.focus();
    });
    await clickMenu();
    await untilNotice('Saved under domain 2.');
    const seen = await page.evaluate(() => ({
      focused: document.activeElement?.tagName,
      text: document.documentElement.textContent,
      shadow: document.querySelector('div[popover]')?.shadowRoot,
      own: 'missionEvidenceToast' in globalThis,
    }));
    expect(seen).toMatchObject({ focused: 'INPUT', shadow: null, own: false });
    expect(seen.text).not.toContain('Saved under');
  });

  it('shows the first words of a saved passage, so that nobody else chooses it unseen', async () => {
    await visit(`${site.origin}/en.html?first-words`);
    await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('h1') as Element));
    await clickMenu({ selectionText: 'Our spring: a garden shared by three schools' });
    await untilNotice('Saved under domain 2, with the text you selected.');
    await untilNotice('“Our spring: a garden shared by three schools”');
    await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('p') as Element));
    const words = await page.evaluate(() => String(getSelection()).trim().split(/\s+/).slice(0, 4).join(' '));
    await clickMenu({ selectionText: words });
    const texts = await untilNotice('Already tagged under domain 2. The text you selected was added.');
    expect(texts.some((text) => text.startsWith(`“${words}`) && text.endsWith('…”'))).toBe(true);
  });

  it('stays if the page fakes a click on it, before and after it shows something', async () => {
    await visit(`${site.origin}/en.html?made-up-clicks`);
    await page.evaluate(() => {
      new MutationObserver(() => {
        const events = ['pointerenter', 'click', 'pointerleave'].map(
          (type) => new MouseEvent(type, { bubbles: true }),
        );
        for (const event of events) document.querySelector('div[popover]')?.dispatchEvent(event);
        document.querySelector<HTMLElement>('div[popover]')?.click();
      }).observe(document.documentElement, { childList: true, subtree: true, attributes: true });
    });
    await clickMenu();
    await untilNotice('Saved under domain 2.');
    await page.$eval('div[popover]', (notice) => (notice as HTMLElement).click());
    expect(await page.$$('div[popover]')).toHaveLength(1);
    await page.click('div[popover]');
    expect(await page.$$('div[popover]')).toHaveLength(0);
  });

  it('gives way to the next one, and disappears at a click', async () => {
    await visit(`${site.origin}/en.html?one-at-a-time`);
    await clickMenu();
    await untilNotice('Saved under domain 2.');
    await clickMenu({ menuItemId: 'tag:model-school' });
    const texts = await untilNotice('Saved under domain 4.');
    expect(texts).not.toContain('Saved under domain 2.');
    expect(await page.$$('div[popover]')).toHaveLength(1);
    await page.click('div[popover]');
    expect(await page.$$('div[popover]')).toHaveLength(0);
  });

  it('disappears by itself', async () => {
    await visit(`${site.origin}/en.html?leaving`);
    await clickMenu();
    await untilNotice('Saved under domain 2.');
    await until('it to leave', async () => (await page.$$('div[popover]')).length === 0);
  });
});

describe('the toolbar button', () => {
  it('shows the count again after the page is reloaded, and nothing on the next page', async () => {
    await visit(`${site.origin}/en.html?reload`);
    await clickMenu();
    await untilNotice('Saved under domain 2.');
    await untilBadge('1', 'Mission Evidence: this page is tagged under 1 domain');
    await page.reload();
    await untilBadge('1', 'Mission Evidence: this page is tagged under 1 domain');
    await page.goto(`${site.origin}/en.html?reload-next`);
    await untilBadge('', 'Mission Evidence: tag this page');
  });

  it('follows every tab while the browser shows their addresses, and no longer', async () => {
    const says = async (on: Page, text: string) =>
      until(`the button to say “${text}”`, async () => (await chromium.badge(on)).text === text);
    await visit(`${site.origin}/en.html?first`);
    const second = await chromium.browser.newPage();
    await second.goto(`${site.origin}/en.html?first&utm_source=letter`);
    await clickMenu();
    await untilNotice('Saved under domain 2.');
    await says(page, '1');
    await says(second, '');
    await chromium.grant('tabs');
    await says(second, '1');
    await clickMenu({ menuItemId: 'tag:model-school' });
    await says(second, '2');
    await second.evaluate(() => history.pushState(null, '', '/en.html?another'));
    await says(second, '');
    await second.evaluate(() => history.back());
    await says(second, '2');
    await second.goto('about:blank');
    await says(second, '');
    await second.goto(`${site.origin}/en.html?first`);
    await says(second, '2');
    await chromium.revoke('tabs');
    await says(second, '');
    await second.close();
  });
});

describe('the items of the context menu', () => {
  const IDS = ['tag', ...MISSION_DOMAINS.map((domain) => `tag:${domain}`)];

  /** @returns how many of them exist: the browser reports only whether one can be changed */
  const found = async () =>
    (await chromium.background()).evaluate(async (ids) => {
      const there = await Promise.allSettled(ids.map((id) => chrome.contextMenus.update(id, {})));
      return there.filter(({ status }) => status === 'fulfilled').length;
    }, IDS);

  /** From now on, as long as the background lives, records the titles of the items that it makes. */
  const watchTitles = async () =>
    (await chromium.background()).evaluate(() => {
      const { contextMenus } = chrome;
      const create = contextMenus.create.bind(contextMenus);
      globalThis.titlesMade = [];
      contextMenus.create = (item, done) => {
        globalThis.titlesMade.push(item.title);
        create(item, done);
      };
    });

  const titles = async () => (await chromium.background()).evaluate(() => globalThis.titlesMade);

  it('exist from the beginning, disappear with the switch and return with it', async () => {
    expect(await found()).toBe(6);
    await save({ contextMenu: false });
    await until('them to be gone', async () => (await found()) === 0);
    await save({ contextMenu: true });
    await until('them to be back', async () => (await found()) === 6);
  });

  it('change with the language, as do notice and button; not with other settings', async () => {
    await visit(`${site.origin}/ro.html?language`);
    await clickMenu();
    await untilNotice('Saved under domain 2.');
    await chromium.stopBackground();
    await watchTitles();
    await save({ language: 'ro' });
    const title = 'Mission Evidence: această pagină este marcată în 1 domeniu';
    await untilBadge('1', title);
    await until('six titles', async () => (await titles()).length === 6);
    expect(await titles()).toEqual([
      'Marchează ca dovadă pentru Misiunea Școlilor eTwinning',
      '&1 Școlile eTwinning sunt devotate conducerii în comun',
      '&2 Școlile eTwinning sunt profund atașate ideii de colaborare, comuniune și muncă în echipă',
      '&3 Elevii din Școlile eTwinning sunt vectori ai schimbării',
      '&4 Școlile eTwinning sunt modele pentru alte școli',
      '&5 Școlile eTwinning sunt organizații de învățare incluzive și novatoare',
    ]);
    await clickMenu();
    await untilNotice('Pagina este deja marcată în domeniul 2. Nu s-a schimbat nimic.');
    const empty = await chromium.browser.newPage();
    await untilBadge('', 'Mission Evidence: marchează această pagină', empty);
    await empty.close();

    await save({ showSecondLanguage: true });
    // Switched to and fro at once: in the end all items exist, once each, whatever happens between.
    await Promise.all([
      save({ contextMenu: false }),
      save({ language: 'pl' }),
      save({ contextMenu: true }),
      save({ language: 'en' }),
    ]);
    await untilBadge('1', 'Mission Evidence: this page is tagged under 1 domain');
    await until('them to be there', async () => (await found()) === 6);
    await until('the last titles', async () => {
      return (await titles()).at(-6) === 'Tag as evidence for the eTwinning School Mission';
    });
    expect((await titles()).length % 6).toBe(0);
    expect(complaints).toEqual([]);
  });
});
