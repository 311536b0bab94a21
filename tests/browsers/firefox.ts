import './extension-api.ts';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { zipSync } from 'fflate';
import puppeteer, { type Page } from 'puppeteer-core';
import type { BrowserWithExtension, StartOptions } from './browser-with-extension.ts';
import { findBrowser } from './find-browser.ts';
import { firefoxItself, idOfPage } from './firefox-itself.ts';
import { firefoxViews } from './firefox-views.ts';
import { badgeOver, chooseFromContextMenu, clickButton, pressShortcut } from './firefox-window.ts';
import { killAll } from './kill-all.ts';
import { setTrap } from './trap.ts';
import { until, untilReady, View } from './view.ts';

/** The built extension. */
export const FIREFOX_BUILD = join(import.meta.dirname, '../../.output/firefox-mv3');

/** The address that this profile gives the extension, so that tests know it beforehand. */
const UUID = '0f7b9b5e-2d0c-4f7e-9a51-7c1d2e3f4a5b';

const EXTENSION_ID = '{6f0c8a3e-4c1b-4f0b-9d3e-2a51e7c0b7d4}';
const ORIGIN = `moz-extension://${UUID}`;

interface FirefoxOptions extends StartOptions {
  /**
   * A profile to use again in later runs, with the extension installed for good (ESR accepts an unsigned file there),
   * for windows that are not private. If omitted, a new profile that is deleted with the browser, and a temporary
   * add-on.
   */
  readonly profile?: string;
  /** `navigator.languages`, e.g. `ro-MD, ro`. */
  readonly languages?: string;
}

/** Firefox, and its own drivers: its window accepts the pointer and the keys. */
export interface FirefoxWithExtension extends BrowserWithExtension {
  /**
   * Opens the popup over a page, which grants `activeTab` there, and waits until it can be used.
   * @param shortcut the keys to open it with, e.g. `Alt+Shift+M`, rather than a click on its button
   */
  openPopup(page: Page, shortcut?: string): Promise<View>;
  /** Presses keys in the window of a page: modifiers, then a letter or a digit, e.g. `Alt+Shift+M`. */
  pressShortcut(page: Page, shortcut: string): Promise<void>;
  /**
   * Opens the context menu over an element of a page and clicks an item of it.
   * @param path the words of the items, from the menu down its submenus
   */
  chooseFromContextMenu(page: Page, selector: string, path: readonly string[]): Promise<void>;
}

/** Starts Firefox and installs the extension from its folder. */
export async function startFirefox(options: FirefoxOptions = {}): Promise<FirefoxWithExtension> {
  const { languages = 'en', extension = FIREFOX_BUILD, grantable = [], privateWindows = false } = options;
  const folder = await mkdtemp(join(tmpdir(), 'mission-evidence-firefox-'));
  const profile = options.profile ?? join(folder, 'profile');
  const downloads = join(folder, 'downloads');
  await mkdir(join(profile, 'extensions'), { recursive: true });
  await mkdir(downloads);
  if (options.profile) await pack(extension, join(profile, 'extensions', `${EXTENSION_ID}.xpi`));

  const trap = await setTrap();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findBrowser('firefox'),
    headless: true,
    userDataDir: profile,
    args: ['--remote-allow-system-access'],
    // Lets a release of Firefox believe puppeteer that there is no server with settings for it.
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [EXTENSION_ID]: UUID }),
      'intl.accept_languages': languages,
      'xpinstall.signatures.required': false,
      'extensions.autoDisableScopes': 0,
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      // Its panel would get the focus in place of the page, some time after a download began.
      'browser.download.alwaysOpenPanel': false,
      'app.normandy.enabled': false,
      'media.gmp-manager.updateEnabled': false,
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': trap.port,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': trap.port,
      'extensions.webextOptionalPermissionPrompts': grantable.length === 0,
    },
  });
  const firefox = await firefoxItself(browser, EXTENSION_ID);
  if (!options.profile) await firefox.install(extension, privateWindows);
  const views = firefoxViews(firefox);

  async function clearAway(): Promise<void> {
    trap.close();
    await rm(folder, { recursive: true, force: true });
  }

  return {
    browser,
    origin: ORIGIN,
    downloads,
    requests: trap.caught,
    async openTab(path) {
      const page = await browser.newPage();
      // The navigation never reports its end for a moz-extension: address, though the page loads.
      page.goto(`${ORIGIN}${path}`).catch(() => {});
      await untilReady(page);
      return new View(page);
    },
    openPopup: (page, shortcut) =>
      views.popupOver(page, () =>
        shortcut ? pressShortcut(firefox, page, shortcut) : clickButton(firefox, page),
      ),
    async openPrivatePage(url) {
      const id = await firefox.run(openPrivateWindow);
      // Firefox would mistake the end of a page it opens by itself for the end of ours.
      await until('the private window', () => firefox.run(isLoaded, id));
      const page = (await browser.pages()).find((one) => idOfPage(one) === id);
      if (!page) throw new Error('The private window has no page');
      await page.goto(url);
      return page;
    },
    badge: (page) => badgeOver(firefox, page),
    background: views.background,
    stopBackground: views.stopBackground,
    async grant(permission) {
      if (!grantable.includes(permission)) throw new Error(`${permission} is not grantable`);
      await firefox.run(changePermission, 'add', EXTENSION_ID, permission);
    },
    revoke: (permission) => firefox.run(changePermission, 'remove', EXTENSION_ID, permission),
    pressShortcut: (page, shortcut) => pressShortcut(firefox, page, shortcut),
    chooseFromContextMenu: (page, selector, path) => chooseFromContextMenu(firefox, page, selector, path),
    async close() {
      await browser.close();
      await clearAway();
    },
    async kill() {
      await killAll(browser);
      await clearAway();
    },
  };
}

/** Runs in Firefox. @returns the page in the new window */
async function openPrivateWindow(): Promise<string> {
  const { BrowserWindowTracker } = ChromeUtils.importESModule(
    'resource:///modules/BrowserWindowTracker.sys.mjs',
  );
  const window = await BrowserWindowTracker.promiseOpenWindow({ private: true });
  return forTests.idOf(window.gBrowser.selectedBrowser) ?? '';
}

/** Runs in Firefox. */
function isLoaded(pageId: string): boolean {
  const { webProgress, currentURI } = forTests.windowOf(pageId).gBrowser.selectedBrowser;
  return currentURI.spec !== 'about:blank' && !webProgress.isLoadingDocument;
}

/** Runs in Firefox; the extension is notified, as when the user decides. */
async function changePermission(change: 'add' | 'remove', id: string, permission: string): Promise<void> {
  const { ExtensionPermissions } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  );
  const one = { permissions: [permission], origins: [], data_collection: [] };
  await ExtensionPermissions[change](id, one, forTests.extension());
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
