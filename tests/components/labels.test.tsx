import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { EvidencePage } from '../../components/evidence-page/EvidencePage.tsx';
import type { Piece } from '../../evidence/piece/piece.ts';
import type { Draft } from '../../evidence/storage/draft.ts';
import { type MemoryArea, memoryArea } from '../support/memory-area.ts';
import { FIRST_ORIGIN, piece } from '../support/pieces.ts';
import { clear, find, PAGE, show, text, until, untilText } from '../support/show.tsx';
import { showPopup } from '../support/show-popup.tsx';

/* Labels, typed by hand: each is stored once it is complete, and waits in the page's draft until then. */

const URL_OF_PAGE = PAGE.url as string;
const KEY = `evidence:collaboration:${URL_OF_PAGE}`;
const FIELD = 'input[autocomplete]';

const areaWith = (labels: string[] = []) =>
  memoryArea({
    settings: { version: 1, language: 'en', origin: FIRST_ORIGIN },
    [KEY]: piece({ url: URL_OF_PAGE, ...(labels.length > 0 && { labels }) }),
  });
const stored = (area: MemoryArea) => (area.items.get(KEY) as Piece).labels ?? [];
const waiting = (area: MemoryArea) => (area.items.get(`draft:${URL_OF_PAGE}`) as Draft | null)?.label?.text;
const untilStored = (area: MemoryArea, ...labels: string[]) =>
  until(`the labels ${labels.join()}`, () => stored(area).join() === labels.join());
const untilWaiting = (area: MemoryArea, label: string | undefined) =>
  until(`the draft to say ${label}`, () => waiting(area) === label);

async function press(words: string): Promise<void> {
  let button: HTMLButtonElement | undefined;
  await until(`the button “${words}”`, () => {
    button = [...document.querySelectorAll('button')].find((one) => one.innerText.trim().endsWith(words));
    return button !== undefined;
  });
  await userEvent.click(button as HTMLButtonElement);
}

async function openPopup(area = areaWith()): Promise<HTMLInputElement> {
  showPopup({ area });
  await press('Details');
  const field = await find<HTMLInputElement>(FIELD);
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  return field;
}

afterEach(clear);

describe('a label', () => {
  it('that is half typed is not stored, and is there when the popup opens again', async () => {
    const area = areaWith(['Air']);
    await openPopup(area);
    await userEvent.keyboard(', Wat');
    await untilWaiting(area, 'Wat');
    expect(stored(area)).toEqual(['Air']);
    expect(area.items.get('labels')).toEqual(['Air']);
    clear();
    expect(stored(area)).toEqual(['Air']);
    const field = await openPopup(area);
    expect(field.value).toBe('Air, Wat');
    await userEvent.keyboard('er,');
    await untilStored(area, 'Air', 'Water');
    await untilWaiting(area, undefined);
  });

  it.each<[string, () => Promise<void>, string]>([
    ['a comma', () => userEvent.keyboard(','), 'Water,'],
    ['Enter', () => userEvent.keyboard('{Enter}'), 'Water, '],
    ['leaving the field', () => userEvent.click(document.querySelector('select[id]') as Element), 'Water'],
  ])('is completed by %s, and offered from then on', async (_, end, shown) => {
    const area = areaWith();
    const field = await openPopup(area);
    await userEvent.keyboard('Water');
    await untilWaiting(area, 'Water');
    await end();
    await untilStored(area, 'Water');
    await untilWaiting(area, undefined);
    expect(field.value).toBe(shown);
    expect(area.items.get('labels')).toEqual(['Water']);
  });

  it('is not typed to the end by a look into another window', async () => {
    const area = areaWith();
    const field = await openPopup(area);
    await userEvent.keyboard('Wat');
    await untilWaiting(area, 'Wat');
    // What the browser says when the window loses the focus: the field keeps its own.
    field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
    await userEvent.keyboard('er');
    await untilWaiting(area, 'Water');
    expect(stored(area)).toEqual([]);
    expect(area.items.get('labels') ?? []).toEqual([]);
  });

  it.each([
    ['the pointer', () => press('eSafety')],
    ['the keyboard', () => userEvent.keyboard('{Tab}{Enter}')],
  ])(
    'that is chosen with %s completes the typed beginning, which leaves nothing behind',
    async (_, choose) => {
      const area = areaWith();
      const field = await openPopup(area);
      await userEvent.keyboard('es');
      await untilWaiting(area, 'es');
      await choose();
      await untilStored(area, 'eSafety');
      await untilWaiting(area, undefined);
      expect(area.items.get('labels')).toEqual(['eSafety']);
      expect(document.activeElement).toBe(field);
      expect(field.value).toBe('eSafety');
      expect(Object.keys((area.items.get(KEY) as Piece).changedAt ?? {})).toHaveLength(1);
    },
  );

  it('that is rewritten stays until the new one is complete', async () => {
    const area = areaWith(['Water', 'Air']);
    const field = await openPopup(area);
    field.setSelectionRange(5, 5);
    await userEvent.keyboard('s');
    await untilWaiting(area, 'Waters');
    expect(stored(area)).toEqual(['Water', 'Air']);
    expect(field.value).toBe('Waters, Air');
    expect(field.selectionStart).toBe(6);
    field.blur();
    await untilStored(area, 'Waters', 'Air');
  });

  it('that another window adds is not lost by typing', async () => {
    const area = areaWith(['Air']);
    const field = await openPopup(area);
    await userEvent.keyboard(', Wat');
    await untilWaiting(area, 'Wat');
    await area.set({ [KEY]: piece({ url: URL_OF_PAGE, labels: ['Air', 'Sea'] }) });
    await until('both', () => field.value === 'Air, Sea, Wat');
    await userEvent.keyboard('er,');
    await untilStored(area, 'Air', 'Sea', 'Water');
  });

  it('over the limit of a page is reported, and not lost', async () => {
    const all = Array.from({ length: 20 }, (_, number) => `L${number}`);
    const area = areaWith(all);
    const field = await openPopup(area);
    await userEvent.keyboard(', Water');
    field.blur();
    await untilText('No more than 20 labels are kept');
    await untilWaiting(area, 'Water');
    expect(field.value).toBe([...all, 'Water'].join(', '));
    expect(stored(area)).toEqual(all);
  });
});

describe('labels on the evidence page', () => {
  it('leave the piece open for the next one after Enter, and include the half typed label of the popup', async () => {
    const area = areaWith(['Air']);
    await openPopup(area);
    await userEvent.keyboard(', Wat');
    await untilWaiting(area, 'Wat');
    show(<EvidencePage />, { area });
    await press('Edit');
    const field = await find<HTMLInputElement>(`article ${FIELD}`);
    expect(field.value).toBe('Air, Wat');
    field.focus();
    field.setSelectionRange(8, 8);
    await userEvent.keyboard('er{Enter}Sea{Enter}');
    await untilStored(area, 'Air', 'Water', 'Sea');
    expect(field.isConnected).toBe(true);
    await userEvent.keyboard('{Enter}');
    await until('the piece to close', () => !field.isConnected);
    expect(text()).toContain('Sea');
  });
});
