import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Target } from 'puppeteer-core';
import { CHROME_BUILD, startChromium } from '../../tests/browsers/chromium.ts';
import { until } from '../../tests/browsers/view.ts';
import { serveSchoolSite } from '../../tests/school-site/serve.ts';
import { fill } from './many-pieces.ts';
import { type Opening, openingsIn, QUIET_MS, trace } from './opening.ts';
import { type Figure, median } from './table.ts';

const ROUNDS = 15;

/** One popup to open alternately with the others. */
interface Variant {
  readonly extension: string;
  readonly file: 'popup.html' | 'static.html';
}

/**
 * Opens three popups alternately, in one Chromium, over an untagged page: the real one, the same as plain
 * HTML and CSS, and the real one with 10,000 stored pieces.
 */
export async function measurePopups(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mission-evidence-bench-'));
  const [empty, full] = [join(folder, 'empty'), join(folder, 'full')];
  for (const copy of [empty, full]) await cp(CHROME_BUILD, copy, { recursive: true });
  const site = await serveSchoolSite();
  const chromium = await startChromium({ extension: empty });
  const { browser } = chromium;
  try {
    const emptyId = new URL(chromium.origin).host;
    const fullId = await browser.installExtension(full);
    const setUp = await browser.newPage();
    await setUp.goto(`chrome-extension://${fullId}/evidence.html`);
    await fill(setUp, 10_000);
    await setUp.close();
    const session = await browser.target().createCDPSession();
    const page = await browser.newPage();
    await page.goto(`${site.origin}/en.html`);

    const first = await chromium.openPopup(page);
    await writeStatic(first.page, empty);
    await first.close();

    const variants: Record<'plain' | 'real' | 'many', Variant> = {
      plain: { extension: emptyId, file: 'static.html' },
      real: { extension: emptyId, file: 'popup.html' },
      many: { extension: fullId, file: 'popup.html' },
    };
    const events = await trace(session, async () => {
      // The first round is a warm-up.
      for (let round = 0; round <= ROUNDS; round += 1) {
        for (const variant of Object.values(variants)) await open(variant);
      }
    });
    const openings = (name: keyof typeof variants): Opening[] =>
      openingsIn(events, addressOf(variants[name])).slice(1);

    async function open(variant: Variant): Promise<void> {
      const { extension, file } = variant;
      const worker = await browser.waitForTarget(
        (target) => target.type() === 'service_worker' && target.url().includes(extension),
      );
      await (await worker.worker())?.evaluate((popup) => chrome.action.setPopup({ popup }), file);
      const installed = (await browser.extensions()).get(extension);
      if (!installed) throw new Error('The extension is gone');
      const isPopup = (target: Target) => target.url() === addressOf(variant);
      const appears = browser.waitForTarget(isPopup);
      await page.triggerExtensionAction(installed);
      const popup = await (await appears).asPage();
      await untilShown(popup, file === 'popup.html' ? 'ready' : 'first-contentful-paint');
      await new Promise((resolve) => setTimeout(resolve, 2 * QUIET_MS));
      await popup.close().catch(() => {});
      await until('the popup to be gone', async () => !browser.targets().some(isPopup));
    }

    const loaded = await bytesOf(openings('real')[0]?.loaded ?? [], empty);
    const of = (name: keyof typeof variants, what: 'firstPaint' | 'work') =>
      median(openings(name).map((opening) => opening[what]));
    return [
      {
        what: 'popup: JS and CSS loaded, English words among it',
        value: loaded / 1_000,
        unit: 'kB',
        most: 110,
      },
      { what: 'popup: first paint', value: of('real', 'firstPaint'), unit: 'ms' },
      {
        what: 'popup: first paint, times the static one’s',
        value: of('real', 'firstPaint') / of('plain', 'firstPaint'),
        unit: '',
        most: 1.1,
      },
      { what: 'popup: main-thread work', value: of('real', 'work'), unit: 'ms' },
      {
        what: 'popup: main-thread work, times the static one’s',
        value: of('real', 'work') / of('plain', 'work'),
        unit: '',
        most: 1.3,
      },
      {
        what: 'popup: first paint with 10,000 pieces, times without',
        value: of('many', 'firstPaint') / of('real', 'firstPaint'),
        unit: '',
        most: 1.05,
      },
      {
        what: 'popup: work with 10,000 pieces, times without',
        value: of('many', 'work') / of('real', 'work'),
        unit: '',
        most: 1.05,
      },
      {
        what: 'popup: layout shift',
        value: Math.max(...openings('real').map(({ shift }) => shift)),
        unit: '',
        most: 0,
      },
    ];
  } finally {
    await chromium.close();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function addressOf({ extension, file }: Variant): string {
  return `chrome-extension://${extension}/${file}`;
}

/** Waits for a mark or a paint; a popup that has just opened may have no frame yet. */
async function untilShown(popup: Page, name: string): Promise<void> {
  await until(`${name} in the popup`, () =>
    popup
      .evaluate(
        (name) =>
          new Promise<boolean>((resolve) => {
            new PerformanceObserver((list) => {
              if (list.getEntriesByName(name).length > 0) resolve(true);
            }).observe({ type: name === 'ready' ? 'mark' : 'paint', buffered: true });
          }),
        name,
      )
      .catch(() => false),
  );
}

/** @returns the size of the scripts and stylesheets among a folder's files, in bytes */
async function bytesOf(paths: readonly string[], folder: string): Promise<number> {
  const files = paths.filter((path) => /\.(js|css)$/.test(path));
  const sizes = await Promise.all(files.map(async (path) => (await stat(join(folder, path))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Writes a copy of the popup's current content beside it, as a page without scripts. */
async function writeStatic(popup: Page, folder: string): Promise<void> {
  const html = await popup.evaluate(() => {
    const copy = document.documentElement.cloneNode(true) as HTMLElement;
    for (const one of copy.querySelectorAll('script, link')) one.remove();
    const sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = '/static.css';
    copy.querySelector('head')?.append(sheet);
    return `<!doctype html>${copy.outerHTML}`;
  });
  const used = await popup.evaluate(() =>
    [...document.styleSheets].map(({ href }) => new URL(href ?? '').pathname),
  );
  const sheets = await Promise.all(used.map((path) => readFile(join(folder, path), 'utf8')));
  await writeFile(join(folder, 'static.html'), html);
  await writeFile(join(folder, 'static.css'), sheets.join('\n'));
}
