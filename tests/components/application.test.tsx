import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EvidencePage } from '../../components/evidence-page/EvidencePage.tsx';
import type { Application } from '../../evidence/application/application.ts';
import { deletePiece } from '../../evidence/piece/tagging.ts';
import { APPLICATION_ID, application } from '../support/applications.ts';
import { itemsOf } from '../support/evidence-store.ts';
import { type MemoryArea, memoryArea } from '../support/memory-area.ts';
import { piece } from '../support/pieces.ts';
import {
  clear,
  fill,
  find,
  type ShowOptions,
  show,
  text,
  until,
  untilText,
  violations,
} from '../support/show.tsx';

const at = (path: string, title: string, position: number) =>
  piece({ url: `https://school.example/${path}`, title, position, activityDate: '2025-03-01' });
const GARDEN = at('garden', 'Garden', 1);
const CHOIR = at('choir', 'Choir', 2);
const OLD = piece({
  url: 'https://school.example/old',
  title: 'Old project',
  position: 3,
  activityDate: '2020-03-01',
});
const KEY = `application:${APPLICATION_ID}`;

function open(
  address: string,
  stored: Application | undefined = application({ from: '2024-09-01', to: '2026-08-31' }),
  services: ShowOptions['services'] = {},
  more: Record<string, unknown> = {},
): MemoryArea {
  history.replaceState(null, '', location.pathname + address);
  const area = memoryArea({
    settings: { version: 1, language: 'en' },
    ...itemsOf([GARDEN, CHOIR, OLD]),
    ...(stored && { [KEY]: stored }),
    ...more,
  });
  return show(<EvidencePage />, { area, services });
}

const field = (label: string) => {
  const found = [...document.querySelectorAll<HTMLLabelElement>('main label')].find((one) =>
    one.innerText.startsWith(label),
  );
  const control = found?.control;
  if (!control) throw new Error(`There is no field ${label} in ${text()}`);
  return control as HTMLTextAreaElement;
};
const button = (name: string) => {
  const found = [...document.querySelectorAll<HTMLButtonElement>('button')].find(
    (one) => one.getAttribute('aria-label') === name || one.innerText.trim() === name,
  );
  if (!found) throw new Error(`There is no button ${name} in ${text()}`);
  return found;
};
const textsIn = (area: MemoryArea) => (area.items.get(KEY) as Application).texts;

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  clear();
  history.replaceState(null, '', location.pathname);
  vi.restoreAllMocks();
});

describe('the application', () => {
  it('is started from the list, and Back leads to the list again', async () => {
    const area = open('', undefined);
    await untilText('Application');
    document.querySelector<HTMLAnchorElement>('a[href="?view=application"]')?.click();
    await untilText('New application');
    expect(location.search).toBe('?view=application');
    expect(await violations()).toEqual([]);
    button('New application').click();
    await untilText('About this application');
    fill(field('School'), 'Our school');
    await until('the school', () =>
      [...area.items].some(([key, value]) => {
        return key.startsWith('application:') && (value as Application).school === 'Our school';
      }),
    );
    history.back();
    await untilText('Overview');
  });

  it('saves typed text and shows its length, and says once that a text is too long', async () => {
    const area = open('?view=application&domain=collaboration', application({ limit: 12 }));
    await untilText('Explanation');
    fill(field('Explanation'), 'We plan.');
    await untilText('Characters: 8 of 12 · Words: 2');
    await until('the text', () => textsIn(area)['collaboration.explanation'] === 'We plan.');
    fill(field('Explanation'), 'We plan a lot.');
    await untilText('2 characters too many for the form');
    expect(document.querySelector('nav[aria-label="Parts of the form"]')?.textContent).toContain('4 words');
    expect(await violations()).toEqual([]);
  });

  it('inserts the number of a piece at the last caret, and follows the order', async () => {
    const area = open('?view=application&domain=collaboration');
    await untilText('Plan for the next two years');
    const plan = field('Plan');
    fill(plan, 'We sing and dig.');
    await until('the text', () => textsIn(area)['collaboration.plan'] === 'We sing and dig.');
    plan.setSelectionRange(7, 7);
    button('Insert [2]: Choir').click();
    await until('the reference', () => plan.value === 'We sing [2] and dig.');
    expect(document.activeElement).toBe(plan);
    expect(plan.selectionStart).toBe(11);
    await until('the mark', () =>
      /^We sing \[\[[0-9a-f]{16}\]\] and dig\.$/.test(`${textsIn(area)['collaboration.plan']}`),
    );
    plan.blur();
    const key = 'evidence:collaboration:https://school.example/choir';
    await area.set({ [key]: { ...CHOIR, position: 0 } });
    await until('the new number', () => plan.value === 'We sing [1] and dig.');
    await area.set({ [key]: deletePiece(CHOIR, '2026-04-01T00:00:00.000Z') });
    await until('the loss', () => plan.value === 'We sing [?1] and dig.');
    await untilText('not in your list any more: [?1]');
  });

  it('preserves the caret when typed text becomes another number', async () => {
    open('?view=application&domain=collaboration');
    await untilText('Explanation');
    const area = field('Explanation');
    fill(area, 'We sing  today.');
    area.setSelectionRange(8, 8);
    area.setRangeText('[2.2]', 8, 8, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
    await until('the number of this domain', () => area.value === 'We sing [2] today.');
    expect(area.selectionStart).toBe(11);
  });

  it('shows which pieces are outside its period, here and in the list', async () => {
    open('?view=application&domain=collaboration');
    await untilText('Outside the application period');
    const outside = () => text().split('Outside the application period').length - 1;
    expect(outside()).toBe(1);
    document.querySelector<HTMLAnchorElement>('nav a[href="?"]')?.click();
    await untilText('Overview');
    expect(outside()).toBe(1);
    const said = [...document.querySelectorAll('article')].find((one) => one.innerText.includes('Outside'));
    expect(said?.innerText).toContain('Old project');
    expect(text()).toContain('1 piece is outside the application period.');
  });

  it('saves an edition that stays as it was, and the list shows that a piece was used in it', async () => {
    const copied: string[] = [];
    const area = open(
      '?view=application',
      undefined,
      {
        copyText: async (one) => void copied.push(one),
      },
      { [KEY]: application({ texts: { eSafety: 'As it was.' } }) },
    );
    await untilText('Keep a copy as handed in');
    expect(await violations()).toEqual([]);
    button('Keep a copy as handed in').click();
    await untilText('Copy kept: 2027');
    fill(field('What your school does for eSafety'), 'Changed.');
    await until('the change', () => textsIn(area).eSafety === 'Changed.');
    button('Copy for the form: What your school does for eSafety').click();
    await untilText('Copied. Paste it into the form.');
    expect(copied).toEqual(['Changed.']);
    document.querySelector<HTMLAnchorElement>('a[href*="copy="]')?.click();
    await untilText('This is how it was');
    expect(text()).toContain('As it was.');
    expect(text()).toContain('Garden');
    expect(await violations()).toEqual([]);
    (await find<HTMLAnchorElement>('a[href="?view=application"]')).click();
    await untilText('Back to the list');
    document.querySelector<HTMLAnchorElement>('nav a[href="?"]')?.click();
    await untilText('Used in 2027');
    expect(text().split('Used in 2027')).toHaveLength(4);
  });

  it('is removed with an Undo, and stays among the removed ones', async () => {
    open('?view=application');
    await untilText('About this application');
    button('Remove this application').click();
    await untilText('Removed: 2027');
    button('Undo').click();
    await untilText('Back again: 2027');
    await untilText('About this application');
    button('Remove this application').click();
    await untilText('Removed applications');
    document.querySelector('details summary')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    button('Bring back: 2027').click();
    await untilText('About this application');
  });

  it('is shown and not changed if a newer version wrote it', async () => {
    open('?view=application&domain=collaboration', application({ version: 2 }));
    await untilText('saved by a newer version');
    expect(field('Explanation').readOnly).toBe(true);
    expect(text()).not.toContain('Insert [1]');
  });

  it('holds text that could not be saved, with the numbers of its references', async () => {
    const area = open('?view=application&domain=collaboration');
    await untilText('Explanation');
    area.failing.set = new Error('The disk is full');
    fill(field('Explanation'), 'We dig [1].');
    await untilText('Not saved yet');
    document.querySelectorAll<HTMLAnchorElement>('nav[aria-label="Parts of the form"] a')[0]?.click();
    await untilText('About this application');
    document.querySelectorAll<HTMLAnchorElement>('nav[aria-label="Parts of the form"] a')[2]?.click();
    await untilText('Not saved yet');
    expect(field('Explanation').value).toBe('We dig [1].');
    delete area.failing.set;
    button('Try again').click();
    await until('the text', () => /^We dig \[\[/.test(`${textsIn(area)['collaboration.explanation']}`));
  });
});
