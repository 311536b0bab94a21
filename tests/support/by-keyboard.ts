import type { View } from '../browsers/view.ts';

/** A user with a keyboard and ears only. */
export interface KeyboardUser {
  /** Presses Tab until the focus is on an element with a name like this, or one that begins so. */
  tabTo(name: string | RegExp): Promise<void>;
  press(...keys: Parameters<View['page']['keyboard']['press']>[0][]): Promise<void>;
  type(text: string): Promise<void>;
  /**
   * Waits until a live region announces this, and for the focus to be somewhere.
   * @throws if it was announced more than once, or something else as well
   */
  hears(text: string): Promise<void>;
  /** As {@link hears}, after several keys that may each have been answered. */
  hearsAtLast(text: string): Promise<void>;
  /** Waits until the focus is on an element whose name begins so; '' for any element. */
  untilOn(name: string): Promise<void>;
  /** @returns the description of it, besides its name */
  described(): Promise<string>;
}

declare global {
  var said: string[];
}

/** More Tab stops than any view has. */
const MOST_STOPS = 120;

/** @returns the user of a view, who hears its announcements from now on */
export async function byKeyboard(view: View): Promise<KeyboardUser> {
  const { keyboard } = view.page;
  await view.page.bringToFront();
  await view.page.evaluate(() => {
    globalThis.said = [];
    const regions = '[role=status], [role=alert], [aria-live]';
    const texts = new WeakMap<Element, string>();
    for (const region of document.querySelectorAll(regions)) texts.set(region, region.textContent ?? '');
    new MutationObserver(() => {
      for (const region of document.querySelectorAll(regions)) {
        const text = region.textContent ?? '';
        if (text !== texts.get(region) && text !== '') globalThis.said.push(text);
        texts.set(region, text);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });

  function focused(): Promise<string> {
    return view.page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      if (!element || element === document.body || !element.checkVisibility()) return '';
      const labelledBy = element.getAttribute('aria-labelledby');
      const label = labelledBy && document.getElementById(labelledBy)?.innerText;
      return (
        element.getAttribute('aria-label') ||
        label ||
        [...(element.labels ?? [])].map((one) => one.innerText).join(' ') ||
        element.innerText ||
        element.title
      ).trim();
    });
  }

  /** Waits until the last announcement is this. @returns all announcements since the last call */
  async function listen(text: string): Promise<string[]> {
    await view.until(`“${text}” to be said`, () =>
      view.page.evaluate((wanted) => globalThis.said.at(-1)?.includes(wanted) === true, text),
    );
    await view.until('the focus to be somewhere', async () => (await focused()) !== '');
    return view.page.evaluate(() => globalThis.said.splice(0));
  }

  return {
    untilOn: (name) =>
      view.until(`the focus on “${name}”`, async () => {
        const here = await focused();
        return here !== '' && here.startsWith(name);
      }),
    described: () =>
      view.page.evaluate(() => {
        const ids = document.activeElement?.getAttribute('aria-describedby')?.split(' ') ?? [];
        return ids.map((id) => document.getElementById(id)?.innerText).join(' ');
      }),
    async tabTo(name) {
      const stops: string[] = [];
      for (let stop = 0; stop < MOST_STOPS; stop += 1) {
        const here = await focused();
        if (typeof name === 'string' ? here.startsWith(name) : name.test(here)) return;
        stops.push(here);
        await keyboard.press('Tab');
      }
      throw new Error(`Tab never came to “${name}”, but to ${[...new Set(stops)].join(' | ')}`);
    },
    async press(...keys) {
      for (const key of keys) await keyboard.press(key);
    },
    async type(text) {
      await keyboard.type(text);
    },
    async hears(text) {
      const said = await listen(text);
      if (said.length > 1) throw new Error(`More was said than “${text}”: ${said.join(' | ')}`);
    },
    async hearsAtLast(text) {
      await listen(text);
    },
  };
}
