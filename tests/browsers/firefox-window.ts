import type { Page } from 'puppeteer-core';
import type { Badge } from './browser-with-extension.ts';
import { type FirefoxItself, idOfPage } from './firefox-itself.ts';
import { until } from './view.ts';

/** Clicks the extension's toolbar button over a page with the pointer. */
export async function clickButton(firefox: FirefoxItself, page: Page): Promise<void> {
  await page.bringToFront();
  const click = (pageId: string) => {
    const window = forTests.windowOf(pageId);
    const { x, y, width, height } = forTests.buttonIn(window)?.getBoundingClientRect() ?? new DOMRect();
    if (width === 0) return false;
    return forTests.input.synthesizeMouseAtPoint(x + width / 2, y + height / 2, {}, window).then(() => true);
  };
  await until('the toolbar button', () => firefox.run(click, idOfPage(page)));
}

/** Reads the toolbar button over a page. */
export async function badgeOver(firefox: FirefoxItself, page: Page): Promise<Badge> {
  await page.bringToFront();
  return firefox.run((pageId) => {
    const button = forTests.buttonIn(forTests.windowOf(pageId));
    if (!button) throw new Error('There is no toolbar button');
    const { extensionTitle } = JSON.parse(button.dataset.l10nArgs ?? '{}');
    return { text: button.getAttribute('badge') ?? '', title: String(extensionTitle) };
  }, idOfPage(page));
}

/**
 * Presses keys in the window of a page; the browser handles them first.
 * @param shortcut as in a manifest: modifiers, then a letter or a digit, e.g. `Alt+Shift+M`
 */
export async function pressShortcut(firefox: FirefoxItself, page: Page, shortcut: string): Promise<void> {
  await page.bringToFront();
  const names = shortcut.split('+');
  const key = names.pop() ?? '';
  await firefox.run(
    (pageId, key, names) => {
      forTests.input.sendSingleKey(
        {
          key,
          code: /\d/.test(key) ? `Digit${key}` : `Key${key}`,
          printable: true,
          altKey: names.includes('Alt'),
          ctrlKey: names.includes('Ctrl'),
          metaKey: names.includes('Command'),
          shiftKey: names.includes('Shift'),
        },
        forTests.windowOf(pageId),
      );
    },
    idOfPage(page),
    key,
    names,
  );
}

/**
 * Opens the context menu over an element and chooses an item, down its submenus.
 * @param path the words of the items, e.g. `['Tag as evidence', 'Collaboration']`
 * @throws with the existing items if one is missing
 */
export async function chooseFromContextMenu(
  firefox: FirefoxItself,
  page: Page,
  selector: string,
  path: readonly string[],
): Promise<void> {
  await page.bringToFront();
  await page.click(selector, { button: 'right' });
  const isOpen = (pageId: string) => {
    const menu = forTests.windowOf(pageId).document.getElementById('contentAreaContextMenu');
    return (menu as XulPopup).state === 'open';
  };
  await until('the context menu', () => firefox.run(isOpen, idOfPage(page)));
  await firefox.run(
    async (pageId, path) => {
      const { document } = forTests.windowOf(pageId);
      const menu = document.getElementById('contentAreaContextMenu') as XulPopup;
      const once = (popup: XulPopup, event: string) =>
        new Promise((resolve) => {
          popup.addEventListener(event, function heard({ target }) {
            if (target !== popup) return;
            popup.removeEventListener(event, heard);
            resolve(undefined);
          });
        });
      const closed = once(menu, 'popuphidden');
      let popup = menu;
      for (const label of path) {
        const items = [...popup.children].filter((item) => !(item as XulMenuItem).hidden) as XulMenuItem[];
        const item = items.find((one) => one.label === label);
        if (!item) {
          menu.hidePopup();
          throw new Error(`No “${label}” among ${items.map((one) => one.label).filter(Boolean)}`);
        }
        if (item.menupopup) {
          const opened = once(item.menupopup, 'popupshown');
          item.openMenu(true);
          await opened;
          popup = item.menupopup;
        } else {
          popup.activateItem(item);
        }
      }
      await closed;
    },
    idOfPage(page),
    path,
  );
}
