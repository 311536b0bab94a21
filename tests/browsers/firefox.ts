import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findBrowser } from './find-browser.ts';

/** The built extension. */
export const FIREFOX_BUILD = join(import.meta.dirname, '../../.output/firefox-mv3');

/** The address that this profile gives the extension, so that tests know it beforehand. */
const UUID = '0f7b9b5e-2d0c-4f7e-9a51-7c1d2e3f4a5b';

const EXTENSION_ID = '{6f0c8a3e-4c1b-4f0b-9d3e-2a51e7c0b7d4}';
const ORIGIN = `moz-extension://${UUID}`;

interface FirefoxOptions {
  /** Kept between runs when given; else a new one that goes with the browser. */
  readonly profile?: string;
  /** `navigator.languages`, e.g. `ro-MD, ro`. */
  readonly languages?: string;
  /** The built extension, or a test copy of it that may see the tabs' addresses. */
  readonly extension?: string;
}

/** A Firefox with the built extension in it. */
export interface FirefoxWithExtension {
  readonly browser: Browser;
  readonly origin: string;
  /** Opens one of the extension's pages in a tab and waits until it can be used. */
  openTab(path: string): Promise<Page>;
  close(): Promise<void>;
}

/** Starts Firefox and installs the extension from its folder, as a temporary add-on. */
export async function startFirefox(options: FirefoxOptions = {}): Promise<FirefoxWithExtension> {
  const { languages = 'en', extension = FIREFOX_BUILD } = options;
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'mission-evidence-firefox-')));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findBrowser('firefox'),
    headless: true,
    userDataDir: profile,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [EXTENSION_ID]: UUID }),
      'intl.accept_languages': languages,
      'extensions.webextensions.keepStorageOnUninstall': true,
      'app.normandy.enabled': false,
      'browser.safebrowsing.downloads.remote.enabled': false,
    },
  });
  await browser.installExtension(extension);

  return {
    browser,
    origin: ORIGIN,
    async openTab(path) {
      const page = await browser.newPage();
      // The navigation never reports its end for a moz-extension: address, though the page loads.
      page.goto(`${ORIGIN}${path}`).catch(() => {});
      await untilReadyInFirefox(page);
      return page;
    },
    async close() {
      await browser.close();
      if (!options.profile) await rm(profile, { recursive: true, force: true });
    },
  };
}

async function untilReadyInFirefox(page: Page): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const ready = await page
      .evaluate(() => performance.getEntriesByName('ready').length > 0)
      .catch(() => false);
    if (ready) return;
    if (Date.now() > deadline) throw new Error(`${page.url()} did not become ready`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
