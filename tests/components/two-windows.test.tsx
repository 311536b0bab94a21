import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EvidencePage } from '../../components/evidence-page/EvidencePage.tsx';
import type { Piece } from '../../evidence/piece/piece.ts';
import { memoryArea } from '../support/memory-area.ts';
import { FIRST_ORIGIN, noteIn, piece } from '../support/pieces.ts';
import { clear, find, show, text, until, untilText } from '../support/show.tsx';

/* The display of a text in a field while another window changes it. */

const URL_OF_PAGE = 'https://school.example/water';
const KEY = `evidence:collaboration:${URL_OF_PAGE}`;
const stored = piece({ url: URL_OF_PAGE, note: 'Water' });

let area: ReturnType<typeof memoryArea>;
let note: HTMLTextAreaElement;

beforeEach(async () => {
  area = show(<EvidencePage />, {
    area: memoryArea({ settings: { version: 1, language: 'en', origin: FIRST_ORIGIN }, [KEY]: stored }),
  });
  await untilText('Water');
  [...document.querySelectorAll('button')].find((one) => one.innerText.trim() === 'Edit')?.click();
  note = await find<HTMLTextAreaElement>('article textarea');
});

afterEach(clear);

const storedNote = () => noteIn(area.items.get(KEY) as Piece);

/** Writes a text as another window does. */
function writeElsewhere(words: string): Promise<void> {
  const now = new Date().toISOString();
  return area.set({
    [KEY]: piece({ url: URL_OF_PAGE, note: words, updatedAt: now, changedAt: { note: now } }),
  });
}

function type(letters: string, options: InputEventInit = {}): void {
  note.focus();
  note.setRangeText(letters, note.selectionStart, note.selectionEnd, 'end');
  note.dispatchEvent(new InputEvent('input', { bubbles: true, ...options }));
}

describe('a field', () => {
  it('that has the focus shows the text another window stored, with the caret at its letters', async () => {
    note.focus();
    note.setSelectionRange(5, 5);
    await writeElsewhere('Clean Water');
    await until('the other text', () => note.value === 'Clean Water');
    expect([note.selectionStart, note.selectionEnd]).toEqual([11, 11]);
    expect(document.activeElement).toBe(note);
  });

  it('that somebody typed in shows the text another window stored afterwards', async () => {
    note.setSelectionRange(5, 5);
    type('!');
    await until('what was typed', () => storedNote() === 'Water!');
    await writeElsewhere('Water');
    await until('the other text', () => note.value === 'Water');
  });

  it('merges both texts if another window stored something before the keystroke arrived', async () => {
    note.setSelectionRange(5, 5);
    const elsewhere = writeElsewhere('Clean Water');
    type('!');
    await elsewhere;
    await until('both', () => storedNote() === 'Clean Water!');
    await until('both in the field', () => note.value === 'Clean Water!');
    expect(note.selectionStart).toBe(12);
  });

  it('does not lose the first letters if their write failed and the next one’s did not', async () => {
    note.setSelectionRange(5, 5);
    area.succeeding = 0;
    const get = area.get.bind(area);
    // The one call that fails is the write.
    area.get = async (keys) => {
      const before = area.succeeding;
      area.succeeding = undefined;
      try {
        return await get(keys);
      } finally {
        area.succeeding = before;
      }
    };
    type('A');
    type('B');
    await until('both letters', () => storedNote() === 'WaterAB');
    expect(note.value).toBe('WaterAB');
  });

  it('is left alone while a character is being composed', async () => {
    note.setSelectionRange(5, 5);
    type('´', { isComposing: true });
    await until('what was typed', () => storedNote() === 'Water´');
    await writeElsewhere('Clean Water´');
    await until('the list to show it', () => text().includes('Water´') || storedNote() === 'Clean Water´');
    expect(note.value).toBe('Water´');
    note.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    await until('the other text', () => note.value === 'Clean Water´');
  });

  it('that is left shows the stored text', async () => {
    type('!');
    await writeElsewhere('From elsewhere');
    note.blur();
    await until('what is stored', () => note.value === storedNote());
  });
});
