import type { Page } from 'puppeteer-core';
import type { Piece } from '../../evidence/piece/piece.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { until, type View } from '../browsers/view.ts';

/* Every view in the states that a teacher meets, found by structure alone: the words in them change with the
language. */

/** A view in one state. */
export interface ViewState {
  readonly name: string;
  readonly open: (driver: BrowserWithExtension, page: Page) => Promise<View>;
}

/** Opens everything that a view shows only on request, again and again, because one thing may hold another. */
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

/** Opens a page of the extension, does something there, and waits for the result. */
function tab(path: string, appears?: string, ...clicks: [selector: string, index?: number][]) {
  return async (driver: BrowserWithExtension): Promise<View> => {
    const view = await driver.openTab(path);
    for (const [selector, index] of clicks) await view.click(selector, index);
    if (appears) await view.until(appears, async () => (await view.count(appears)) > 0);
    return view;
  };
}

/** A page that colleagues tagged: under one domain with this installation, under others without it. */
async function popupOfTeam(driver: BrowserWithExtension, page: Page): Promise<View> {
  const url = new URL('/ro.html?team', page.url()).href;
  const messenger = await driver.openTab('/options.html');
  await messenger.page.evaluate(async (url) => {
    const send = (command: object) => chrome.runtime.sendMessage(command);
    await send({ type: 'tag', domain: 'shared-leadership', pages: [{ url, title: 'Our team' }] });
    const since = '2026-05-01T00:00:00.000Z';
    const nameless = [{ origin: 'somebody', taggedAt: since }];
    const named = [
      {
        origin: 'ana',
        by: 'Ana Popescu',
        note: 'Four teachers planned it with their pupils.',
        taggedAt: since,
      },
      { origin: 'ion', by: 'Ion Ionescu', taggedAt: since },
    ];
    const domains = { 'shared-leadership': named, collaboration: named, 'student-agency': nameless };
    const pieces = Object.entries(domains).map(([domain, contributions]) => {
      return { version: 1, domain, url, title: 'Our team', taggedAt: since, updatedAt: since, contributions };
    });
    await send({ type: 'merge', pieces });
  }, url);
  await messenger.close();
  const tab = await driver.browser.newPage();
  await tab.goto(url);
  const view = await popup(driver, tab);
  await view.until(
    'colleagues in three rows',
    async () => (await view.count('li[data-tagged]:has(details, p[dir])')) === 3,
  );
  await openAll(view);
  return view;
}

/** A colleague's files: a new piece, one that says something else, one that was moved, and an invalid file. */
async function mergeDialog(driver: BrowserWithExtension): Promise<View> {
  const view = await tab('/evidence.html', 'dialog[open]', ['header button', 1])(driver);
  await view.page.evaluate(async () => {
    const items = Object.entries(await chrome.storage.local.get(null));
    const pieces = items.filter(([key]) => key.startsWith('evidence:')).map(([, value]) => value as Piece);
    const [goes, ...stay] = pieces.filter(({ deletedAt }) => deletedAt === undefined);
    const evidence = stay.map((piece) => ({
      ...piece,
      title: 'Said by a colleague',
      updatedAt: '2027-01-01T00:00:00.000Z',
    }));
    const added = { ...evidence[0], url: 'https://school.example/new' };
    const at = new Date().toISOString();
    const { contributions = [] } = goes ?? {};
    const left = {
      ...goes,
      deletedAt: at,
      removals: [{ at, by: 'ana', to: 'inclusive-innovation' }],
      contributions: contributions.map(({ origin }) => ({ origin, isMoved: true })),
    };
    const arrived = {
      ...goes,
      domain: 'inclusive-innovation',
      contributions: contributions.map((one) => ({ ...one, from: goes?.domain, cameAt: at })),
    };
    const all = [...evidence, added, left, arrived];
    const backup = { format: 'mission-evidence', version: 1, evidence: all };
    const files = new DataTransfer();
    files.items.add(new File([JSON.stringify(backup)], 'colleague.json'));
    files.items.add(new File(['nothing'], 'nothing.txt'));
    const input = document.querySelector<HTMLInputElement>('dialog input[type=file]');
    if (!input) throw new Error('There is no way to choose files');
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await view.until('a preview', async () => (await view.count('dialog h3')) > 0);
  await view.until('what was moved and what differs', async () => (await view.count('dialog h4')) === 2);
  await openAll(view);
  return view;
}
/** The edition of an application that {@link fillList} makes. */
const EDITION = 'c0ffee00';

/** All states, for a list that {@link fillList} filled. */
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
  { name: 'popup, tagged by colleagues', open: popupOfTeam },
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
  {
    name: 'application',
    async open(driver) {
      const view = await tab('/evidence.html?view=application', 'main textarea')(driver);
      await openAll(view);
      return view;
    },
  },
  {
    name: 'application, a domain',
    async open(driver) {
      const view = await tab('/evidence.html?view=application&domain=collaboration', 'main li')(driver);
      await openAll(view);
      return view;
    },
  },
  {
    name: 'copy of an application',
    open: tab(`/evidence.html?view=application&copy=${EDITION}`, 'main article'),
  },
  { name: 'export', open: tab('/evidence.html', 'dialog[open]', ['header button', 0]) },
  { name: 'import', open: tab('/evidence.html', 'dialog[open]', ['header button', 1]) },
  { name: 'files to put together', open: mergeDialog },
  { name: 'settings', open: tab('/options.html', 'main section') },
  { name: 'recovery', open: tab('/recovery.html', 'main details', ['main summary', 0]) },
  {
    name: 'erase everything',
    open: tab('/options.html', 'dialog[open]', ['main button[data-look=danger]']),
  },
];

/**
 * Tags a page with everything that a piece can have, another without, and deletes a third; begins an application that
 * has an edition, and removes another.
 */
export async function fillList(driver: BrowserWithExtension, origin: string): Promise<void> {
  const view = await driver.openTab('/evidence.html');
  await view.page.evaluate(
    async (origin, copy) => {
      const page = (path: string, title: string) => ({ url: `${origin}${path}`, title });
      const quote = { exact: 'The pupils decided what grows here.', prefix: '', suffix: '' };
      const send = (command: object) => chrome.runtime.sendMessage(command);
      const long = `A title of one${'very'.repeat(20)}longword, as addresses make them`;
      await send({
        type: 'tag',
        domain: 'shared-leadership',
        pages: [page('/en.html', 'Our spring')],
        quotes: [quote],
      });
      await send({ type: 'tag', domain: 'collaboration', pages: [page('/it.html', long)] });
      await send({ type: 'tag', domain: 'collaboration', pages: [page('/pl.html', 'Deleted again')] });
      const keys = Object.keys(await chrome.storage.local.get(null));
      const again = keys.find((one) => one.startsWith('evidence:collaboration:') && one.endsWith('/pl.html'));
      await send({ type: 'delete', ids: [again?.slice('evidence:'.length)] });
      const items = await chrome.storage.local.get(null);
      const key = Object.keys(items).find((one) => one.startsWith('evidence:shared-leadership:'));
      const id = key?.slice('evidence:'.length);
      await send({ type: 'write-note', id, note: 'Decided together by the head teacher and the team.' });
      await send({
        type: 'edit-facts',
        ids: [id],
        change: { labels: ['eSafety', 'Spring'], activityDate: '2026-05-09', status: 'planned' },
      });
      const [application, removed] = ['aaaaaaaa', 'bbbbbbbb'];
      await send({ type: 'save-application', id: removed, change: { name: '2025' } });
      await send({ type: 'delete-application', id: removed });
      await send({
        type: 'save-application',
        id: application,
        change: { name: '2027', school: 'Our school', from: '2020-01-01', to: '2021-12-31', limit: 10 },
      });
      const text = 'We plan together [[0123456789abcdef]].';
      await send({ type: 'write-application-text', id: application, field: 'collaboration.plan', text });
      await send({ type: 'save-edition', id: application, edition: copy });
    },
    origin,
    EDITION,
  );
  await until('two pieces', async () => (await view.count('article')) === 2);
  await view.close();
}
