import type { Browser, Page, WebWorker } from 'puppeteer-core';
import type { View } from './view.ts';

/** The toolbar button over one page. */
export interface Badge {
  /** The few letters on the button; '' if there are none. */
  readonly text: string;
  /** Its words when it is pointed at. */
  readonly title: string;
}

/** Runs functions: in a page or in the background. */
export type Place = Pick<WebWorker, 'evaluate'>;

export interface StartOptions {
  /** The folder of the extension; the build if omitted. */
  readonly extension?: string;
  /** Whether the extension may run in private windows, as the user decides on the browser's own page. */
  readonly privateWindows?: boolean;
  /**
   * The optional permissions that the browser grants when the extension asks, without the question that no test can
   * answer. They are declared in the manifest, and none is granted at the start.
   */
  readonly grantable?: readonly string[];
}

/** A real browser with the built extension in it. */
export interface BrowserWithExtension {
  readonly browser: Browser;
  /** `chrome-extension://<id>` or `moz-extension://<id>` */
  readonly origin: string;
  /** The folder of the browser's downloads; a new one for each browser. */
  readonly downloads: string;
  /** Every request, its own and its pages', that was to leave this machine (`trap.ts`); none did. */
  readonly requests: string[];
  /**
   * Opens the popup over a page by its toolbar button, which grants `activeTab` on that page, and waits
   * until it can be used.
   */
  openPopup(page: Page): Promise<View>;
  /** Opens one of the extension's pages in a tab and waits until it can be used. */
  openTab(path: string): Promise<View>;
  /** Opens an address in a new private window; the extension is there if `privateWindows` was chosen. */
  openPrivatePage(url: string): Promise<Page>;
  /** Brings a page to the front and reads the toolbar button over it. */
  badge(page: Page): Promise<Badge>;
  /** Returns the background, and starts it if it sleeps. Valid only until it is stopped. */
  background(): Promise<Place>;
  /** Stops the background as the browser does when it idles, and waits until it is gone. */
  stopBackground(): Promise<void>;
  /** Grants an optional permission, as a user does who says yes. @throws if it is not `grantable` */
  grant(permission: string): Promise<void>;
  /** Removes it again. */
  revoke(permission: string): Promise<void>;
  /** Ends the browser, and deletes its profile unless that was passed in. */
  close(): Promise<void>;
  /** Ends the browser with all its processes as only `kill -9` does; otherwise like {@link close}. */
  kill(): Promise<void>;
}
