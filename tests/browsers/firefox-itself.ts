import './firefox-internals.ts';
import type { Browser, Page, Target } from 'puppeteer-core';

/** Values that can be sent into Firefox and back. */
type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Plain[]
  | { readonly [name: string]: Plain };

/**
 * puppeteer's own connection over WebDriver BiDi. It is public in the program and missing in its types; there is no
 * other way to Firefox's own window, nor to the events that Firefox does not report.
 */
interface Connection {
  send(method: string, params: object): Promise<{ result: unknown }>;
  /** Makes puppeteer believe that Firefox sent an event. */
  emit(event: string, params: object): void;
}

/** The answer of `script.callFunction`. */
type Answer =
  | { type: 'success'; result: { value: string } }
  | { type: 'exception'; exceptionDetails: { text: string } };

/** Firefox itself, as its own code sees it: its window, its toolbar, its add-ons. */
export interface FirefoxItself {
  /**
   * Runs a function in Firefox's own window. It is sent as text: it sees the declarations of `firefox-internals.ts`
   * and its arguments, nothing of its file.
   */
  run<A extends Plain[], R>(work: (...args: A) => R | Promise<R>, ...args: A): Promise<R>;
  /** Installs an extension from its folder, until Firefox ends. */
  install(folder: string, privateWindows: boolean): Promise<void>;
  /**
   * The page of a view of the extension that is not in a tab: its popup or its background. Firefox carries out BiDi's
   * commands in them, but never reports that they exist.
   * @param id the id from `forTests.idOf`
   */
  pageOf(id: string): Promise<Page>;
  /** Reports that such a view is gone; otherwise puppeteer still lists it. */
  forget(page: Page): void;
}

/** @param browser started with `--remote-allow-system-access` */
export async function firefoxItself(browser: Browser, extensionId: string): Promise<FirefoxItself> {
  const { connection } = browser as unknown as { connection: Connection };
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
  const { contexts } = tree.result as { contexts: { context: string }[] };
  const target = { context: contexts[0]?.context };

  const pages = new Map<string, Page>();

  const itself: FirefoxItself = {
    async run(work, ...args) {
      const { result } = await connection.send('script.callFunction', {
        functionDeclaration: `async (args) => JSON.stringify(await (${work})(...JSON.parse(args)) ?? null)`,
        arguments: [{ type: 'string', value: JSON.stringify(args) }],
        awaitPromise: true,
        target,
      });
      const answer = result as Answer;
      if (answer.type === 'exception') throw new Error(`In Firefox: ${answer.exceptionDetails.text}`);
      return JSON.parse(answer.result.value);
    },
    async install(folder, privateWindows) {
      await connection.send('webExtension.install', {
        extensionData: { type: 'path', path: folder },
        'moz:allowPrivateBrowsing': privateWindows,
      });
    },
    async pageOf(id) {
      const known = pages.get(id);
      if (known) return known;
      const appears = new Promise<Target>((resolve) => browser.once('targetcreated', resolve));
      connection.emit('browsingContext.contextCreated', {
        context: id,
        url: '',
        userContext: 'default',
        children: null,
        originalOpener: null,
        parent: null,
      });
      const page = await (await appears).page();
      if (!page) throw new Error(`${id} is no page`);
      pages.set(id, page);
      return page;
    },
    forget(page) {
      const id = idOfPage(page);
      pages.delete(id);
      connection.emit('browsingContext.contextDestroyed', { context: id });
    },
  };
  await itself.run(prepare, extensionId);
  return itself;
}

/** @returns the name of a page in BiDi, which puppeteer's types lack */
export function idOfPage(page: Page): string {
  return (page.mainFrame() as unknown as { _id: string })._id;
}

/** Runs in Firefox: puts the button on the toolbar and `forTests` into its window. */
function prepare(extensionId: string): void {
  const { NavigableManager } = ChromeUtils.importESModule(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  const { event } = ChromeUtils.importESModule('chrome://remote/content/shared/webdriver/Event.sys.mjs');
  const widget = extensionId.toLowerCase().replace(/[^a-z0-9_-]/g, '_');
  CustomizableUI.addWidgetToArea(`${widget}-browser-action`, CustomizableUI.AREA_NAVBAR);

  const extension = () => {
    const found = WebExtensionPolicy.getByID(extensionId)?.extension;
    if (!found) throw new Error(`${extensionId} is not running`);
    return found;
  };
  // BiDi looks for its pages among the tabs alone; the extension's other views are pages to it as well.
  const amongTabs = NavigableManager.getBrowserById.bind(NavigableManager);
  NavigableManager.getBrowserById = (id) =>
    amongTabs(id) ??
    [...extension().views]
      .map((view) => view.xulBrowser)
      .find((browser) => NavigableManager.getIdForBrowser(browser) === id) ??
    null;

  globalThis.forTests = {
    extension,
    input: event,
    idOf(browser) {
      // Firefox sets this on the browsers of tabs alone, and distinguishes browsers by it.
      browser.permanentKey ??= {};
      return NavigableManager.getIdForBrowser(browser);
    },
    windowOf(pageId) {
      const window = amongTabs(pageId)?.ownerDocument.defaultView;
      if (!window) throw new Error('The page is in no tab');
      return window as unknown as FirefoxWindow;
    },
    buttonIn: (window) => window.document.getElementById(`${widget}-BAP`),
  };
}
