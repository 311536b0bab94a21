import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageKey } from '../../evidence/page/page-address.ts';
import { contributionsOf } from '../../evidence/piece/contribution.ts';
import { PIECE_VERSION, type Piece } from '../../evidence/piece/piece.ts';
import { itemsOf } from '../support/evidence-store.ts';
import { type MemoryArea, memoryArea } from '../support/memory-area.ts';
import { FIRST_ORIGIN, noteIn, piece } from '../support/pieces.ts';
import { clear, fill, find, PAGE, text, until, untilText, violations } from '../support/show.tsx';
import { showPopup } from '../support/show-popup.tsx';

const buttons = () => [...document.querySelectorAll<HTMLButtonElement>('button[aria-pressed]')];
const pressed = () => buttons().map((button) => button.getAttribute('aria-pressed') === 'true');
const tagged = (index: number) => until(`domain ${index + 1} tagged`, () => pressed()[index] === true);

/** The same page in the list of Ana, a colleague of Maria. */
const ANA = { url: PAGE.url ?? '', origin: 'ana', taggedBy: 'Ana', note: 'Ana’s note.' };
const KEY = `evidence:collaboration:${pageKey(ANA.url)}`;

/** The list of Maria, with one piece. */
function areaWith(one: Piece): MemoryArea {
  const settings = { version: 1, language: 'en', origin: 'me', name: 'Maria' };
  return memoryArea({ settings, ...itemsOf([one]) });
}

/** @returns the notes of whoever tagged the stored pieces first */
function notesIn(area: MemoryArea): string[] {
  return [...area.items]
    .filter(([key]) => key.startsWith('evidence:'))
    .map(([, value]) => noteIn(value as Piece));
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  clear();
  vi.restoreAllMocks();
});

describe('the popup', () => {
  it('has exactly five pressable buttons in Mission order, and axe finds nothing', async () => {
    showPopup();
    await untilText('eTwinning School Mission');
    expect(buttons().map((button) => button.innerText.split('\n')[0])).toEqual(['1', '2', '3', '4', '5']);
    expect(pressed()).toEqual(Array(5).fill(false));
    expect(await violations()).toEqual([]);
  });

  it('signals when it can be used', async () => {
    performance.clearMarks('ready');
    showPopup();
    await until('the mark', () => performance.getEntriesByName('ready').length === 1);
    expect(buttons()).toHaveLength(5);
  });

  it('reads the same few keys however long the list is', async () => {
    const many = Array.from({ length: 2_000 }, (_, index) => {
      const url = `https://school.example/${index}`;
      return [`evidence:collaboration:${url}`, piece({ url })];
    });
    const counts = {
      'shared-leadership': 0,
      collaboration: 2_000,
      'student-agency': 0,
      'model-school': 0,
      'inclusive-innovation': 0,
    };
    const area = memoryArea({
      ...Object.fromEntries(many),
      summary: { version: 1, counts },
      settings: { version: 1, language: 'en' },
    });
    showPopup({ area });
    await untilText('Evidence list: 2000');
    // The five pieces of the page, its draft, waiting passages and picture, two tallies, the summary, the last
    // action, the recovery report.
    expect(area.calls.every(({ name, keys }) => name === 'get' && keys !== null && keys <= 13)).toBe(true);
  });

  it('says in one line that colleagues wrote something, and shows one’s own note separately', async () => {
    const area = areaWith(piece({ ...ANA, contributions: [{ origin: 'me', by: 'Maria' }] }));
    showPopup({ area });
    await untilText('Also tagged by Ana');
    expect(text()).not.toContain('Ana’s note.');
    (await find('details summary')).click();
    await untilText('Ana’s note.');
    const note = await find<HTMLTextAreaElement>('textarea');
    expect(note.value).toBe('');
    fill(note, 'Mine.');
    await until('both notes', () => JSON.stringify(area.items.get(KEY)).includes('Mine.'));
    expect(area.items.get(KEY)).toMatchObject({
      contributions: [
        { origin: 'ana', by: 'Ana', note: 'Ana’s note.' },
        { origin: 'me', by: 'Maria', note: 'Mine.' },
      ],
    });
    expect(await violations()).toEqual([]);
  });

  it('shows a row that only colleagues tagged as one’s own only once it is pressed, and again when that is undone', async () => {
    const area = areaWith(piece(ANA));
    const anas = (area.items.get(KEY) as Piece).contributions;
    showPopup({ area });
    await untilText('Tagged by Ana');
    expect(text()).not.toMatch(/also/i);
    expect(pressed()).toEqual(Array(5).fill(false));
    expect(document.querySelector('textarea')).toBeNull();
    // What colleagues wrote can be read before deciding.
    (await find('details summary')).click();
    await untilText('Ana’s note.');
    expect(await violations()).toEqual([]);

    buttons()[1]?.click();
    await tagged(1);
    await untilText('Also tagged by Ana');
    expect(area.items.get(KEY)).toMatchObject({
      contributions: [...(anas ?? []), { origin: 'me', by: 'Maria' }],
    });
    expect((await find<HTMLTextAreaElement>('textarea')).value).toBe('');
    expect(document.querySelector('[role=status]')?.textContent).toBe('Tagged under domain 2.');
    expect(await violations()).toEqual([]);

    (await find('p > button')).click();
    await until('it to be off again', () => !pressed()[1]);
    await until('the first words', () => text().includes('Tagged by Ana') && !/also/i.test(text()));
    expect(contributionsOf(area.items.get(KEY) as Piece)).toMatchObject([
      { origin: 'ana', note: 'Ana’s note.' },
    ]);
  });

  it('takes only one’s own tag off a row that colleagues tagged as well, and brings it back with its note', async () => {
    const area = areaWith(piece({ ...ANA, contributions: [{ origin: 'me', by: 'Maria', note: 'Mine.' }] }));
    showPopup({ area });
    await untilText('Also tagged by Ana');
    expect(pressed()).toEqual([false, true, false, false, false]);
    buttons()[1]?.click();
    await until('it to be off', () => !pressed()[1]);
    await untilText('Tagged by Ana');
    expect(text()).not.toMatch(/also/i);
    expect(document.querySelector('[role=status]')?.textContent).toContain('Taken off domain 2.');
    expect(area.items.get(KEY)).not.toHaveProperty('deletedAt');
    expect(contributionsOf(area.items.get(KEY) as Piece)).toMatchObject([
      { origin: 'ana', note: 'Ana’s note.' },
    ]);

    (await find('p > button')).click();
    await tagged(1);
    expect((await find<HTMLTextAreaElement>('textarea')).value).toBe('Mine.');
  });

  it('opens with one’s own note, though a colleague changed the page under another domain later', async () => {
    const mine = piece({ url: ANA.url, origin: 'me', taggedBy: 'Maria', note: 'Mine.' });
    const hers = piece({ ...ANA, domain: 'model-school', updatedAt: '2026-07-01T00:00:00.000Z' });
    const settings = { version: 1, language: 'en', origin: 'me', name: 'Maria' };
    showPopup({ area: memoryArea({ settings, ...itemsOf([mine, hers]) }) });
    await untilText('Tagged by Ana');
    expect((await find<HTMLTextAreaElement>('li:nth-child(2) textarea')).value).toBe('Mine.');
  });

  it('names colleagues without a name, each name once, and opens nothing where nobody wrote a note', async () => {
    const others = ['ion-1', 'ion-2', 'nobody-1', 'nobody-2'].map((origin, n) => ({
      origin,
      ...(n < 2 && { by: 'Ion' }),
    }));
    showPopup({ area: areaWith(piece({ ...ANA, note: '', contributions: others })) });
    await untilText('Tagged by Ana, Ion, a colleague');
    expect(document.querySelector('details')).toBeNull();
    expect(await violations()).toEqual([]);
  });

  it('leaves typed text in the field and says so if it can’t be saved, and saves it when it can', async () => {
    const area = showPopup();
    await untilText('eTwinning School Mission');
    buttons()[1]?.click();
    const note = await find<HTMLTextAreaElement>('textarea');
    area.failing.set = new Error('QUOTA_BYTES quota exceeded');
    fill(note, 'Do not lose me');
    await untilText('The browser could not save this.');
    note.blur();
    expect(note.value).toBe('Do not lose me');
    expect(await violations()).toEqual([]);
    delete area.failing.set;
    fill(note, 'Do not lose me!');
    await until('the notice to go', () => !text().includes('could not save'));
    expect(notesIn(area)).toEqual(['Do not lose me!']);
  });

  it('holds a text that could not be saved, whatever else is done, and saves it on demand', async () => {
    const area = showPopup();
    await untilText('eTwinning School Mission');
    buttons()[1]?.click();
    const note = await find<HTMLTextAreaElement>('textarea');
    area.failing.set = new Error('disk full');
    fill(note, 'Do not lose me');
    await untilText('Not saved yet');
    note.blur();
    delete area.failing.set;
    buttons()[4]?.click();
    await tagged(4);
    await untilText('The browser could not save this.');
    document.querySelector<HTMLButtonElement>('[role=alert] button')?.click();
    await until('the notice to go', () => !text().includes('could not save'));
    expect(notesIn(area)).toContain('Do not lose me');
  });

  it('shows a tag only when it is stored', async () => {
    const area = showPopup();
    await untilText('eTwinning School Mission');
    area.failing.set = new Error('no');
    buttons()[0]?.click();
    await untilText('The browser could not save this.');
    expect(pressed()).toEqual(Array(5).fill(false));
  });

  it('says that reading failed, still shows the mission, and tries again', async () => {
    const area = memoryArea({
      settings: { version: 1, language: 'en', origin: FIRST_ORIGIN },
      [`evidence:collaboration:${PAGE.url}`]: piece({ url: PAGE.url as string }),
    });
    area.failing.get = new Error('IO error');
    showPopup({ area });
    await until('the error', () => document.querySelector('[role=alert] button') !== null);
    expect(buttons()).toHaveLength(5);
    expect(buttons().every((button) => button.getAttribute('aria-disabled') === 'true')).toBe(true);
    expect(text()).not.toMatch(/\b0\b/);
    delete area.failing.get;
    document.querySelector<HTMLButtonElement>('[role=alert] button')?.click();
    await tagged(1);
    await until('the focus on the heading', () => document.activeElement?.tagName === 'H1');
  });

  it('corrects a summary that is missing or contradicts the page', async () => {
    const area = memoryArea({
      settings: { version: 1, language: 'en' },
      [`evidence:collaboration:${PAGE.url}`]: piece({ url: PAGE.url as string }),
    });
    showPopup({ area });
    await until('the summary', () => area.items.has('summary'));
    expect(area.items.get('summary')).toMatchObject({ counts: { collaboration: 1 } });
  });

  it('tags once at a hasty double click', async () => {
    showPopup();
    await untilText('eTwinning School Mission');
    buttons()[3]?.click();
    buttons()[3]?.click();
    await tagged(3);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(pressed()).toEqual([false, false, false, true, false]);
  });

  it('shows a piece that a newer version saved, and leaves it', async () => {
    const url = PAGE.url as string;
    const key = `evidence:collaboration:${url}`;
    const newer = { ...piece({ url, note: 'From the future' }), version: PIECE_VERSION + 1, stars: 5 };
    const settings = { version: 1, language: 'en', origin: FIRST_ORIGIN };
    const area = memoryArea({ settings, [key]: newer });
    showPopup({ area });
    const note = await find<HTMLTextAreaElement>('textarea');
    expect(note.value).toBe('From the future');
    expect(note.readOnly).toBe(true);
    buttons()[1]?.click();
    await untilText('saved by a newer version of Mission Evidence, so this version leaves it as it is');
    expect(area.items.get(key)).toEqual(newer);
  });

  it.each([
    ['file:///home/teacher/plan.html', 'This file is on your computer'],
    ['moz-extension://1234/evidence.html', 'This page belongs to the browser'],
    ['about:newtab', 'This page belongs to the browser'],
    [undefined, 'The browser hides the address of this page'],
    [`https://school.example/${'x'.repeat(200_000)}`, 'too long to keep'],
  ])('says in one sentence why %s can’t be tagged', async (url, sentence) => {
    const area = showPopup({ page: { ...PAGE, url, title: 'Any' } });
    await untilText(sentence);
    buttons()[0]?.click();
    expect(buttons()).toHaveLength(5);
    expect([...area.items.keys()].some((key) => key.startsWith('evidence:'))).toBe(false);
  });

  it('changes its language at once when another view chooses one', async () => {
    const area = showPopup();
    await untilText('eTwinning School Mission');
    await area.set({ settings: { version: 1, language: 'pl' } });
    await untilText('Misja Szkół eTwinning');
    expect(document.documentElement.lang).toBe('pl');
  });

  it('names the note for screen readers with its domain, and announces each result once', async () => {
    showPopup();
    await untilText('eTwinning School Mission');
    buttons()[4]?.click();
    await find('textarea');
    const label = document.querySelector('label[for] > span:last-child');
    expect(label?.textContent).toBe('Why is this evidence for domain 5?');
    const statuses = [...document.querySelectorAll('[role=status]')].map((status) => status.textContent);
    expect(statuses).toEqual(['Tagged under domain 5.']);
  });
});
