import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Tabs } from 'webextension-polyfill';
import { pageIn, type WantedPage } from '../../browser/clicked-page.ts';
import { quickTagger, type ReadPage } from '../../browser/quick-tag.ts';
import type { Result } from '../../browser/say-result.ts';
import { MAX_ADDRESS_LENGTH } from '../../evidence/page/page-address.ts';
import { MAX_QUOTE_LENGTH } from '../../evidence/piece/quote.ts';
import { MAX_TITLE_LENGTH } from '../../evidence/values/clean-text.ts';
import { openEvidence } from '../support/evidence-store.ts';

const PAGE = 'https://school.example/garden';
const TAB = { id: 1, url: PAGE, title: 'Title of the tab', incognito: false } as Tabs.Tab;
const QUOTE = { exact: 'planned together', prefix: 'four teachers ', suffix: ' the lessons' };

const thePage: WantedPage = {
  isLink: false,
  url: PAGE,
  asItIs: false,
  title: 'Title of the tab',
  takesQuote: false,
  selection: '',
};
const theSelection: WantedPage = { ...thePage, takesQuote: true, selection: 'planned\n together' };

const saysPage: ReadPage = async () => ({ url: PAGE, title: 'The shared garden', quote: QUOTE });

/** The real writer over an area in memory, tagging one page under domain 2. */
function open(readPage: ReadPage = saysPage) {
  const evidence = openEvidence();
  const told: Result[] = [];
  const quickTag = quickTagger(evidence.writer.run, readPage, async (_tab, result) => {
    told.push(result);
  });
  return {
    ...evidence,
    told,
    tag: (wanted: WantedPage, tab: Tabs.Tab | undefined = TAB) => quickTag(tab, 'collaboration', wanted),
  };
}

afterEach(() => {
  vi.restoreAllMocks();
});

const saved = { kind: 'saved', domain: 'collaboration', isLink: false };

describe('tagging without the popup', () => {
  it('saves the page under its own title', async () => {
    const { tag, told, livePieces } = open();
    await tag(thePage);
    expect(told).toEqual([saved]);
    const [piece, ...others] = await livePieces();
    expect(others).toEqual([]);
    expect(piece).toMatchObject({ domain: 'collaboration', url: PAGE, title: 'The shared garden' });
    expect(piece).not.toHaveProperty('quotes');
  });

  it('saves the selected text as a quote, with its surroundings', async () => {
    const { tag, told, livePieces } = open();
    await tag(theSelection);
    expect(told).toEqual([{ ...saved, quote: QUOTE.exact }]);
    expect(await livePieces()).toMatchObject([{ quotes: [QUOTE] }]);
  });

  it.each<[string, ReadPage]>([
    ['cannot be read', async () => undefined],
    ['fails', () => Promise.reject(new Error('Cannot access contents of the page'))],
    ['never answers', () => new Promise(() => {})],
    ['is another one by now', async () => ({ url: 'https://school.example/next', title: 'x', quote: QUOTE })],
  ])('falls back to the browser’s data if the page %s', async (_what, readPage) => {
    const { tag, told, livePieces } = open(readPage);
    await tag(theSelection);
    expect(told).toEqual([{ ...saved, quote: 'planned\ntogether' }]);
    expect(await livePieces()).toMatchObject([{ url: PAGE, title: 'Title of the tab' }]);
    expect(await livePieces()).toMatchObject([
      { quotes: [{ exact: 'planned\ntogether', prefix: '', suffix: '' }] },
    ]);
  });

  it('saves a link as a page of its own, without a word of the page that contains it', async () => {
    const { tag, told, livePieces } = open();
    await tag({ ...thePage, isLink: true, url: 'https://partner.example/spring', title: 'Our spring' });
    expect(told).toEqual([{ ...saved, isLink: true }]);
    const [piece] = await livePieces();
    expect(piece).toMatchObject({ url: 'https://partner.example/spring', title: 'Our spring' });
    expect(piece).not.toHaveProperty('quotes');
  });

  it('reports what is there already, and adds a quote that is new', async () => {
    const { tag, told, livePieces } = open();
    await tag(thePage);
    await tag(thePage);
    await tag(theSelection);
    await tag(theSelection);
    const already = { kind: 'already', domain: 'collaboration', isLink: false };
    expect(told).toEqual([
      saved,
      already,
      { kind: 'quote-added', domain: 'collaboration', quote: QUOTE.exact },
      already,
    ]);
    expect(await livePieces()).toMatchObject([{ quotes: [QUOTE] }]);
  });

  it('reads address, title and selection from the page for the shortcut', async () => {
    const { tag, livePieces } = open();
    await tag(pageIn({ ...TAB, url: undefined, title: undefined } as unknown as Tabs.Tab));
    expect(await livePieces()).toMatchObject([{ url: PAGE, title: 'The shared garden', quotes: [QUOTE] }]);
  });

  it('uses the page as it is for the shortcut, even if the browser is behind', async () => {
    const { tag, livePieces } = open();
    await tag(pageIn({ ...TAB, url: 'https://school.example/', title: 'Before' }));
    expect(await livePieces()).toMatchObject([{ url: PAGE, title: 'The shared garden', quotes: [QUOTE] }]);
  });

  it.each([
    ['the shortcut', pageIn(TAB)],
    ['the menu', theSelection],
  ])('does not believe a page that claims to be of another site, by %s', async (_, wanted) => {
    const { tag, livePieces } = open(async () => ({
      url: 'https://bank.example/',
      title: 'x',
      quote: QUOTE,
    }));
    await tag({ ...wanted, selection: '' });
    const [piece] = await livePieces();
    expect(piece).toMatchObject({ url: PAGE, title: 'Title of the tab' });
    expect(piece).not.toHaveProperty('quotes');
  });

  it('stores nothing from a private window, and does not look into it', async () => {
    const read: number[] = [];
    const { tag, told, contents } = open(async (tabId) => {
      read.push(tabId);
      return undefined;
    });
    const before = contents();
    await tag(thePage, { ...TAB, incognito: true });
    await tag({ ...thePage, isLink: true, url: 'https://partner.example/' }, { ...TAB, incognito: true });
    expect(told).toEqual([{ kind: 'in-private' }, { kind: 'in-private' }]);
    expect(contents()).toEqual(before);
    expect(read).toEqual([]);
  });

  it.each([
    ['javascript:alert(1)', 'browser-page'],
    [' JavaScript:alert(1)', 'browser-page'],
    ['data:text/html,<h1>x</h1>', 'browser-page'],
    ['view-source:https://school.example/', 'browser-page'],
    ['blob:https://school.example/9f0c', 'browser-page'],
    ['mailto:head@school.example', 'browser-page'],
    ['tel:+372000', 'browser-page'],
    ['about:blank', 'browser-page'],
    ['moz-extension://x/evidence.html', 'browser-page'],
    ['urn:uuid:0f7b9b5e-2d0c-4f7e-9a51-7c1d2e3f4a5b', 'browser-page'],
    ['file:///home/teacher/list.html', 'local-file'],
    ['', 'unknown-page'],
    ['https://', 'unknown-page'],
    ['//school.example', 'unknown-page'],
    [`https://school.example/${'x'.repeat(MAX_ADDRESS_LENGTH)}`, 'too-long'],
  ])('refuses %.40s, with the reason, and changes nothing', async (url, reason) => {
    for (const isLink of [true, false]) {
      const { tag, told, contents } = open(async () => ({ url, title: 'x' }));
      const before = contents();
      await tag({ ...thePage, isLink, url });
      expect(told).toEqual([{ kind: 'untaggable', reason }]);
      expect(contents()).toEqual(before);
    }
  });

  it('reports that the storage fails', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { tag, told, area } = open();
    area.failing.set = new Error('full');
    await tag(thePage);
    expect(told).toEqual([{ kind: 'failed', fault: 'storage-failed' }]);
  });

  it('saves if there is no tab to ask', async () => {
    const { tag, livePieces } = open();
    await tag(theSelection, {} as Tabs.Tab);
    expect(await livePieces()).toMatchObject([{ url: PAGE, title: 'Title of the tab' }]);
  });

  it('cleans a hostile selection and a hostile title, and cuts them to the lengths that can be stored', async () => {
    const { tag, livePieces } = open(async () => undefined);
    const selection = `\u202E${'planned together '.repeat(130_000)}`;
    await tag({ ...thePage, title: `\u202Ex\u0000${'y'.repeat(5_000)}`, takesQuote: true, selection });
    expect(await livePieces()).toMatchObject([
      {
        title: `x${'y'.repeat(MAX_TITLE_LENGTH - 1)}`,
        quotes: [{ exact: 'planned together '.repeat(300).slice(0, MAX_QUOTE_LENGTH).trim() }],
      },
    ]);
  });
});
