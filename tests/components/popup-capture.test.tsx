import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageReading } from '../../components/services.ts';
import { memoryArea } from '../support/memory-area.ts';
import { FIRST_ORIGIN, piece } from '../support/pieces.ts';
import { clear, fill, find, PAGE, text, until, untilText, violations } from '../support/show.tsx';
import { showPopup } from '../support/show-popup.tsx';

/* Failures around the popup that no journey can cause. */

const URL_OF_PAGE = PAGE.url as string;
const QUOTE = { exact: 'Forty trees were planted.', prefix: '', suffix: '' };

const button = (words: string) =>
  [...document.querySelectorAll<HTMLButtonElement>('button')].find((one) => one.innerText.includes(words));

async function press(words: string): Promise<void> {
  await until(`“${words}” to press`, () => {
    const found = button(words);
    return found?.checkVisibility() === true && found.ariaDisabled !== 'true';
  });
  button(words)?.click();
}

/** A page that is tagged under domain 2. */
function taggedArea() {
  return memoryArea({
    settings: { version: 1, language: 'en', origin: FIRST_ORIGIN },
    [`evidence:collaboration:${URL_OF_PAGE}`]: piece({ url: URL_OF_PAGE, quotes: [QUOTE] }),
  });
}

/** A screenshot of one colour. */
async function captureScreen(): Promise<string> {
  const canvas = document.createElement('canvas');
  canvas.width = 400;
  canvas.height = 300;
  canvas.getContext('2d')?.fillRect(0, 0, 400, 300);
  return canvas.toDataURL('image/png');
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  clear();
  vi.restoreAllMocks();
});

describe('a picture in the popup', () => {
  it('that the disk refuses is reported, nothing names it, and the started one is there still', async () => {
    let fails = true;
    const kept: Blob[] = [];
    const area = showPopup({
      area: taggedArea(),
      services: {
        captureScreen,
        pictures: {
          put: async (_, blob) => {
            if (fails) throw new DOMException('no room', 'QuotaExceededError');
            kept.push(blob);
          },
          get: async () => kept[0],
        },
      },
    });
    await press('Screenshot');
    await press('Blur an area');
    await press('Keep the picture');
    await untilText('The picture could not be kept. The frame and the blurred areas are safe.');
    expect([...area.items.keys()].filter((key) => key.startsWith('picture:'))).toEqual([]);
    expect(area.items.get(`draft:${URL_OF_PAGE}`)).toMatchObject({ picture: { blurs: [{}] } });
    expect(await violations()).toEqual([]);
    fails = false;
    await press('Keep the picture');
    await untilText('Picture kept.');
    expect(area.items.get(`picture:${URL_OF_PAGE}`)).toMatchObject({ showsPupils: false });
    expect(kept).toHaveLength(1);
  });

  it('whose record can’t be written is reported, and the started one is there still', async () => {
    const area = showPopup({ area: taggedArea(), services: { captureScreen } });
    await press('Screenshot');
    await press('Blur an area');
    await until('the draft', () => area.items.has(`draft:${URL_OF_PAGE}`));
    area.failing.set = new Error('disk full');
    await press('Keep the picture');
    await untilText('The picture could not be kept.');
    expect(area.items.get(`draft:${URL_OF_PAGE}`)).toMatchObject({ picture: { blurs: [{}] } });
    expect(document.querySelectorAll('[data-part="0"]').length).toBeGreaterThan(0);
  });

  it('that the browser refuses to capture is reported, and nothing changes', async () => {
    const area = showPopup({ area: taggedArea() });
    await press('Screenshot');
    await untilText('The browser did not allow a screenshot here. Nothing was changed.');
    expect(document.querySelector('[data-part]')).toBeNull();
    expect([...area.items.keys()].filter((key) => /^(draft|picture):/.test(key))).toEqual([]);
    expect(await violations()).toEqual([]);
  });
});

describe('facts', () => {
  it.each([
    ['labels', 'input[autocomplete]', 'Water, eSafety', { labels: ['Water', 'eSafety'] }],
    ['a date', 'input[type=date]', '2026-11-22', { activityDate: '2026-11-22' }],
  ])(
    '%s that could not be saved stay in the field, and are saved on demand',
    async (_, selector, said, facts) => {
      const area = showPopup({ area: taggedArea() });
      await press('Details');
      const field = await find<HTMLInputElement>(selector);
      area.failing.set = new Error('disk full');
      fill(field, said);
      await untilText('The browser could not save this.');
      field.blur();
      expect(field.value).toBe(said);
      delete area.failing.set;
      await press('Try again');
      await until('the notice to go', () => !text().includes('could not save'));
      expect(field.value).toBe(said);
      expect(area.items.get(`evidence:collaboration:${URL_OF_PAGE}`)).toMatchObject(facts);
    },
  );
});

describe('the page in the popup', () => {
  it('that can’t be read is reported as such, and can be tagged', async () => {
    showPopup({ services: { readPage: async () => undefined } });
    await untilText("The text of this page can't be read");
    document.querySelectorAll<HTMLButtonElement>('button[aria-pressed]')[0]?.click();
    await untilText('Tagged under domain 1.');
    expect(await violations()).toEqual([]);
  });

  it('that claims to be of another site is not believed', async () => {
    const claims = { url: 'https://bank.example/', title: 'Your account', quote: QUOTE };
    const area = showPopup({ services: { readPage: async () => claims } });
    await untilText(PAGE.title);
    document.querySelectorAll<HTMLButtonElement>('button[aria-pressed]')[0]?.click();
    await untilText('Tagged under domain 1.');
    const stored = [...area.items].filter(([key]) => key.startsWith('evidence:'));
    expect(stored).toMatchObject([[`evidence:shared-leadership:${URL_OF_PAGE}`, { title: PAGE.title }]]);
    expect(JSON.stringify([...area.items])).not.toMatch(/bank|account|Forty/);
  });

  it('that answers late, once it has become another one, is not mistaken for that', async () => {
    const answers: ((reading: PageReading) => void)[] = [];
    let change = () => {};
    let url = URL_OF_PAGE;
    showPopup({
      services: {
        currentPage: async () => ({ ...PAGE, url, title: url }),
        onPageChange: (_, listener) => {
          change = listener;
          return () => {};
        },
        readPage: () => new Promise((resolve) => answers.push(resolve)),
      },
    });
    await untilText(URL_OF_PAGE);
    url = 'https://school.example/next';
    change();
    await until('the second question', () => answers.length === 2);
    answers[1]?.({ url, title: 'The next' });
    await untilText('The next');
    answers[0]?.({ url: URL_OF_PAGE, title: 'The one before' });
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    expect(text()).not.toContain('The one before');
  });

  it('stays in sight until the tab’s current page is known, whatever is stored meanwhile', async () => {
    const answers: (() => void)[] = [];
    let change = () => {};
    let url = URL_OF_PAGE;
    const area = showPopup({
      area: taggedArea(),
      services: {
        currentPage: async () => {
          const page = { ...PAGE, url, title: url };
          if (answers.length > 0) await new Promise<void>((resolve) => answers.push(resolve));
          return page;
        },
        onPageChange: (_, listener) => {
          change = listener;
          return () => {};
        },
        readPage: async () => undefined,
      },
    });
    (await find('textarea')).focus();
    url = 'https://school.example/next';
    change();
    await untilText('The tab has moved on to another page.');
    answers.push(() => {});
    await press('Show the new page');
    await until('the question', () => answers.length === 2);
    await area.set({ 'last-domain': 'collaboration' });
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    expect(document.querySelector('blockquote')?.checkVisibility()).toBe(true);
    answers[1]?.();
    await untilText(url);
    expect(document.querySelector('blockquote')).toBeNull();
  });

  it('in a private window is not looked into and not stored, and the rows say why they do not tag', async () => {
    let readings = 0;
    const area = showPopup({
      page: { ...PAGE, isPrivate: true },
      services: {
        readPage: async () => {
          readings += 1;
          return { url: URL_OF_PAGE, title: 'Secret', quote: QUOTE };
        },
        selectedPages: async () => [PAGE, { ...PAGE, url: `${URL_OF_PAGE}/2` }],
      },
    });
    await untilText("Nothing is saved in a private window, so this page can't be tagged.");
    expect(await violations()).toEqual([]);
    const rows = [...document.querySelectorAll<HTMLButtonElement>('button[aria-pressed]')];
    expect(rows.map((row) => row.ariaDisabled)).toEqual(Array(5).fill('true'));
    rows[0]?.click();
    await until('the official text', () => document.querySelector('li [id]:not([hidden]) p') !== null);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '2', bubbles: true }));
    await until(
      'the reason',
      () => document.querySelector('[role=status]')?.textContent?.includes('private') ?? false,
    );
    expect(document.querySelectorAll('header button, textarea, blockquote')).toHaveLength(0);
    expect(JSON.stringify([...area.items])).not.toMatch(/school\.example|Secret|garden|trees/);
    expect(readings).toBe(0);
  });
});

it('a quote that could not be removed is there, and is not reported as removed', async () => {
  const area = showPopup({ area: taggedArea() });
  await find('blockquote');
  area.failing.set = new Error('disk full');
  document.querySelector<HTMLButtonElement>('button[aria-label^="Remove the quote"]')?.click();
  await untilText('The browser could not save this.');
  expect(document.querySelectorAll('blockquote')).toHaveLength(1);
  expect(text()).not.toContain('Quote removed');
});
