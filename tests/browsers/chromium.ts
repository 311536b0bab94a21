import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Page, type Target } from 'puppeteer-core';
import type { BrowserWithExtension } from './browser-with-extension.ts';
import { findBrowser } from './find-browser.ts';
import { until, View } from './view.ts';

/** The extension's own `chrome`, inside its pages; what runs there is sent to them as text. */
declare global {
  const chrome: {
    // biome-ignore lint/suspicious/noExplicitAny: tests look at whatever comes back
    runtime: { sendMessage(message: unknown): Promise<any> };
    tabs: { query(filter: { active: true; currentWindow: true }): Promise<{ id?: number }[]> };
    storage: {
      local: {
        get(keys: string[] | null): Promise<Record<string, unknown>>;
        set(items: Record<string, unknown>): Promise<void>;
        clear(): Promise<void>;
      };
    };
  };
}

/** The built extension. */
export const CHROME_BUILD = join(import.meta.dirname, '../../.output/chrome-mv3');

/** Keeps the browser from talking to anyone by itself, so that tests talk to this machine alone. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
];

interface ChromiumOptions {
  /** Kept between runs when given; else a new one that goes with the browser. */
  readonly profile?: string;
  /** Accept-Language and `navigator.languages`, e.g. `ro-MD,ro`. */
  readonly languages?: string;
  readonly headless?: boolean;
  readonly extension?: string;
}

/** Starts Chromium and installs the extension from its folder. */
export async function startChromium(options: ChromiumOptions = {}): Promise<BrowserWithExtension> {
  const { languages = 'en', headless = true, extension = CHROME_BUILD } = options;
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'mission-evidence-chromium-')));
  const downloads = await mkdtemp(join(tmpdir(), 'mission-evidence-downloads-'));
  const asRoot = process.getuid?.() === 0;
  const browser = await puppeteer.launch({
    browser: 'chrome',
    executablePath: findBrowser('chromium'),
    headless,
    pipe: true,
    enableExtensions: true,
    userDataDir: profile,
    defaultViewport: null,
    downloadBehavior: { policy: 'allow', downloadPath: downloads },
    args: [
      ...QUIET,
      ...(asRoot ? ['--no-sandbox'] : []),
      `--accept-lang=${languages}`,
      `--lang=${languages.split(',')[0]}`,
      // A screen on which a popup has the height that it has on a desk, not headless Chromium's 800 × 600.
      '--screen-info={1600x1200}',
      '--window-size=1280,900',
    ],
  });
  const id = await browser.installExtension(extension);
  const installed = (await browser.extensions()).get(id);
  if (!installed) throw new Error(`The extension ${id} was not installed`);
  const origin = `chrome-extension://${id}`;

  return {
    browser,
    origin,
    downloads,
    async openPopup(page) {
      await page.bringToFront();
      const isPopup = (target: Target) => target.url().startsWith(`${origin}/popup.html`);
      // One that is just closing must not be taken for the one that opens.
      await until('the last popup to be gone', async () => !browser.targets().some(isPopup));
      const appears = browser.waitForTarget(isPopup);
      await page.triggerExtensionAction(installed);
      const popup = await (await appears).asPage();
      await untilReady(popup);
      return new View(popup);
    },
    async openTab(path) {
      const page = await browser.newPage();
      await page.goto(`${origin}${path}`);
      await untilReady(page);
      return new View(page);
    },
    async close() {
      await browser.close();
      await rm(downloads, { recursive: true, force: true });
      if (!options.profile) await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Waits for the view's own mark that it can be used; a popup that has just opened has no frame yet. */
async function untilReady(page: Page): Promise<void> {
  const isReady = async () => page.evaluate(() => performance.getEntriesByName('ready').length > 0);
  await until('the view to be ready', () => isReady().catch(() => false));
}
