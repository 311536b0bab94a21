/**
 * The inside of Firefox (ESR 153) that tests use in its own window. None of it is a stable interface; with a newer
 * Firefox that differs, the first popup fails to open.
 */
declare global {
  /** A window of the browser. */
  type FirefoxWindow = Window & { gBrowser: { selectedBrowser: XulBrowser } };

  /** The element that shows a page. */
  interface XulBrowser extends HTMLElement {
    permanentKey?: object;
    readonly webProgress: { readonly isLoadingDocument: boolean };
    readonly currentURI: { readonly spec: string };
  }

  /** A menu or a panel that pops up. */
  interface XulPopup extends HTMLElement {
    readonly state: 'closed' | 'open' | 'showing' | 'hiding';
    hidePopup(): void;
    /** Chooses an item as a click on it does. */
    activateItem(item: Element): void;
  }

  interface XulMenuItem extends HTMLElement {
    readonly label: string;
    /** The submenu that opens from it, if any. */
    readonly menupopup?: XulPopup;
    openMenu(open: boolean): void;
  }

  interface RunningExtension {
    readonly views: Set<{
      readonly viewType: 'popup' | 'background' | 'tab';
      readonly xulBrowser: XulBrowser;
    }>;
    wakeupBackground(): Promise<void>;
    terminateBackground(how: {
      ignoreDevToolsAttached: boolean;
      disableResetIdleForTest: boolean;
    }): Promise<void>;
  }

  interface ExtensionPermissionChange {
    permissions: string[];
    origins: string[];
    data_collection: string[];
  }

  interface FirefoxModules {
    'chrome://remote/content/shared/NavigableManager.sys.mjs': {
      NavigableManager: {
        getBrowserById(id: string): XulBrowser | null;
        getIdForBrowser(browser: XulBrowser): string | null;
      };
    };
    'chrome://remote/content/shared/webdriver/Event.sys.mjs': { event: typeof forTests.input };
    'resource://gre/modules/ExtensionPermissions.sys.mjs': {
      ExtensionPermissions: Record<
        'add' | 'remove',
        (id: string, change: ExtensionPermissionChange, tell: RunningExtension) => Promise<void>
      >;
    };
    'resource:///modules/BrowserWindowTracker.sys.mjs': {
      BrowserWindowTracker: { promiseOpenWindow(how: { private: boolean }): Promise<FirefoxWindow> };
    };
  }

  const ChromeUtils: { importESModule<Name extends keyof FirefoxModules>(name: Name): FirefoxModules[Name] };
  const CustomizableUI: { AREA_NAVBAR: string; addWidgetToArea(widget: string, area: string): void };
  const WebExtensionPolicy: { getByID(id: string): { extension: RunningExtension } | null };

  /** Added to the window by the driver itself (`firefox-itself.ts`). */
  var forTests: {
    extension(): RunningExtension;
    /** The name of a page in BiDi. */
    idOf(browser: XulBrowser): string | null;
    /** The window with a page's tab. */
    windowOf(pageId: string): FirefoxWindow;
    /** The extension's toolbar button; none if the extension may not run. */
    buttonIn(window: FirefoxWindow): HTMLElement | null;
    /** Mouse and keys as from the hardware, in CSS pixels of the window. */
    readonly input: {
      synthesizeMouseAtPoint(x: number, y: number, how: object, window: FirefoxWindow): Promise<boolean>;
      sendSingleKey(
        key: {
          key: string;
          code: string;
          printable: boolean;
          altKey: boolean;
          ctrlKey: boolean;
          metaKey: boolean;
          shiftKey: boolean;
        },
        window: FirefoxWindow,
      ): void;
    };
  };
}

export {};
