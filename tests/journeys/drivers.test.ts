import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserWithExtension, StartOptions } from '../browsers/browser-with-extension.ts';
import { type ChromiumWithExtension, startChromium } from '../browsers/chromium.ts';
import { type FirefoxWithExtension, startFirefox } from '../browsers/firefox.ts';
import { until } from '../browsers/view.ts';
import { type SchoolSite, serveSchoolSite } from '../school-site/serve.ts';

/* The abilities of the drivers of the two browsers, so that a journey that relies on them proves something. */

/** The background, which records its events for the tests. */
declare global {
  var heard: string[];
}

let site: SchoolSite;
let chromium: ChromiumWithExtension;
let firefox: FirefoxWithExtension;

const OPTIONS: StartOptions = { privateWindows: true, grantable: ['tabs'] };

beforeAll(async () => {
  site = await serveSchoolSite();
  [chromium, firefox] = await Promise.all([startChromium(OPTIONS), startFirefox(OPTIONS)]);
});

afterAll(async () => {
  await Promise.all([chromium?.close(), firefox?.close(), site?.close()]);
});

/** A tab of its own on a page of the school's site. */
async function pageAt(driver: BrowserWithExtension, path: string): Promise<Page> {
  const page = await driver.browser.newPage();
  await page.goto(`${site.origin}${path}`);
  return page;
}

/** @returns the extension's view of the active tab; undefined if it may not see it */
async function seenAddress(driver: BrowserWithExtension): Promise<string | undefined> {
  const background = await driver.background();
  return background.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return tab?.url;
  });
}

describe.each([
  ['Chromium', () => chromium],
  ['Firefox', () => firefox],
] as const)('the driver of %s', (_name, driverOf) => {
  it('clicks the real toolbar button: activeTab lets the popup see, read and picture this page', async () => {
    const driver: BrowserWithExtension = driverOf();
    const page = await pageAt(driver, '/en.html?granted');
    await page.bringToFront();
    expect(await seenAddress(driver)).toBeUndefined();

    const popup = await driver.openPopup(page);
    const seen = await popup.page.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
      if (!tab) throw new Error('No tab is active');
      const [read] = await chrome.scripting.executeScript({
        target: { tabId: tab.id },
        func: () => document.querySelector('h1')?.textContent ?? '',
      });
      return { url: tab.url, heading: read?.result, picture: await chrome.tabs.captureVisibleTab() };
    });
    expect(seen.url).toBe(`${site.origin}/en.html?granted`);
    expect(seen.heading).toBe(await page.$eval('h1', (heading) => heading.textContent));
    expect(seen.picture).toMatch(/^data:image\/\w+;base64,.{1000}/);
    await popup.close();
    await page.close();
  });

  it('drives the popup with the real pointer and keys', async () => {
    const driver: BrowserWithExtension = driverOf();
    const page = await pageAt(driver, '/en.html?pointer');
    const popup = await driver.openPopup(page);
    await popup.page.keyboard.press('4');
    await popup.untilTagged(4);
    await popup.page.click('li:nth-child(2) button[aria-pressed]');
    await popup.untilTagged(2, 4);
    await popup.page.waitForSelector('li:nth-child(2) textarea');
    await popup.page.focus('li:nth-child(2) textarea');
    await popup.page.keyboard.type('Why?');
    await popup.until('what was typed', async () => (await popup.value('textarea')).endsWith('Why?'));
    await popup.close();
    await page.close();
  });

  it('opens the popup in a private window', async () => {
    const driver: BrowserWithExtension = driverOf();
    const page = await driver.openPrivatePage(`${site.origin}/en.html?private`);
    const popup = await driver.openPopup(page);
    const tab = await popup.page.evaluate(
      async () => (await chrome.tabs.query({ active: true, currentWindow: true }))[0],
    );
    expect(tab).toMatchObject({ incognito: true, url: `${site.origin}/en.html?private` });
    await popup.close();
    await page.close();
  });

  it('stops the background, and a click in the popup starts it again', async () => {
    const driver: BrowserWithExtension = driverOf();
    const page = await pageAt(driver, '/en.html?stopped');
    await (await driver.background()).evaluate(() => {
      globalThis.heard = ['before'];
    });
    const popup = await driver.openPopup(page);
    await driver.stopBackground();
    await popup.click('button[aria-pressed]', 2);
    await popup.untilTagged(3);
    await popup.close();
    expect(await (await driver.background()).evaluate(() => globalThis.heard)).toBeUndefined();
    await page.close();
  });

  it('reads the toolbar button', async () => {
    const driver: BrowserWithExtension = driverOf();
    const page = await pageAt(driver, '/en.html?badge');
    expect(await driver.badge(page)).toMatchObject({ text: '' });
    await (await driver.background()).evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      if (!tab) throw new Error('No tab is active');
      await chrome.action.setBadgeText({ text: '3', tabId: tab.id });
      await chrome.action.setTitle({ title: 'Tagged', tabId: tab.id });
    });
    await until('the new badge', async () => {
      const { text, title } = await driver.badge(page);
      return text === '3' && title === 'Tagged';
    });
    await page.close();
  });

  it('grants an optional permission and removes it', async () => {
    const driver: BrowserWithExtension = driverOf();
    const page = await pageAt(driver, '/en.html?optional');
    const address = async () => {
      await page.bringToFront();
      return seenAddress(driver);
    };
    expect(await address()).toBeUndefined();
    await driver.grant('tabs');
    expect(await address()).toBe(`${site.origin}/en.html?optional`);
    await driver.revoke('tabs');
    expect(await address()).toBeUndefined();
    await page.close();
  });

  it('lets the extension’s own question be answered with yes', async () => {
    const driver: BrowserWithExtension = driverOf();
    const list = await driver.openTab('/evidence.html');
    await list.page.evaluate(() => {
      document.body.addEventListener(
        'click',
        async () => {
          const granted = await chrome.permissions.request({ permissions: ['tabs'] });
          document.body.dataset.granted = String(granted);
        },
        { once: true },
      );
    });
    await list.page.click('h1');
    await list.until('an answer', async () => (await list.attributes('body', 'data-granted'))[0] === 'true');
    await driver.revoke('tabs');
    await list.close();
  });
});

/** Makes the background record the choice in a menu that replaces the product's. */
async function noteMenu(driver: BrowserWithExtension): Promise<void> {
  await (await driver.background()).evaluate(async () => {
    globalThis.heard = [];
    await chrome.contextMenus.removeAll();
    chrome.contextMenus.create({ id: 'tag', title: 'Tag this page', contexts: ['page'] });
    chrome.contextMenus.create({ id: 'first', parentId: 'tag', title: 'First domain', contexts: ['page'] });
    chrome.contextMenus.create({ id: 'second', parentId: 'tag', title: 'Second', contexts: ['page'] });
    chrome.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
      globalThis.heard.push(`${menuItemId} ${tab?.url}`);
    });
  });
}

async function untilHeard(driver: BrowserWithExtension, ...expected: string[]): Promise<void> {
  const heard = async () => (await driver.background()).evaluate(() => globalThis.heard);
  await until(expected.join(), async () => (await heard()).join() === expected.join());
}

describe('only in Firefox', () => {
  it('opens the popup by its keys, with activeTab', async () => {
    const page = await pageAt(firefox, '/en.html?keys');
    const popup = await firefox.openPopup(page, 'Alt+Shift+M');
    await popup.untilText('Our spring');
    expect(await seenAddress(firefox)).toBe(`${site.origin}/en.html?keys`);
    await popup.close();
    await page.close();
  });

  it('chooses the extension’s item in the real context menu, with activeTab', async () => {
    await noteMenu(firefox);
    const page = await pageAt(firefox, '/en.html?menu');
    await firefox.chooseFromContextMenu(page, 'h1', ['Tag this page', 'Second']);
    await untilHeard(firefox, `second ${site.origin}/en.html?menu`);
    await expect(firefox.chooseFromContextMenu(page, 'h1', ['Nothing'])).rejects.toThrow('Tag this page');
    await page.close();
  });
});

describe('only in Chromium', () => {
  it('sends the background the event of a click in the context menu', async () => {
    await noteMenu(chromium);
    const page = await pageAt(chromium, '/en.html?menu');
    await (await chromium.openPopup(page)).close();
    await chromium.dispatchMenuClick(page, { menuItemId: 'first' });
    await untilHeard(chromium, `first ${site.origin}/en.html?menu`);
    await page.close();
  });

  it('sends the background a command', async () => {
    const page = await pageAt(chromium, '/en.html?command');
    await (await chromium.background()).evaluate(() => {
      globalThis.heard = [];
      chrome.commands.onCommand.addListener((name) => globalThis.heard.push(name));
    });
    await chromium.dispatchCommand(page, 'tag-first');
    await untilHeard(chromium, 'tag-first');
    await page.close();
  });
});
