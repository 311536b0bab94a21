import type { Page } from 'puppeteer-core';

/** The longest time for a condition before a test fails, in milliseconds. */
const PATIENCE_MS = 30_000;

/** One view of the extension, driven through its document: the same in a popup and in a tab. */
export class View {
  readonly page: Page;
  readonly #close: () => Promise<void>;

  /**
   * @param page the view's own page
   * @param close closes the view, if its page can't do it
   */
  constructor(page: Page, close = () => page.close()) {
    this.page = page;
    this.#close = close;
  }

  /** Closes the view and waits until it is gone. */
  async close(): Promise<void> {
    await this.#close();
  }

  /** Clicks the element as a script can; journeys that need the real pointer use `page.click`. */
  async click(selector: string, index = 0): Promise<void> {
    await this.until(`${selector} #${index}`, async () => (await this.count(selector)) > index);
    await this.#run('click', selector, index);
  }

  /** Replaces the text in a field, as typing does: the field is focused and gets an input event. */
  async fill(selector: string, text: string, index = 0): Promise<void> {
    await this.until(`${selector} #${index}`, async () => (await this.count(selector)) > index);
    await this.#run('fill', selector, index, text);
  }

  /** Chooses an option of a select. */
  async choose(selector: string, value: string): Promise<void> {
    await this.#run('choose', selector, 0, value);
  }

  /** @returns the visible text of the first match, or '' */
  async text(selector = 'body'): Promise<string> {
    return (await this.#run('text', selector, 0)) as string;
  }

  /** @returns the text of all matches */
  async texts(selector: string): Promise<string[]> {
    return (await this.#run('texts', selector, 0)) as string[];
  }

  async value(selector: string): Promise<string> {
    return (await this.#run('value', selector, 0)) as string;
  }

  /** @returns that attribute of all matches */
  async attributes(selector: string, name: string): Promise<(string | null)[]> {
    return (await this.#run('attributes', selector, 0, name)) as (string | null)[];
  }

  async count(selector: string): Promise<number> {
    return (await this.#run('count', selector, 0)) as number;
  }

  /** Waits until a condition holds. @throws an error that names it, and what the view shows, if it takes too long */
  async until(what: string, condition: () => Promise<boolean>): Promise<void> {
    await until(what, condition, () => this.text());
  }

  /** Waits until a text is somewhere in the view. */
  async untilText(text: string, selector = 'body'): Promise<void> {
    await this.until(`“${text}”`, async () => (await this.text(selector)).includes(text));
  }

  /** The state of the five domain buttons, in order. */
  async pressed(): Promise<boolean[]> {
    return (await this.attributes('button[aria-pressed]', 'aria-pressed')).map((value) => value === 'true');
  }

  /** Waits until exactly these domains (1 to 5) are tagged. */
  async untilTagged(...numbers: number[]): Promise<void> {
    await this.until(`domains ${numbers} tagged`, async () => {
      const tagged = (await this.pressed()).flatMap((on, index) => (on ? [index + 1] : []));
      return tagged.join() === numbers.join();
    });
  }

  #run(action: string, selector: string, index: number, value = ''): Promise<unknown> {
    return this.page.evaluate(
      (action, selector, index, value) => {
        const found = [...document.querySelectorAll<HTMLElement>(selector)];
        const element = found[index] as HTMLInputElement | undefined;
        const tell = (type: string) => element?.dispatchEvent(new Event(type, { bubbles: true }));
        switch (action) {
          case 'click':
            element?.click();
            return;
          case 'fill':
            element?.focus();
            if (element) element.value = value;
            tell('input');
            return;
          case 'choose':
            if (element) element.value = value;
            tell('change');
            return;
          case 'text':
            return element?.innerText ?? '';
          case 'texts':
            return found.map((one) => one.innerText);
          case 'value':
            return element?.value ?? '';
          case 'attributes':
            return found.map((one) => one.getAttribute(value));
          case 'count':
            return found.length;
          default:
            throw new Error(`There is no action ${action}`);
        }
      },
      action,
      selector,
      index,
      value,
    );
  }
}

/**
 * Waits until a condition holds.
 * @param shown returns what is shown instead, for the error
 * @throws an error that names the condition if it takes too long
 */
export async function until(
  what: string,
  condition: () => Promise<boolean>,
  shown?: () => Promise<string>,
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      const instead = await shown?.().catch(String);
      throw new Error(`Waited in vain for ${what}${instead ? `; there is: ${instead.slice(0, 1_000)}` : ''}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits until the view marks that it can be used; a popup that has just opened has no frame yet. */
export async function untilReady(page: Page): Promise<void> {
  const isReady = async () => page.evaluate(() => performance.getEntriesByName('ready').length > 0);
  await until('the view to be ready', () => isReady().catch(() => false));
}
