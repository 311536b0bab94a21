import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findBrowser } from './find-browser.ts';

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

/** A Chromium with the built extension in it. */
export interface ChromiumWithExtension {
  readonly browser: Browser;
  /** `chrome-extension://<id>` */
  readonly origin: string;
  /** Clicks the toolbar button on a page and waits until the popup can be used. */
  openPopup(page: Page): Promise<Page>;
  /** Opens one of the extension's pages in a tab and waits until it can be used. */
  openTab(path: string): Promise<Page>;
  close(): Promise<void>;
}

/** Starts Chromium and installs the extension from its folder. */
export async function startChromium(options: ChromiumOptions = {}): Promise<ChromiumWithExtension> {
  const { languages = 'en', headless = true, extension = CHROME_BUILD } = options;
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'mission-evidence-chromium-')));
  const asRoot = process.getuid?.() === 0;
  const browser = await puppeteer.launch({
    browser: 'chrome',
    executablePath: findBrowser('chromium'),
    headless,
    pipe: true,
    enableExtensions: true,
    userDataDir: profile,
    defaultViewport: null,
    args: [
      ...QUIET,
      ...(asRoot ? ['--no-sandbox'] : []),
      `--accept-lang=${languages}`,
      `--lang=${languages.split(',')[0]}`,
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
    async openPopup(page) {
      await page.bringToFront();
      const appears = browser.waitForTarget((target) => target.url().startsWith(`${origin}/popup.html`));
      await page.triggerExtensionAction(installed);
      const popup = await (await appears).asPage();
      await untilReady(popup);
      return popup;
    },
    async openTab(path) {
      const page = await browser.newPage();
      await page.goto(`${origin}${path}`);
      await untilReady(page);
      return page;
    },
    async close() {
      await browser.close();
      if (!options.profile) await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Waits for the view's own mark that it can be used. */
export async function untilReady(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('ready').length > 0);
}
