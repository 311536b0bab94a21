import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookmarks } from '../../evidence/export/bookmarks.ts';
import { html } from '../../evidence/export/html.ts';
import { arrange } from '../../evidence/list/arrange.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { summarise } from '../../evidence/storage/summary.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { HOSTILE_LIST } from '../support/hostile-pieces.ts';
import { anyMessage, FUZZ } from '../support/messages.ts';
import { type Pages, servePages } from '../support/serve-pages.ts';
import { BROWSERS, popupOn, storedItems, storedUnder } from '../support/two-browsers.ts';
import { OPTIONS, wordsOf } from '../support/words.ts';

/** The number of messages to the built extension from each sender; the logic tests send many more. */
const MESSAGES = 300;

const { seed } = FUZZ;

/** As JSON, which any message becomes on its way; a value that can't be JSON is omitted. */
const messages = fc
  .sample(anyMessage, { seed, numRuns: MESSAGES })
  .flatMap((message) => {
    try {
      return JSON.stringify(message) ?? [];
    } catch {
      return [];
    }
  })
  .filter((text) => text.length < 10_000 && !text.includes('erase-everything'));

let pages: Pages;
let files: string;

beforeAll(async () => {
  console.info(`Messages: ${messages.length}, FUZZ_SEED=${seed}`);
  pages = await servePages({ '/page': '<h1>A page</h1>' });
  files = await mkdtemp(join(tmpdir(), 'mission-evidence-hostile-'));
});

afterAll(async () => {
  await pages?.close();
  await rm(files, { recursive: true, force: true });
});

describe.each(BROWSERS)('%s', (name, start) => {
  let driver: BrowserWithExtension;

  beforeAll(async () => {
    driver = await start();
  });

  afterAll(() => driver?.close());

  it('answers any message from its own page, and can read its list afterwards', async () => {
    const list = await driver.openTab('/evidence.html');
    const faults = await list.page.evaluate(async (texts) => {
      const said: string[] = [];
      for (const text of texts) {
        const { ok, fault } = await chrome.runtime.sendMessage(JSON.parse(text));
        said.push(ok ? 'done' : fault);
      }
      return said;
    }, messages);
    expect(faults.filter((one) => one === 'done').length).toBeGreaterThan(MESSAGES / 20);
    expect(faults.filter((one) => one === 'refused').length).toBeGreaterThan(MESSAGES / 20);
    expect(faults).not.toContain('storage-failed');
    const pieces = await storedUnder<Piece>(driver, 'evidence:');
    expect(pieces.length).toBeGreaterThan(0);
    expect((await storedItems(driver)).summary).toEqual(summarise(pieces));
    await list.close();
    const again = await driver.openTab('/evidence.html');
    await again.until('the list', async () => (await again.count('article')) > 0);
    expect(await again.count('[role=alert] button')).toBe(0);
    await again.close();
  });

  it('refuses every message from a script in a web page', async () => {
    const page = await driver.browser.newPage();
    const popup = await popupOn(driver, page, `${pages.origin}/page`);
    const before = await storedItems(driver);
    const answers = await popup.page.evaluate(async (texts) => {
      const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
      const [{ result } = { result: [] }] = await chrome.scripting.executeScript({
        target: { tabId: tab?.id ?? -1 },
        args: [texts],
        func: (texts: string[]) =>
          Promise.all(texts.map((text) => chrome.runtime.sendMessage(JSON.parse(text)))),
      });
      return result as unknown[];
    }, messages);
    expect(answers).toHaveLength(messages.length);
    for (const answer of answers) expect(answer).toEqual({ ok: false, fault: 'refused' });
    expect(await storedItems(driver)).toEqual(before);
    await popup.close();
    await page.close();
  });

  it.runIf(name === 'Chromium')('lets no script in a web page read or write its storage', async () => {
    const page = await driver.browser.newPage();
    const popup = await popupOn(driver, page, `${pages.origin}/page`);
    await (await driver.background()).evaluate(() => chrome.storage.session.set({ 'only-now': 1 }));
    const before = await storedItems(driver);
    expect(Object.keys(before).length).toBeGreaterThan(0);
    const answers = await popup.page.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
      const [{ result } = { result: [] }] = await chrome.scripting.executeScript({
        target: { tabId: tab?.id ?? -1 },
        func: () => {
          const said = (work: Promise<unknown>) =>
            work.then(
              () => 'done',
              (error: Error) => error.message,
            );
          return Promise.all(
            [chrome.storage.local, chrome.storage.session].flatMap((area) => [
              said(area.get(null)),
              said(area.set({ 'evidence:from-the-page': 1 })),
              said(area.clear()),
            ]),
          );
        },
      });
      return result as unknown[];
    });
    expect(answers).toEqual(Array(6).fill('Access to storage is not allowed from this context.'));
    expect(await storedItems(driver)).toEqual(before);
    await popup.close();
    await page.close();
  });

  it('can’t be spoken to by a web page itself', async () => {
    const page = await driver.browser.newPage();
    await page.goto(`${pages.origin}/page`);
    const id = new URL(driver.origin).host;
    const reached = await page.evaluate(async (id) => {
      const { runtime } = (globalThis as unknown as { chrome?: Partial<typeof chrome> }).chrome ?? {};
      if (!runtime) return false;
      const send = runtime.sendMessage as (id: string, message: unknown) => Promise<unknown>;
      return send(id, { type: 'recount' }).then(
        () => true,
        () => false,
      );
    }, id);
    expect(reached).toBe(false);
    await page.close();
  });

  it.each([html, bookmarks])(
    'shows hostile data in .$extension and runs, requests and opens nothing',
    async (format) => {
      const path = join(files, `hostile.${format.extension}`);
      const written = await format.write(arrange(HOSTILE_LIST), await wordsOf('en'), OPTIONS);
      await writeFile(path, written);
      const page = await driver.browser.newPage();
      const dialogs: string[] = [];
      page.on('dialog', (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      await page.goto(`file://${path}`);
      const { ran, scripts, text, address } = await page.evaluate(() => ({
        ran: 'ran' in globalThis,
        scripts:
          document.scripts.length + document.querySelectorAll('iframe, object, embed, link, svg').length,
        text: document.body.innerText,
        address: location.href,
      }));
      expect({ ran, scripts, dialogs }).toEqual({ ran: false, scripts: 0, dialogs: [] });
      expect(address).toMatch(/^file:/);
      expect(text).toContain('</script><script>globalThis.ran = true; alert(1)</script>');
      expect(driver.requests).toEqual([]);
      await page.close();
    },
  );
});
