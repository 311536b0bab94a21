import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EvidencePage } from '../../components/evidence-page/EvidencePage.tsx';
import { createWriter } from '../../evidence/commands/writer.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { deletePiece } from '../../evidence/piece/tagging.ts';
import { createStore } from '../../evidence/storage/store.ts';
import { dateIn } from '../../locales/dates.ts';
import { collaborators } from '../support/collaborators.ts';
import { itemsOf } from '../support/evidence-store.ts';
import { type MemoryArea, memoryArea } from '../support/memory-area.ts';
import { idOf, type PieceFields, piece } from '../support/pieces.ts';
import { clear, fill, find, show, text, until, untilText, violations } from '../support/show.tsx';

const GARDEN = piece({
  url: 'https://school.example/garden',
  title: 'Garden',
  labels: ['Water'],
  taggedBy: 'Anna',
  taggedAt: '2026-03-03T09:00:00.000Z',
});
const CHOIR = piece({
  url: 'https://school.example/choir',
  title: 'Choir',
  taggedAt: '2026-03-02T09:00:00.000Z',
});
const BEES = piece({
  url: 'https://school.example/bees',
  title: 'Bees',
  domain: 'model-school',
  status: 'planned',
});
const NOW = new Date().toISOString();
const GONE = deletePiece(piece({ url: 'https://school.example/gone', title: 'Gone' }), NOW, 'ion');

function open(pieces: readonly Piece[], address = ''): MemoryArea {
  history.replaceState(null, '', location.pathname + address);
  const area = memoryArea({ settings: { version: 1, language: 'en' }, ...itemsOf(pieces) });
  return show(<EvidencePage />, { area });
}

const titles = () =>
  [...document.querySelectorAll('article h3')].map((heading) =>
    (heading.querySelector('a')?.firstChild ?? heading).textContent?.trim(),
  );
const untilTitles = (...wanted: string[]) =>
  until(`${wanted} in the list`, () => titles().join() === wanted.join());
const button = (name: string, root: ParentNode = document) => {
  const found = [...root.querySelectorAll<HTMLButtonElement>('button')].find(
    (one) => one.innerText.trim() === name || one.getAttribute('aria-label') === name,
  );
  if (!found) throw new Error(`There is no button ${name} in ${text()}`);
  return found;
};
const boxes = () => [...document.querySelectorAll<HTMLInputElement>('input[data-select]')];
const ticked = () => boxes().map(({ checked }) => checked);
const press = (key: string, fields: KeyboardEventInit = {}) =>
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...fields }),
  );
const focusedLabel = () => document.activeElement?.getAttribute('aria-label');

async function choose(name: string, value: string) {
  const label = [...document.querySelectorAll('label')].find((one) => one.innerText.startsWith(name));
  const field = label?.querySelector<HTMLSelectElement>('select, input');
  if (!field) throw new Error(`There is no field ${name}`);
  field.value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

async function startSelecting(count: number) {
  await untilText('Select');
  button('Select').click();
  await until('the boxes', () => boxes().length === count);
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  clear();
  history.replaceState(null, '', location.pathname);
  vi.restoreAllMocks();
});

describe('finding on the evidence page', () => {
  it('filters, shows by what, and axe finds nothing', async () => {
    open([GARDEN, CHOIR, BEES]);
    await untilTitles('Garden', 'Choir', 'Bees');
    expect(document.querySelector('main select[aria-describedby], main input[type=date]')).toBeNull();
    button('Filter and sort').click();
    await find('main input[type=date]');
    await choose('Label', 'Water');
    await untilTitles('Garden');
    expect(location.search).toBe('?label=Water');
    expect(text()).toContain('1 of 3 shown');
    expect(await violations()).toEqual([]);
    button('Remove this filter: Label: Water').click();
    await untilTitles('Garden', 'Choir', 'Bees');
    expect(document.activeElement).toBe(button('Filter and sort'));
    expect(location.search).toBe('');
  });

  it('opens as a bookmark says, even for a value that the list does not have', async () => {
    open([GARDEN, CHOIR, BEES], '?status=planned&label=Nowhere');
    await untilText('0 of 3 shown');
    button('Clear filters').click();
    await untilTitles('Garden', 'Choir', 'Bees');
  });

  it('goes back over a filter and a search, not over a letter', async () => {
    open([GARDEN, CHOIR, BEES]);
    await untilTitles('Garden', 'Choir', 'Bees');
    const steps = history.length;
    fill(await find<HTMLInputElement>('input[type=search]'), 'e');
    fill(await find<HTMLInputElement>('input[type=search]'), 'ee');
    await untilTitles('Bees');
    expect(history.length).toBe(steps + 1);
    button('Filter and sort').click();
    await find('main input[type=date]');
    await choose('Planned or done', 'done');
    await untilText('0 of 3 shown');
    history.back();
    await untilTitles('Bees');
    expect(location.search).toBe('?q=ee');
    history.back();
    await untilTitles('Garden', 'Choir', 'Bees');
    expect(location.search).toBe('');
  });
});

describe('selecting on the evidence page', () => {
  it('selects a range with Shift, and changes, deletes and undoes it in one step', async () => {
    const area = open([GARDEN, CHOIR, BEES]);
    await startSelecting(3);
    const [first, , third] = boxes();
    first?.click();
    third?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: true }));
    await untilText('3 selected');
    expect(ticked()).toEqual([true, true, true]);
    expect(await violations()).toEqual([]);

    button('Labels').click();
    const field = await find<HTMLInputElement>('section form input');
    fill(field, 'eSafety, Water');
    await until('the button', () => !button('Add').disabled);
    button('Add').click();
    await untilText('3 pieces changed.');
    expect(area.items.get(`evidence:${idOf(CHOIR)}`)).toMatchObject({ labels: ['eSafety', 'Water'] });

    const calls = area.calls.length;
    button('Delete', document.querySelector('section[aria-label="Selected pieces"]') ?? undefined).click();
    await untilText('3 pieces deleted.');
    expect(area.calls.slice(calls).filter(({ name }) => name === 'set')).toHaveLength(1);
    await untilTitles();
    await until('the focus on Undo', () => document.activeElement === button('Undo'));
    button('Undo').click();
    await untilTitles('Garden', 'Choir', 'Bees');
    await untilText('Undone. Everything is as it was.');
    await until('the focus on Close', () => document.activeElement === button('Close'));
    button('Close').click();
    await until('the bar to go', () => !text().includes('Undone.'));
    expect(document.activeElement).toBe(boxes()[0]);
  });

  it('works by the keyboard alone', async () => {
    open([GARDEN, CHOIR, BEES]);
    await startSelecting(3);
    boxes()[0]?.focus();
    boxes()[0]?.click();
    press('ArrowDown', { shiftKey: true });
    await until('two', () => ticked().join() === 'true,true,false');
    expect(focusedLabel()).toBe('Select “Choir”');
    press('ArrowDown');
    expect(focusedLabel()).toBe('Select “Bees”');
    press(' ', { shiftKey: true });
    await until('all', () => ticked().join() === 'true,true,true');
    press('Escape');
    await until('none', () => ticked().join() === 'false,false,false');
    press('a', { ctrlKey: true });
    await untilText('3 selected');
  });

  it('covers only shown pieces, and moves and exports only those', async () => {
    open([GARDEN, CHOIR, BEES]);
    await startSelecting(3);
    for (const box of boxes()) box.click();
    await untilText('3 selected');
    fill(await find<HTMLInputElement>('input[type=search]'), 'garden');
    await untilText('1 selected');
    const bar = document.querySelector('section[aria-label="Selected pieces"]') ?? document;
    button('Export', bar).click();
    await untilText('Export 1 selected piece');
    document.querySelector<HTMLDialogElement>('dialog')?.close();
    await until('the dialog to close', () => document.querySelector('dialog') === null);
    button('Move', bar).click();
    await until('the domains', () => bar.querySelector('[aria-label^="Move to domain 5"]') !== null);
    bar.querySelector<HTMLButtonElement>('[aria-label^="Move to domain 5"]')?.click();
    await untilText('1 piece moved to domain 5.');
    await until('it there', () => document.querySelector('#inclusive-innovation article') !== null);
  });

  it('leaves pieces selected if they can’t be changed', async () => {
    const area = open([GARDEN, CHOIR]);
    await startSelecting(2);
    for (const box of boxes()) box.click();
    await untilText('2 selected');
    area.failing.set = new Error('disk full');
    button('Delete', document.querySelector('section[aria-label="Selected pieces"]') ?? document).click();
    await untilText('The browser could not save this.');
    expect(ticked()).toEqual([true, true]);
  });
});

describe('the order by hand', () => {
  it('moves a piece and leaves the focus on the button', async () => {
    const area = open([GARDEN, CHOIR, BEES], '?sort=hand');
    await untilTitles('Garden', 'Choir', 'Bees');
    const down = button('Move down: “Garden”');
    down.focus();
    down.click();
    await untilTitles('Choir', 'Garden', 'Bees');
    await until('the focus', () => focusedLabel() === 'Move down: “Garden”');
    await until('the message', () => document.body.textContent.includes('“Garden” is now number 2 of 2.'));
    // The pieces, the date and what undoes it in one call; that the day is tidied comes behind.
    const [first, ...more] = area.calls.filter(({ name }) => name === 'set');
    expect(first?.keys).toBe(5);
    for (const { keys } of more) expect(keys).toBe(1);
  });
});

describe('the bin', () => {
  it('opens from the list, restores, and goes back; axe finds nothing', async () => {
    const area = open([GARDEN, GONE]);
    await untilText('Bin: 1');
    document.querySelector<HTMLAnchorElement>('nav a[href="?view=bin"]')?.click();
    await until('the bin', () => document.activeElement?.textContent === 'Bin');
    expect(text()).toContain('60 days left');
    expect(await violations()).toEqual([]);
    button('Restore “Gone”').click();
    await untilText('Restored to domain 2: Gone');
    expect(area.items.get(`evidence:${idOf(GONE)}`)).not.toHaveProperty('deletedAt');
    await until('the focus on the heading', () => document.activeElement?.textContent === 'Bin');
    history.back();
    await until('both', () => titles().length === 2);
  });

  it('says when each piece was deleted, and by whom, if that was a colleague', async () => {
    const made = (title: string, fields: PieceFields = {}) =>
      piece({ title, url: `https://school.example/${encodeURIComponent(title)}`, ...fields });
    history.replaceState(null, '', `${location.pathname}?view=bin`);
    const area = memoryArea({
      settings: { version: 1, language: 'en', origin: 'me', name: 'Maria' },
      ...itemsOf([
        // His name is known from a piece of his.
        made('Of Ion', { origin: 'ion', taggedBy: 'Ion' }),
        deletePiece(made('Mine, by me', { origin: 'me', taggedBy: 'Maria' }), NOW, 'me'),
        deletePiece(made('Ours, by me', { origin: 'ion', taggedBy: 'Ion' }), NOW, 'me'),
        deletePiece(made('Mine, by Ion', { origin: 'me', taggedBy: 'Maria' }), NOW, 'ion'),
        deletePiece(made('Mine, by somebody', { origin: 'me', taggedBy: 'Maria' }), NOW, 'somebody'),
        deletePiece(made('Mine, as a file says', { origin: 'me', taggedBy: 'Maria' }), NOW),
      ]),
    });
    show(<EvidencePage />, { area });
    await untilText('Mine, by Ion');
    const date = dateIn('en', NOW, 'medium');
    const said = Object.fromEntries(
      [...document.querySelectorAll('main li h3')].map((heading) => [
        heading.textContent,
        heading.nextElementSibling?.firstElementChild?.textContent,
      ]),
    );
    expect(said).toEqual({
      'Mine, by me': `Deleted on ${date}`,
      'Ours, by me': `Deleted on ${date}`,
      'Mine, by Ion': `Deleted on ${date} by Ion`,
      'Mine, by somebody': `Deleted on ${date} by a colleague`,
      'Mine, as a file says': `Deleted on ${date}`,
    });
    expect(await violations()).toEqual([]);
  });

  it('asks before it deletes for good', async () => {
    const area = open([GONE], '?view=bin');
    await untilText('Gone');
    button('Delete for good: “Gone”').click();
    await untilText('Delete for good?');
    expect(document.activeElement).toBe(button('Cancel'));
    button('Cancel').click();
    await until('the dialog to close', () => document.querySelector('dialog') === null);
    expect(area.items.has(`evidence:${idOf(GONE)}`)).toBe(true);
    button('Empty the bin').click();
    await untilText('Empty the bin?');
    button('Empty the bin', document.querySelector('dialog') ?? document).click();
    await until('it erased', () => !area.items.has(`evidence:${idOf(GONE)}`));
    await untilText('The bin is empty.');
  });
});

describe('a long list', () => {
  const many = Array.from({ length: 600 }, (_, number) =>
    piece({
      url: `https://school.example/${number}`,
      title: `Piece ${String(number).padStart(3, '0')}`,
      domain: number < 300 ? 'collaboration' : 'model-school',
      taggedAt: new Date(Date.UTC(2026, 0, 1) - number * 60_000).toISOString(),
    }),
  );

  it('renders the pieces in sight, in order, under all five headings, wherever it is scrolled to', async () => {
    open(many);
    await untilText('Piece 000');
    expect(document.querySelectorAll('article').length).toBeLessThan(60);
    expect([...document.querySelectorAll('section > header h2')]).toHaveLength(5);
    document.querySelector('#model-school')?.scrollIntoView();
    await untilText('Piece 302');
    const shown = titles();
    expect(shown).toEqual(shown.toSorted());
    expect(document.querySelector('#model-school li')?.getAttribute('aria-setsize')).toBe('300');
    expect(await violations()).toEqual([]);
    scrollTo(0, 0);
  });

  it('leaves open an edited piece, and the focus, wherever the page is scrolled to', async () => {
    open(many);
    await untilText('Piece 001');
    button('Edit “Piece 001”').click();
    const note = await find<HTMLTextAreaElement>('article textarea');
    note.focus();
    scrollTo(0, document.body.scrollHeight);
    await untilText('Piece 599');
    expect(note.isConnected).toBe(true);
    expect(document.activeElement).toBe(note);
    fill(note, 'Written far away');
    scrollTo(0, 0);
    await untilText('Piece 002');
    expect(note.value).toBe('Written far away');
  });

  it('finds one of many pieces, and shows all again', async () => {
    open(many);
    await untilText('Piece 000');
    fill(await find<HTMLInputElement>('input[type=search]'), 'piece 417');
    await untilTitles('Piece 417');
    fill(await find<HTMLInputElement>('input[type=search]'), '');
    await untilText('Piece 001');
  });
});

describe('deleting for good', () => {
  const EDITION = {
    version: 1,
    id: '3f0e6f0a-5b1c-4a8e-9f57-0d6a3b7f2c11',
    frozenAt: '2026-05-01T00:00:00.000Z',
    application: {
      version: 1,
      id: '4f0e6f0a-5b1c-4a8e-9f57-0d6a3b7f2c12',
      name: 'Label 2026',
      school: '',
      preparedBy: '',
      texts: {},
      createdAt: '2026-05-01T00:00:00.000Z',
      updatedAt: '2026-05-01T00:00:00.000Z',
    },
    pieces: [GONE, GARDEN],
  };
  const key = `edition:${EDITION.id}`;

  function openBin(pieces: readonly Piece[]) {
    history.replaceState(null, '', `${location.pathname}?view=bin`);
    const area = memoryArea({
      settings: { version: 1, language: 'en' },
      ...itemsOf(pieces),
      [key]: EDITION,
    });
    return show(<EvidencePage />, { area });
  }

  it('names the editions of applications that hold the piece, and deletes it there if that is ticked', async () => {
    const area = openBin([GARDEN, GONE]);
    await untilText('Delete for good');
    button('Delete for good: “Gone”').click();
    const box = await find<HTMLInputElement>('dialog input[type=checkbox]');
    await untilText('Copies of applications that you kept have it as well: Label 2026.');
    expect(box.checked).toBe(false);
    expect(await violations()).toEqual([]);
    box.click();
    button('Delete for good', document.querySelector('dialog') ?? document).click();
    await untilText('Deleted for good: Gone');
    expect(area.items.get(key)).toMatchObject({ pieces: [{ title: 'Garden' }] });
    expect(JSON.stringify([...area.items])).not.toContain(GONE.url);
  });

  it('leaves the editions as they were handed in if that is not ticked, and names none without the piece', async () => {
    const area = openBin([GARDEN, GONE, deletePiece(CHOIR, NOW, 'ion')]);
    await untilText('Delete for good');
    button('Delete for good: “Choir”').click();
    await find('dialog');
    expect(document.querySelector('dialog input[type=checkbox]')).toBeNull();
    button('Cancel').click();
    await until('the dialog to close', () => document.querySelector('dialog') === null);
    button('Empty the bin').click();
    await find('dialog input[type=checkbox]');
    button('Empty the bin', document.querySelector('dialog') ?? document).click();
    await untilText('The bin is empty.');
    expect(area.items.get(key)).toMatchObject({ pieces: [{ title: 'Gone' }, { title: 'Garden' }] });
  });
});

describe('a clock that jumped', () => {
  const itemsAfter = (day: string) =>
    memoryArea({
      settings: { version: 1, language: 'en' },
      ...itemsOf([GARDEN]),
      'known-date': { version: 1, day },
    });

  function openAfter(day: string) {
    history.replaceState(null, '', location.pathname);
    return show(<EvidencePage />, { area: itemsAfter(day) });
  }

  it('is asked about once, and the confirmed date is the known one from then on', async () => {
    const area = openAfter('2020-03-01');
    await untilText('This computer says it is');
    expect(text()).toContain('1 March 2020');
    expect(await violations()).toEqual([]);
    button('Yes, it is').click();
    await untilText('Thank you.');
    expect(area.items.get('known-date')).toEqual({
      version: 1,
      day: new Date().toISOString().slice(0, 10),
    });
    expect(document.activeElement?.textContent).toContain('Thank you.');
  });

  it('comes with instructions if the date is wrong', async () => {
    const area = openAfter('2020-03-01');
    await untilText('This computer says it is');
    button('No, it is wrong').click();
    await untilText('Please put the date right in the settings of your computer.');
    expect(area.items.get('known-date')).toMatchObject({ day: '2020-03-01' });
  });

  it('still shows its answer when the list is read anew, even if that fails', async () => {
    let compare = () => {};
    const compared = new Promise<void>((resolve) => {
      compare = resolve;
    });
    const area = itemsAfter('2020-03-01');
    const { run } = createWriter(collaborators(createStore(area)));
    area.failing.get = new Error('not now');
    show(<EvidencePage />, {
      area,
      services: {
        // The list that could not be read is compared, and then read once more.
        run: async (command) => {
          if (command.type === 'check-list' && command.fully) await compared;
          return run(command);
        },
      },
    });
    await untilText('Try again');
    delete area.failing.get;
    button('Try again').click();
    await untilText('This computer says it is');
    button('Yes, it is').click();
    await untilText('Thank you.');
    await until('the focus', () => document.activeElement?.textContent?.includes('Thank you.') === true);
    area.failing.get = new Error('not again');
    compare();
    await untilText('Try again');
    expect(text()).toContain('Thank you.');
    delete area.failing.get;
    button('Try again').click();
    await untilText('Garden');
    expect(text()).toContain('Thank you.');
  });

  it('is not asked about after a holiday of a month', async () => {
    openAfter(new Date(Date.now() - 31 * 86_400_000).toISOString().slice(0, 10));
    await untilText('Garden');
    expect(text()).not.toContain('This computer says it is');
  });
});
