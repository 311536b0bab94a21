import type { Page } from 'puppeteer-core';
import { type FirefoxItself, idOfPage } from './firefox-itself.ts';
import { until, untilReady, View } from './view.ts';

/** The views of the extension that are in no tab. */
export interface FirefoxViews {
  /** Waits for the popup that an action opens over a page, until it can be used. */
  popupOver(page: Page, open: () => Promise<void>): Promise<View>;
  /** Starts the background if it sleeps. */
  background(): Promise<Page>;
  /** Stops it and waits until it is gone. */
  stopBackground(): Promise<void>;
}

export function firefoxViews(firefox: FirefoxItself): FirefoxViews {
  let popup: Page | undefined;
  let background: Page | undefined;

  async function closePopup(): Promise<void> {
    await until('the last popup to be gone', () => firefox.run(hidePopups));
    if (popup) firefox.forget(popup);
    popup = undefined;
  }

  return {
    async popupOver(page, open) {
      // Firefox opens no popup while another is open.
      await closePopup();
      await open();
      let id: string | null = null;
      await until('the popup to open', async () => {
        id = await firefox.run(findPopup, idOfPage(page));
        return id !== null;
      });
      popup = await firefox.pageOf(id ?? '');
      await untilReady(popup);
      return new View(popup, closePopup);
    },
    async background() {
      const id = await firefox.run(wakeBackground);
      if (background && idOfPage(background) !== id) firefox.forget(background);
      background = await firefox.pageOf(id);
      return background;
    },
    async stopBackground() {
      await firefox.run(stopBackground);
      if (background) firefox.forget(background);
      background = undefined;
    },
  };
}

/** Runs in Firefox. @returns whether none is left */
function hidePopups(): boolean {
  const popups = [...forTests.extension().views].filter((view) => view.viewType === 'popup');
  for (const { xulBrowser } of popups) xulBrowser.closest<XulPopup>('panel')?.hidePopup();
  return popups.length === 0;
}

/** Runs in Firefox. @returns the visible popup in the page's window, if any */
function findPopup(pageId: string): string | null {
  const { document } = forTests.windowOf(pageId);
  const browsers = document.querySelectorAll<XulBrowser>('browser.webextension-popup-browser');
  const seen = [...browsers].find((one) => one.closest<XulPopup>('panel')?.state === 'open');
  return seen ? forTests.idOf(seen) : null;
}

/** Runs in Firefox. @returns the background, which runs now */
async function wakeBackground(): Promise<string> {
  const extension = forTests.extension();
  await extension.wakeupBackground();
  const view = [...extension.views].find((one) => one.viewType === 'background');
  const id = view && forTests.idOf(view.xulBrowser);
  if (!id) throw new Error('The background did not start');
  return id;
}

/** Runs in Firefox; pending calls to the background do not keep it alive. */
async function stopBackground(): Promise<void> {
  const extension = forTests.extension();
  if (![...extension.views].some((one) => one.viewType === 'background')) return;
  await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
}
