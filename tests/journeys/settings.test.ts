import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { CHROME_BUILD, startChromium } from '../browsers/chromium.ts';
import { until, type View } from '../browsers/view.ts';
import { type SchoolSite, serveSchoolSite } from '../school-site/serve.ts';
import { cutTexts, inTheme, violations } from '../support/page-checks.ts';

/** The browser's own state, read in a page of the extension. */
interface BrowserSays {
  permissions: { contains(what: { permissions: string[] }): Promise<boolean> };
  commands: { getAll(): Promise<{ name: string; shortcut: string }[]> };
  extension: { isAllowedIncognitoAccess(): Promise<boolean> };
  runtime: { openOptionsPage(): Promise<void> };
}

const LANGUAGES = ['en', 'ro', 'pl', 'it', 'et'];
const THEMES = ['light', 'dark'] as const;

/** The narrowest page, in CSS pixels, that must not scroll sideways (WCAG 1.4.10). */
const NARROW_PAGE = 320;

const FIRST_LANGUAGE = 'main section:nth-of-type(1) select';
const NAME = 'main input';
const MENU = 'main section:nth-of-type(3) [role=switch]';
const TABS = 'main section:nth-of-type(4) [role=switch]';
const KEYBOARD = 'main section:nth-of-type(5)';

let site: SchoolSite;
let chromium: BrowserWithExtension;
let page: Page;
let settings: View;

beforeAll(async () => {
  site = await serveSchoolSite();
  chromium = await startChromium({ languages: 'en' });
  page = await chromium.browser.newPage();
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
});

beforeEach(async () => {
  for (const tab of await settingsTabs()) await tab.close();
  settings = await chromium.openTab('/options.html');
  await settings.page.evaluate(() => chrome.runtime.sendMessage({ type: 'erase-everything' }));
  await settings.until('English', async () => (await settings.text('h1')) === 'Settings');
});

async function settingsTabs(): Promise<Page[]> {
  const pages = await chromium.browser.pages();
  return pages.filter((tab) => tab.url() === `${chromium.origin}/options.html`);
}

async function popupOn(path: string): Promise<View> {
  await page.goto(`${site.origin}${path}`);
  return chromium.openPopup(page);
}

async function stored(key: string): Promise<unknown> {
  const items = await settings.page.evaluate((wanted) => chrome.storage.local.get([wanted]), key);
  return items[key];
}

async function isOn(selector: string, view = settings): Promise<boolean> {
  return (await view.attributes(selector, 'aria-checked'))[0] === 'true';
}

describe('the settings in Chromium', () => {
  it('are one click or key away from the popup, and open in one tab, which closes the popup', async () => {
    await settings.page.close();
    const popup = await popupOn('/en.html?settings');
    await popup.page.click('footer a[title]').catch(() => {});
    await until('the settings', async () => (await settingsTabs()).length === 1);
    const again = await popupOn('/en.html?settings');
    await again.page.focus('footer a[title]');
    await again.page.keyboard.press('Enter').catch(() => {});
    await until('the popup to be gone', async () => again.page.isClosed());
    expect(await settingsTabs()).toHaveLength(1);
    const [tab] = await settingsTabs();
    await until('the tab in front', async () => {
      return (await tab?.evaluate(() => document.visibilityState)) === 'visible';
    });
  });

  it('are one click away from the evidence page, which is one click away from them', async () => {
    await settings.page.close();
    const list = await chromium.openTab('/evidence.html');
    await list.page.click('header a[title="Settings"]');
    await until('the settings', async () => (await settingsTabs()).length === 1);
    const [tab] = await settingsTabs();
    await tab?.waitForSelector('header a');
    await tab?.click('header a');
    await until('the list in front', () => list.page.evaluate(() => document.visibilityState === 'visible'));
    await list.page.close();
  });

  it('open in a tab as the browser’s page for the extension’s options', async () => {
    const list = await chromium.openTab('/evidence.html');
    await settings.page.close();
    await list.page.evaluate(() => (chrome as unknown as BrowserSays).runtime.openOptionsPage());
    await until('the settings', async () => (await settingsTabs()).length === 1);
    await list.page.close();
  });

  it('change the language of every view, open or opened later, and clear the choice', async () => {
    const list = await chromium.openTab('/evidence.html');
    await list.untilText('Nothing collected yet');
    await settings.page.bringToFront();
    await settings.page.select(FIRST_LANGUAGE, 'it');
    await settings.untilText('Impostazioni', 'h1');
    await list.untilText('Non hai ancora raccolto nulla');
    expect(await list.attributes('html', 'lang')).toEqual(['it']);
    await list.page.close();
    const popup = await popupOn('/it.html?language');
    expect(await popup.attributes('html', 'lang')).toEqual(['it']);
    await popup.page.close();
    await settings.page.bringToFront();
    await settings.page.select(FIRST_LANGUAGE, '');
    await settings.untilText('Settings', 'h1');
    expect(await settings.attributes('html', 'lang')).toEqual(['en']);
  });

  it('save the name to its last letter, and put it on pages tagged from then on', async () => {
    await settings.page.type(NAME, 'Ana Pop');
    await settings.page.close();
    const popup = await popupOn('/en.html?named');
    await popup.click('button[aria-pressed]', 1);
    await popup.untilTagged(2);
    await popup.page.close();
    settings = await chromium.openTab('/options.html');
    expect(await settings.value(NAME)).toBe('Ana Pop');
    const [key] = await settings.page.evaluate(async () =>
      Object.keys(await chrome.storage.local.get(null)).filter((one) => one.startsWith('evidence:')),
    );
    expect(await stored(key as string)).toMatchObject({
      contributions: [{ by: 'Ana Pop', origin: expect.stringMatching(/./) }],
    });
  });

  it('save whether pages have an entry in the menu of the right mouse button', async () => {
    expect(await isOn(MENU)).toBe(true);
    await settings.page.click(MENU);
    await settings.until('it to be off', async () => !(await isOn(MENU)));
    expect(await stored('settings')).toEqual({ version: 1, contextMenu: false });
    const again = await chromium.openTab('/options.html');
    expect(await isOn(MENU, again)).toBe(false);
    await again.page.close();
    await settings.page.bringToFront();
    await settings.page.focus(MENU);
    await settings.page.keyboard.press('Space');
    await settings.until('it to be on', () => isOn(MENU));
    expect(await stored('settings')).toEqual({ version: 1, contextMenu: true });
  });

  it('show every command with its keys, as the browser has them, and open its page for them', async () => {
    const commands = await settings.page.evaluate(() => (chrome as unknown as BrowserSays).commands.getAll());
    expect(commands.map(({ name }) => name)).toContain('_execute_action');
    await settings.until(
      'a row for each, and one for the popup',
      async () => (await settings.count(`${KEYBOARD} dl > div`)) === commands.length + 1,
    );
    const shown = (await settings.texts(`${KEYBOARD} dd`)).slice(0, -1);
    expect(shown).toEqual(commands.map(({ shortcut }) => shortcut || 'no key set'));
    expect(shown).toContain('Alt+Shift+M');
    await settings.page.click(`${KEYBOARD} button`);
    const target = await chromium.browser.waitForTarget(
      (one) => one.url() === 'chrome://extensions/shortcuts',
    );
    await (await target.page())?.close();
  });
});

describe('the permissions, as the browser has them', () => {
  /** The state in the view and the state in the browser. */
  async function tabs(view: View): Promise<{ shown: boolean; real: boolean }> {
    const real = await view.page.evaluate(() =>
      (chrome as unknown as BrowserSays).permissions.contains({ permissions: ['tabs'] }),
    );
    return { shown: await isOn(TABS, view), real };
  }

  it('say that tabs are not allowed from the start', async () => {
    expect(await tabs(settings)).toEqual({ shown: false, real: false });
  });

  /**
   * A program can't answer the browser's own question. So the test uses a copy of the build that has the permission
   * from the start, which the browser never removes; nothing else in it differs.
   */
  it('say that tabs are allowed if they are, and that the browser refuses to remove that if it does', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mission-evidence-tabs-'));
    await cp(CHROME_BUILD, folder, { recursive: true });
    const path = join(folder, 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    manifest.permissions.push('tabs');
    await writeFile(path, JSON.stringify(manifest));
    const other = await startChromium({ languages: 'en', extension: folder });
    try {
      const view = await other.openTab('/options.html');
      await view.until('the switch', () => isOn(TABS, view));
      expect(await tabs(view)).toEqual({ shown: true, real: true });
      await view.page.click(TABS);
      await view.untilText('The browser did not change this.', '[role=status]');
      expect(await tabs(view)).toEqual({ shown: true, real: true });
    } finally {
      await other.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe.each(LANGUAGES)('in %s', (language) => {
  beforeEach(async () => {
    await settings.page.select(FIRST_LANGUAGE, language);
    await settings.until(language, async () => (await settings.attributes('html', 'lang'))[0] === language);
  });

  it('axe finds nothing, light and dark', async () => {
    for (const theme of THEMES) {
      await inTheme(settings.page, theme);
      expect(await violations(settings.page), theme).toEqual([]);
    }
  });

  it('no text is cut on a narrow page, and it does not scroll sideways', async () => {
    await settings.page.setViewport({ width: NARROW_PAGE, height: 800 });
    expect(await cutTexts(settings.page)).toEqual([]);
  });

  it('the popup has the way to the list, the language and the settings on one line', async () => {
    await settings.page.evaluate(() => {
      const counts = {
        'shared-leadership': 999,
        collaboration: 222,
        'student-agency': 1,
        'model-school': 0,
        'inclusive-innovation': 3,
      };
      return chrome.storage.local.set({ summary: { version: 1, counts } });
    });
    const popup = await popupOn('/en.html?footer');
    await popup.untilText('1225', 'footer');
    const { width, middles } = await popup.page.evaluate(() => ({
      width: innerWidth,
      middles: [...document.querySelectorAll('footer a, footer select')].map((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return Math.round((top + bottom) / 2);
      }),
    }));
    expect(width).toBe(420);
    expect(middles).toHaveLength(3);
    expect(new Set(middles).size).toBe(1);
    expect(await cutTexts(popup.page)).toEqual([]);
    await popup.page.close();
  });
});
