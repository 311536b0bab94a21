import type { Browser, Page } from 'puppeteer-core';
import type { View } from './view.ts';

/** A real browser with the built extension in it. */
export interface BrowserWithExtension {
  readonly browser: Browser;
  /** `chrome-extension://<id>` or `moz-extension://<id>` */
  readonly origin: string;
  /** Where what the browser downloads goes; a new folder for each browser. */
  readonly downloads: string;
  /** Opens the popup over a page, as its toolbar button does, and waits until it can be used. */
  openPopup(page: Page): Promise<View>;
  /** Opens one of the extension's pages in a tab and waits until it can be used. */
  openTab(path: string): Promise<View>;
  /** Ends the browser, and its profile unless that was handed in. */
  close(): Promise<void>;
}
