import './extension-api.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Page, type Target } from 'puppeteer-core';
import type { BrowserWithExtension, StartOptions } from './browser-with-extension.ts';
import { chromiumBackground } from './chromium-background.ts';
import { prepareProfile } from './chromium-profile.ts';
import { findBrowser } from './find-browser.ts';
import { killAll } from './kill-all.ts';
import { setTrap } from './trap.ts';
import { until, untilReady, View } from './view.ts';

/** The built extension. */
export const CHROME_BUILD = join(import.meta.dirname, '../../.output/chrome-mv3');

/** Keeps the browser from making requests by itself, so that tests talk to this machine alone. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  // Features that would ask a server for the time, the purpose of form fields, the signed-in user and news.
  '--disable-features=NetworkTimeServiceQuerying,AutofillServerCommunication',
  '--gaia-url=http://127.0.0.1:9',
  '--component-updater=url-source=http://127.0.0.1:9',
];

interface ChromiumOptions extends StartOptions {
  /** A profile to use again in later runs; if omitted, a new one that is deleted with the browser. */
  readonly profile?: string;
  /** Accept-Language and `navigator.languages`, e.g. `ro-MD,ro`. */
  readonly languages?: string;
  readonly headless?: boolean;
}

/** Chromium, and its own drivers: its headless window has neither menus nor shortcuts. */
export interface ChromiumWithExtension extends BrowserWithExtension {
  /**
   * Sends the background the event of one of the extension's commands. The keys themselves never arrive: the
   * debugging protocol sends keys to the page alone. Unlike the keys, this grants no `activeTab`; opening the popup
   * on the page does, until the page is left.
   */
  dispatchCommand(page: Page, name: string): Promise<void>;
  /**
   * Sends the background the event of a click on an item that it put in the context menu. The menu is the system's
   * own and can't be clicked here. Grants no `activeTab`, as above.
   * @param info the clicked element, and any other fields that the test sets
   */
  dispatchMenuClick(page: Page, info: { menuItemId: string; [detail: string]: unknown }): Promise<void>;
}

/** Closes a popup, or accepts that it is already closing by itself. */
async function closePopup(popup: Target): Promise<void> {
  await popup
    .asPage()
    .then((page) => page.close())
    .catch(() => {});
}

/** Starts Chromium and installs the extension from its folder. */
export async function startChromium(options: ChromiumOptions = {}): Promise<ChromiumWithExtension> {
  const { languages = 'en', headless = true, extension = CHROME_BUILD } = options;
  const { grantable = [], privateWindows = false } = options;
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'mission-evidence-chromium-')));
  const downloads = await mkdtemp(join(tmpdir(), 'mission-evidence-downloads-'));
  await prepareProfile(profile, extension, grantable);
  const asRoot = process.getuid?.() === 0;
  // A browser that somebody watches may make any request.
  const trap = headless ? await setTrap() : undefined;
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
      ...(trap ? [`--proxy-server=127.0.0.1:${trap.port}`] : []),
      ...(asRoot ? ['--no-sandbox'] : []),
      `--accept-lang=${languages}`,
      `--lang=${languages.split(',')[0]}`,
      // A screen on which a popup has the height that it has on a desk, not headless Chromium's 800 × 600.
      '--screen-info={1600x1200}',
      '--window-size=1280,900',
    ],
  });
  const id = await browser.installExtension(extension, { enabledInIncognito: privateWindows });
  const origin = `chrome-extension://${id}`;
  const background = chromiumBackground(browser, origin);

  async function openTab(path: string): Promise<View> {
    const page = await browser.newPage();
    await page.goto(`${origin}${path}`);
    await untilReady(page);
    return new View(page);
  }

  /** Only a page can ask for a permission, and only in answer to the user; `evaluate` counts as that. */
  async function inTab<T>(work: (page: Page) => Promise<T>): Promise<T> {
    const { page } = await openTab('/evidence.html');
    try {
      return await work(page);
    } finally {
      await page.close();
    }
  }

  async function clearAway(): Promise<void> {
    trap?.close();
    await rm(downloads, { recursive: true, force: true });
    if (!options.profile) await rm(profile, { recursive: true, force: true });
  }

  return {
    browser,
    origin,
    downloads,
    requests: trap?.caught ?? [],
    openTab,
    badge: background.badge,
    background: background.worker,
    stopBackground: background.stop,
    dispatchCommand: background.dispatchCommand,
    dispatchMenuClick: background.dispatchMenuClick,
    async openPopup(page) {
      const installed = (await browser.extensions()).get(id);
      if (!installed) throw new Error(`The extension ${id} is not installed`);
      // Bringing a tab to the front that is already there would deselect the others selected with it.
      if (!(await page.evaluate(() => document.hasFocus()))) await page.bringToFront();
      const isPopup = (target: Target) => target.url().startsWith(`${origin}/popup.html`);
      // A closing popup must not be mistaken for the opening one, and one that a failed test left open must not fail
      // the next test as well.
      for (const left of browser.targets().filter(isPopup)) await closePopup(left);
      await until('the last popup to be gone', async () => !browser.targets().some(isPopup));
      const appears = browser.waitForTarget(isPopup);
      await page.triggerExtensionAction(installed);
      const popup = await (await appears).asPage();
      await untilReady(popup);
      return new View(popup);
    },
    async openPrivatePage(url) {
      // For extensions, puppeteer's contexts are private windows.
      const page = await (await browser.createBrowserContext()).newPage();
      await page.goto(url);
      return page;
    },
    async grant(permission) {
      if (!grantable.includes(permission)) throw new Error(`${permission} is not grantable`);
      const granted = await inTab((page) =>
        page.evaluate((name) => chrome.permissions.request({ permissions: [name] }), permission),
      );
      if (!granted) throw new Error(`Chromium did not grant ${permission}`);
    },
    async revoke(permission) {
      await inTab((page) =>
        page.evaluate((name) => chrome.permissions.remove({ permissions: [name] }), permission),
      );
    },
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
