import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../evidence/commands/command.ts';
import type { Command } from '../../evidence/commands/index.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { summarise } from '../../evidence/storage/summary.ts';
import { tallyAll } from '../../evidence/storage/tally.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import type { ChromiumWithExtension } from '../browsers/chromium.ts';
import { until, type View } from '../browsers/view.ts';
import { faultRow } from '../support/fault-row.ts';
import { quote } from '../support/pieces.ts';
import { type Pages, servePages } from '../support/serve-pages.ts';
import { BROWSERS, storedItems, storedUnder } from '../support/two-browsers.ts';

/* R2: five contexts that write at the same time lose nothing of each other's and double nothing. */

/** The number of operations that each context sends. */
const EACH = 200;

/** The number of pieces that all of them add quotes to, and of quotes each adds to a piece: a piece can have 20. */
const [SHARED, QUOTES_EACH] = [10, 4];

let pages: Pages;

beforeAll(async () => {
  pages = await servePages({ '/page': '<h1>A page</h1>' });
});

afterAll(() => pages?.close());

const sharedUrl = (number: number) => `${pages.origin}/page?shared=${number}`;
const tagged = (url: string): Command => ({
  type: 'tag',
  domain: 'collaboration',
  pages: [{ url, title: url }],
});

/** The commands of one context: quotes for pieces of all, and pages of its own. */
function commandsOf(context: string): Command[] {
  const quotes = Array.from(
    { length: SHARED * QUOTES_EACH },
    (_, number): Command => ({
      type: 'add-quotes',
      id: `collaboration:${sharedUrl(number % SHARED)}`,
      quotes: [quote(`${context} ${number}`)],
    }),
  );
  const own = Array.from({ length: EACH - quotes.length }, (_, number) =>
    tagged(`${pages.origin}/page?of=${context}&number=${number}`),
  );
  // In turn, so that all write to the same pieces at the same time.
  return own.flatMap((one, number) => [one, ...quotes.slice(number, number + 1)]);
}

/** Sends commands from a view, all of them without waiting for an answer. */
function sendAll({ page }: Pick<View, 'page'>, commands: readonly Command[]): Promise<Outcome[]> {
  return page.evaluate(
    (list) => Promise.all(JSON.parse(list).map((one: unknown) => chrome.runtime.sendMessage(one))),
    JSON.stringify(commands),
  );
}

describe.each(BROWSERS)('%s', (name, start) => {
  let driver: BrowserWithExtension;

  beforeAll(async () => {
    driver = await start();
  });

  afterAll(() => driver?.close());

  it('loses and doubles nothing when five contexts write at once', { timeout: 300_000 }, async (context) => {
    const row = faultRow(context, `R2 ${name}: five contexts × ${EACH} operations at once`);
    const views = [
      await driver.openTab('/evidence.html'),
      await driver.openTab('/evidence.html?view=bin'),
      await driver.openTab('/options.html'),
    ];
    await sendAll(
      views[0] as View,
      Array.from({ length: SHARED }, (_, number) => tagged(sharedUrl(number))),
    );
    const web = await driver.browser.newPage();
    await web.goto(`${pages.origin}/page`);
    const popup = await driver.openPopup(web);
    // The fifth is the background with its menu; in Firefox, whose menu can't be clicked so fast, another tab.
    const contexts = [...views, popup, ...(isChromium(driver) ? [] : [await driver.openTab('/popup.html')])];
    const commands = contexts.map((_, number) => commandsOf(`view${number}`));
    const [outcomes] = await Promise.all([
      Promise.all(contexts.map((view, number) => sendAll(view, commands[number] ?? []))),
      clickLinks(driver),
    ]);
    for (const outcome of outcomes.flat()) expect(outcome).toMatchObject({ ok: true });
    row.tries = outcomes.flat().length + (isChromium(driver) ? EACH : 0);

    const wanted = new Set([
      ...commands.flat().flatMap((one) => (one.type === 'tag' ? one.pages.map(({ url }) => url) : [])),
      ...(isChromium(driver) ? links() : []),
      ...Array.from({ length: SHARED }, (_, number) => sharedUrl(number)),
    ]);
    const found = async () => storedUnder<Piece>(driver, 'evidence:');
    await until('all pieces', async () => (await found()).length >= wanted.size).catch(() => {});
    const pieces = await found();
    const urls = pieces.map(({ url }) => url);
    const quotes = pieces.flatMap(({ quotes = [] }) => quotes.map(({ exact }) => exact));
    const saidQuotes = commands.flat().flatMap((one) => (one.type === 'add-quotes' ? one.quotes : []));
    row.lost =
      [...wanted].filter((url) => !urls.includes(url)).length +
      saidQuotes.filter(({ exact }) => !quotes.includes(exact)).length;
    expect(row.lost).toBe(0);
    expect(urls).toHaveLength(wanted.size);
    expect(quotes).toHaveLength(saidQuotes.length);
    const items = await storedItems(driver);
    expect(items.summary).toEqual(summarise(pieces));
    const tallies = tallyAll(pieces);
    expect(tallies.size).toBeGreaterThan(0);
    for (const [tally, count] of tallies) expect(items[`tally:${tally}`]).toBe(count);
  });
});

function links(): string[] {
  return Array.from({ length: EACH }, (_, number) => `${pages.origin}/page?of=menu&number=${number}`);
}

/** Clicks, in the background itself, the menu's item on many links; only in a browser in which that is possible. */
async function clickLinks(driver: BrowserWithExtension): Promise<void> {
  if (!isChromium(driver)) return;
  await (await driver.background()).evaluate(async (links) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    for (const linkUrl of JSON.parse(links)) {
      const info = { menuItemId: 'tag:collaboration', editable: false, linkUrl };
      chrome.contextMenus.onClicked.dispatch(info, tab);
    }
  }, JSON.stringify(links()));
}

function isChromium(driver: BrowserWithExtension): driver is ChromiumWithExtension {
  return 'dispatchMenuClick' in driver;
}
