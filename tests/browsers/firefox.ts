import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { zipSync } from 'fflate';
import puppeteer, { type Page } from 'puppeteer-core';
import type { BrowserWithExtension } from './browser-with-extension.ts';
import { findBrowser } from './find-browser.ts';
import { until, View } from './view.ts';

/** The extension's own `browser`, inside its pages; what runs there is sent to them as text. */
declare global {
  const browser: {
    action: { openPopup(): Promise<void> };
    storage: { local: { clear(): Promise<void> } };
    extension: { getViews(filter: { type: 'popup' }): Window[] };
  };
}

/** The built extension. */
export const FIREFOX_BUILD = join(import.meta.dirname, '../../.output/firefox-mv3');

/** The address that this profile gives the extension, so that tests know it beforehand. */
const UUID = '0f7b9b5e-2d0c-4f7e-9a51-7c1d2e3f4a5b';

const EXTENSION_ID = '{6f0c8a3e-4c1b-4f0b-9d3e-2a51e7c0b7d4}';
const ORIGIN = `moz-extension://${UUID}`;

interface FirefoxOptions {
  /**
   * A profile kept between runs, in which the extension is installed for good (ESR takes an unsigned
   * file there); without one, a new profile that goes with the browser, and a temporary add-on.
   */
  readonly profile?: string;
  /** `navigator.languages`, e.g. `ro-MD, ro`. */
  readonly languages?: string;
}

/**
 * Starts Firefox with a copy of the built extension that may see the tabs' addresses: opening the
 * popup by program grants no `activeTab`, as a click does. Nothing else in the copy differs.
 */
export async function startFirefox(options: FirefoxOptions = {}): Promise<BrowserWithExtension> {
  const { languages = 'en' } = options;
  const folder = await mkdtemp(join(tmpdir(), 'mission-evidence-firefox-'));
  const profile = options.profile ?? join(folder, 'profile');
  const downloads = join(folder, 'downloads');
  await mkdir(join(profile, 'extensions'), { recursive: true });
  await mkdir(downloads);
  const extension = await copyThatSeesTabs(join(folder, 'extension'));
  if (options.profile) await pack(extension, join(profile, 'extensions', `${EXTENSION_ID}.xpi`));

  const firefox = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findBrowser('firefox'),
    headless: true,
    userDataDir: profile,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [EXTENSION_ID]: UUID }),
      'intl.accept_languages': languages,
      'xpinstall.signatures.required': false,
      'extensions.autoDisableScopes': 0,
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'app.normandy.enabled': false,
    },
  });
  if (!options.profile) await firefox.installExtension(extension);

  async function openTab(path: string): Promise<View> {
    const page = await firefox.newPage();
    // The navigation never reports its end for a moz-extension: address, though the page loads.
    page.goto(`${ORIGIN}${path}`).catch(() => {});
    await until(`${path} to be ready`, () => isReady(page));
    return new View(page);
  }

  /** A page of the extension stays open in the background: only such a page can open and see the popup. */
  let helper: Page | undefined;

  return {
    browser: firefox,
    origin: ORIGIN,
    downloads,
    openTab,
    async openPopup(page) {
      helper ??= (await openTab('/popup.html')).page;
      const from = helper;
      await page.bringToFront();
      // Firefox opens no popup while another is open.
      await from.evaluate(() => browser.extension.getViews({ type: 'popup' })[0]?.close());
      await until('the last popup to be gone', async () => (await popupsOf(from)) === 0);
      await from.evaluate(() => browser.action.openPopup());
      await until('the popup to be ready', () => popupIsReady(from));
      return new View(from, true);
    },
    async close() {
      await firefox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function copyThatSeesTabs(target: string): Promise<string> {
  await cp(FIREFOX_BUILD, target, { recursive: true });
  const path = join(target, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  manifest.permissions.push('tabs');
  await writeFile(path, JSON.stringify(manifest));
  return target;
}

async function pack(folder: string, target: string): Promise<void> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const entries = files
    .filter((entry) => entry.isFile())
    .map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path).replaceAll('\\', '/'), await readFile(path)] as const;
    });
  await writeFile(target, zipSync(Object.fromEntries(await Promise.all(entries))));
}

function isReady(page: Page): Promise<boolean> {
  return page.evaluate(() => performance.getEntriesByName('ready').length > 0).catch(() => false);
}

function popupsOf(page: Page): Promise<number> {
  return page.evaluate(() => browser.extension.getViews({ type: 'popup' }).length);
}

function popupIsReady(page: Page): Promise<boolean> {
  return page.evaluate(() =>
    browser.extension
      .getViews({ type: 'popup' })
      .some((view) => view.performance.getEntriesByName('ready').length > 0),
  );
}
