import type { Browser, Page, WebWorker } from 'puppeteer-core';
import type { View } from './view.ts';

/** What one page's toolbar button says. */
export interface Badge {
  /** The few letters on the button; '' when there are none. */
  readonly text: string;
  /** What it says when it is pointed at. */
  readonly title: string;
}

/** Where functions can be run: a page or the background. */
export type Place = Pick<WebWorker, 'evaluate'>;

export interface StartOptions {
  /** The folder of the extension; the build when it is not given. */
  readonly extension?: string;
  /** Whether the extension may run in private windows, as the user decides on the browser's own page. */
  readonly privateWindows?: boolean;
  /**
   * The optional permissions that the browser grants when the extension asks, without the question
   * that no test can answer. They are declared in the manifest, and none is granted at the start.
   */
  readonly grantable?: readonly string[];
}

/** A real browser with the built extension in it. */
export interface BrowserWithExtension {
  readonly browser: Browser;
  /** `chrome-extension://<id>` or `moz-extension://<id>` */
  readonly origin: string;
  /** Where what the browser downloads goes; a new folder for each browser. */
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
  /** Opens an address in a new private window; the extension is there when `privateWindows` was chosen. */
  openPrivatePage(url: string): Promise<Page>;
  /** Brings a page to the front and reads the toolbar button over it. */
  badge(page: Page): Promise<Badge>;
  /** The background, which is started when it sleeps. It holds no longer than until it is stopped. */
  background(): Promise<Place>;
  /** Stops the background as the browser does when it idles, and waits until it is gone. */
  stopBackground(): Promise<void>;
  /** Grants an optional permission, as the user does who says yes. @throws when it is not `grantable` */
  grant(permission: string): Promise<void>;
  /** Takes it away again. */
  revoke(permission: string): Promise<void>;
  /** Ends the browser, and its profile unless that was handed in. */
  close(): Promise<void>;
  /** Ends the browser with all its processes as nothing but `kill -9` does; what else {@link close} does, too. */
  kill(): Promise<void>;
}
