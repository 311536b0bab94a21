import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Piece } from '../../evidence/piece/piece.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import type { View } from '../browsers/view.ts';
import { noteIn } from '../support/pieces.ts';
import { BROWSERS, press, storedUnder } from '../support/two-browsers.ts';

const FIRST = 'abcdefghijklmnopqrst';
const SECOND = '0123456789!?+-*/=<>#';

describe.each(BROWSERS)('%s: two windows', (_, start) => {
  let driver: BrowserWithExtension;

  beforeAll(async () => {
    driver = await start();
  });

  afterAll(() => driver?.close());

  async function openNote(): Promise<View> {
    const list = await driver.openTab('/evidence.html');
    await press(list, 'Edit');
    await list.until('the note', async () => (await list.count('article textarea')) === 1);
    return list;
  }

  it('that write into one note at once lose no letter of each other, and both show the stored text', async () => {
    const list = await driver.openTab('/evidence.html');
    await list.page.evaluate(async () => {
      const page = { url: 'https://school.example/water', title: 'Water' };
      await chrome.runtime.sendMessage({ type: 'tag', domain: 'collaboration', pages: [page] });
    });
    const views = [await openNote(), await openNote()];
    await Promise.all([FIRST, SECOND].map((letters, index) => views[index]?.page.evaluate(typeAll, letters)));
    const note = async () => noteIn((await storedUnder<Piece>(driver, 'evidence:'))[0]);
    for (const view of views) {
      await view.until('the field to show what is stored', async () => {
        const stored = await note();
        return (
          stored.length === FIRST.length + SECOND.length && (await view.value('article textarea')) === stored
        );
      });
    }
    const stored = await note();
    expect([...stored].filter((letter) => FIRST.includes(letter)).join('')).toBe(FIRST);
    expect([...stored].filter((letter) => SECOND.includes(letter)).join('')).toBe(SECOND);
  });
});

/** Runs in a view: types letter after letter at the caret, each in a task of its own. */
async function typeAll(letters: string): Promise<void> {
  const field = document.querySelector<HTMLTextAreaElement>('article textarea');
  if (!field) throw new Error('There is no note');
  field.focus();
  for (const letter of letters) {
    field.setRangeText(letter, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve));
  }
}
