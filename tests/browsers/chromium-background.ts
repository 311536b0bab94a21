import type { Browser, Page, Target, WebWorker } from 'puppeteer-core';
import type { Badge } from './browser-with-extension.ts';

/** The background of an extension in Chromium: a service worker that starts and stops. */
export interface ChromiumBackground {
  /** Starts the worker if it sleeps. */
  worker(): Promise<WebWorker>;
  /** Stops it, whatever it is doing, and waits until it is gone. */
  stop(): Promise<void>;
  /** Brings a page to the front and reads the toolbar button over it. */
  badge(page: Page): Promise<Badge>;
  /** Sends the event of a command with this page's tab. */
  dispatchCommand(page: Page, name: string): Promise<void>;
  /** Sends the event of a click in the context menu with this page's tab. */
  dispatchMenuClick(page: Page, info: { menuItemId: string }): Promise<void>;
}

/** @param origin `chrome-extension://<id>` */
export function chromiumBackground(browser: Browser, origin: string): ChromiumBackground {
  const isWorker = (target: Target) => target.type() === 'service_worker' && target.url().startsWith(origin);

  async function worker(): Promise<WebWorker> {
    if (!browser.targets().some(isWorker)) await start();
    const found = await (await browser.waitForTarget(isWorker)).worker();
    if (!found) throw new Error('The background was gone before it could be reached');
    return found;
  }

  /** The command belongs to a page's session, not the browser's; any page will do that is not private. */
  async function start(): Promise<void> {
    const [page = await browser.newPage()] = await browser.defaultBrowserContext().pages();
    const session = await page.createCDPSession();
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.startWorker', { scopeURL: `${origin}/` });
    await session.detach();
  }

  /** Wakes the worker first: that may open a page. */
  async function workerBehind(page: Page): Promise<WebWorker> {
    const found = await worker();
    await page.bringToFront();
    return found;
  }

  return {
    worker,
    async stop() {
      const target = browser.targets().find(isWorker);
      if (!target) return;
      const gone = new Promise<void>((resolve) => {
        browser.on('targetdestroyed', function heard(other) {
          if (other !== target) return;
          browser.off('targetdestroyed', heard);
          resolve();
        });
      });
      await (await target.worker())?.close();
      await gone;
    },
    async badge(page) {
      return (await workerBehind(page)).evaluate(async () => {
        const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
        if (!tab) throw new Error('No tab is active');
        const { id: tabId } = tab;
        const [text, title] = await Promise.all([
          chrome.action.getBadgeText({ tabId }),
          chrome.action.getTitle({ tabId }),
        ]);
        return { text, title };
      });
    },
    async dispatchCommand(page, name) {
      await (await workerBehind(page)).evaluate(async (name) => {
        const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
        chrome.commands.onCommand.dispatch(name, tab);
      }, name);
    },
    async dispatchMenuClick(page, info) {
      await (await workerBehind(page)).evaluate(async (info) => {
        const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
        chrome.contextMenus.onClicked.dispatch({ editable: false, ...info }, tab);
      }, info);
    },
  };
}
