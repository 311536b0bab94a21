import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { EvidencePage } from '../../components/evidence-page/EvidencePage.tsx';
import { memoryArea } from '../support/memory-area.ts';
import { piece } from '../support/pieces.ts';
import { clear, fill, find, show, text, until, untilText, violations } from '../support/show.tsx';

const button = (name: string) =>
  [...document.querySelectorAll<HTMLButtonElement>('button')].find((one) => one.innerText.trim() === name);

function area(...pieces: ReturnType<typeof piece>[]) {
  const items = pieces.map((one) => [`evidence:${one.domain}:${one.url}`, one]);
  return memoryArea({ settings: { version: 1, language: 'en' }, ...Object.fromEntries(items) });
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  clear();
  vi.restoreAllMocks();
});

describe('the evidence page', () => {
  it('lists newest first under the official titles, and axe finds nothing', async () => {
    show(<EvidencePage />, {
      area: area(
        piece({ url: 'https://a.example/', title: 'Older', taggedAt: '2026-01-01T00:00:00.000Z' }),
        piece({ url: 'https://b.example/', title: 'Newer', taggedAt: '2026-02-01T00:00:00.000Z' }),
      ),
    });
    await untilText('Newer');
    const titles = [...document.querySelectorAll('h3 a')].map((link) => link.firstChild?.textContent);
    expect(titles).toEqual(['Newer', 'Older']);
    expect(text()).toContain('2 pieces of evidence');
    expect(await violations()).toEqual([]);
  });

  it('has the list beside the domains on a wide screen, and below them on a narrow one', async () => {
    show(<EvidencePage />, { area: area(piece()) });
    await untilText('Water in our towns');
    const box = async (selector: string) => (await find(selector)).getBoundingClientRect();
    const [nav, main] = [await box('nav'), await box('main')];
    expect(main.left).toBeGreaterThan(nav.right);
    expect(main.top).toBe(nav.top);
    expect(nav.left).toBeGreaterThanOrEqual(20);
    expect(main.right).toBeLessThanOrEqual(innerWidth - 20);
    await page.viewport(500, 800);
    expect((await box('main')).top).toBeGreaterThan((await box('nav')).bottom);
    await page.viewport(1_100, 800);
  });

  it('shows work begun on untagged pages, forgets it all, and brings it back', async () => {
    const begun = (title: string) => ({ version: 1, title, updatedAt: '2026-05-01T00:00:00.000Z' });
    const stored = memoryArea({
      settings: { version: 1, language: 'en' },
      'draft:https://school.example/a': begun('The choir'),
      'draft:https://school.example/b': begun(''),
    });
    show(<EvidencePage />, { area: stored });
    await untilText('Not tagged yet: 2');
    const summary = await find('main details summary');
    summary.click();
    await untilText('It is kept for 60 days and then forgotten.');
    expect([...document.querySelectorAll('main details a')].map((link) => link.textContent)).toEqual([
      'The choir',
      'https://school.example/b',
    ]);
    expect(await violations()).toEqual([]);
    stored.failing.set = new Error('disk full');
    button('Forget all')?.click();
    await untilText('The browser could not save this.');
    expect(text()).toContain('Not tagged yet: 2');
    delete stored.failing.set;
    button('Forget all')?.click();
    await until('all to be forgotten', () => document.querySelector('main details') === null);
    expect(stored.items.get('draft:https://school.example/a')).toBeNull();
    await until('the focus on Undo', () => document.activeElement === button('Undo'));
    button('Undo')?.click();
    await untilText('Not tagged yet: 2');
    await until('the focus', () => document.activeElement?.localName === 'summary');
    expect(stored.items.get('draft:https://school.example/a')).toEqual(begun('The choir'));
  });

  it('is usable while the list is read: it says so, holds typed text, and opens the requested view', async () => {
    const stored = area(piece(), piece({ url: 'https://b.example/', title: 'A choir' }));
    const reading = Promise.withResolvers<void>();
    const get = stored.get.bind(stored);
    stored.get = async (keys) => {
      if (keys === null) await reading.promise;
      return get(keys);
    };
    show(<EvidencePage />, { area: stored });
    const search = await find<HTMLInputElement>('input[type=search]');
    expect(document.querySelector('main')?.textContent).toBe('Reading your list …');
    expect(await violations()).toEqual([]);
    fill(search, 'choir');
    button('Export')?.click();
    reading.resolve();
    await find('dialog[open]');
    await until('what was searched for', () => document.querySelectorAll('article').length === 1);
    expect(document.querySelector<HTMLInputElement>('input[type=search]')).toBe(search);
    expect(text()).not.toContain('Reading your list');
    history.replaceState(null, '', location.pathname);
  });

  it('leaves an edit in the field if it can’t be saved', async () => {
    const stored = show(<EvidencePage />, { area: area(piece()) });
    await untilText('Water in our towns');
    button('Edit')?.click();
    const note = await find<HTMLTextAreaElement>('article textarea');
    stored.failing.set = new Error('disk full');
    fill(note, 'Unsaved words');
    await untilText('The browser could not save this.');
    expect(note.value).toBe('Unsaved words');
  });

  it('leaves the list as it is if a piece can’t be deleted', async () => {
    const stored = show(<EvidencePage />, { area: area(piece()) });
    await untilText('Water in our towns');
    stored.failing.set = new Error('disk full');
    button('Delete')?.click();
    await untilText('The browser could not save this.');
    expect(document.querySelectorAll('article')).toHaveLength(1);
  });

  it('says so if the clipboard is refused', async () => {
    show(<EvidencePage />, {
      area: area(piece()),
      services: { copyText: () => Promise.reject(new Error('NotAllowedError')) },
    });
    await untilText('Water in our towns');
    button('Copy as text')?.click();
    await untilText('Your browser blocked copying.');
  });

  it('saves exactly the list stored at that moment', async () => {
    const saveFile = vi.fn();
    const stored = show(<EvidencePage />, { area: area(piece()), services: { saveFile } });
    await untilText('Water in our towns');
    button('Export')?.click();
    (await find<HTMLInputElement>('input[value=json]')).click();
    await until('the choice', () => document.querySelector('dialog select') === null);
    stored.items.set('evidence:collaboration:https://late.example/', piece({ url: 'https://late.example/' }));
    button('Save the file')?.click();
    await until('the file', () => saveFile.mock.calls.length === 1);
    const [name, content, type] = saveFile.mock.calls[0] as [string, string, string];
    expect(name).toMatch(/^mission-evidence-\d{4}-\d\d-\d\d\.json$/);
    expect(type).toBe('application/json');
    expect(JSON.parse(content).evidence).toHaveLength(2);
  });

  it('makes no file and says so if the list can’t be read', async () => {
    const saveFile = vi.fn();
    const stored = show(<EvidencePage />, { area: area(piece()), services: { saveFile } });
    await untilText('Water in our towns');
    button('Export')?.click();
    await find('dialog[open]');
    stored.failing.get = new Error('IO error');
    button('Save the file')?.click();
    await untilText('The file could not be made. Your list is unchanged.');
    expect(saveFile).not.toHaveBeenCalled();
  });

  it('offers no export and no import of a list that it could not read', async () => {
    const stored = area(piece());
    stored.failing.get = new Error('IO error');
    show(<EvidencePage />, { area: stored });
    await until('the error', () => document.querySelector('[role=alert] button') !== null);
    const tools = [...document.querySelectorAll<HTMLButtonElement>('header button')];
    expect(tools.map((tool) => tool.disabled)).toEqual([true, true]);
  });

  it('corrects a wrong summary', async () => {
    const stored = area(piece());
    const wrong = Object.fromEntries(
      ['shared-leadership', 'collaboration', 'student-agency', 'model-school', 'inclusive-innovation'].map(
        (domain) => [domain, 7],
      ),
    );
    stored.items.set('summary', { version: 1, counts: wrong });
    show(<EvidencePage />, { area: stored });
    await until('the right counts', () => {
      const summary = stored.items.get('summary') as { counts: Record<string, number> };
      return summary.counts.collaboration === 1 && summary.counts['model-school'] === 0;
    });
  });
});
