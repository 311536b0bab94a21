import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageReading } from '../../browser/read-page.ts';
import { MAX_CONTEXT_LENGTH, MAX_QUOTE_LENGTH } from '../../evidence/piece/quote.ts';
import { linkToQuote } from '../../evidence/piece/text-fragment.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { startChromium } from '../browsers/chromium.ts';
import { highlightOf } from '../browsers/highlight.ts';
import { bundlePageReader, type PageReader } from '../browsers/page-reader.ts';
import { until } from '../browsers/view.ts';
import { PASSAGES, type Passage, rangeOf, select } from '../school-site/passages.ts';
import { type SchoolSite, serveSchoolSite } from '../school-site/serve.ts';

let site: SchoolSite;
let chromium: BrowserWithExtension;
let reader: PageReader;
let page: Page;

beforeAll(async () => {
  site = await serveSchoolSite();
  reader = await bundlePageReader();
  chromium = await startChromium();
  page = await chromium.browser.newPage();
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
});

/** Clicks the toolbar button on the page as it is, and reads it from the popup. */
async function read(target = page): Promise<PageReading | undefined> {
  const popup = await chromium.openPopup(target);
  const reading = await reader.read(popup.page);
  await popup.page.close();
  return reading;
}

async function readWith(passage: Passage): Promise<PageReading | undefined> {
  await select(page, passage);
  return read();
}

/** Selects all the content of an element. */
async function selectAllOf(frame: Frame | Page, selector: string): Promise<void> {
  await frame.$eval(selector, (element) => getSelection()?.selectAllChildren(element));
}

describe('reading the page in the active tab', () => {
  it('finds its address and title, and no quote if nothing is selected', async () => {
    await page.goto(`${site.origin}/article.html?a=1#list`);
    expect(await read()).toEqual({
      url: `${site.origin}/article.html?a=1#list`,
      title: 'A year at the spring – Riverside School',
    });
    await page.evaluate(() => getSelection()?.collapse(document.querySelector('#italy'), 0));
    expect(await read()).not.toHaveProperty('quote');
  });

  it.each<[string, Passage, { exact: string; prefix: string; suffix: string }]>([
    [
      'a sentence, with the text right before and after it',
      { within: '#october', from: 'the pupils', to: 'every Monday' },
      {
        exact: 'the pupils measured the water every Monday',
        prefix: 'er every Monday, and wrote down what they saw.\nIn October ',
        suffix: ', and the rain came.\nItaly\nTwo classes took part.\nPoland\nTwo cl',
      },
    ],
    [
      'blocks, without hidden text or code between them',
      { within: '#paragraphs', from: 'The student', to: 'partner schools.' },
      {
        exact:
          'The student council chose the plants, and the head teacher asked everyone what a garden is for.\n' +
          'Four teachers planned the lessons together with the partner schools.',
        prefix: 'om 🇷🇴 – 🎉🎉 what a day ❤️ it was!\nSpring\n',
        suffix: '\nIn the end there were twelve beds, one for each class, and a be',
      },
    ],
    [
      'cells, each for itself',
      { within: '#table', from: 'April', to: 'May' },
      {
        exact: 'April\n12 °C\n7 frogs\nMay',
        prefix: 'e fourth class planted the willows.\nMonth\nWater\nFrogs\n',
        suffix: '\n15 °C\n31 frogs\nMore about it is on the site of our partners\n(op',
      },
    ],
    [
      'a sentence, without text for screen readers or text that can’t be selected',
      { within: '#interrupted', from: 'the site', to: 'they like' },
      {
        exact:
          'the site of our partners, where the results of the year are shown1; ' +
          'everyone may write to us, if they like',
        prefix: '',
        suffix: '',
      },
    ],
    [
      'text around fields, and nothing in them',
      { within: '#joined', from: 'markup', to: 'it ends.' },
      {
        exact:
          'markup in extra\u00ADordinary words, and then the sentence goes on.\nAfter a line break it ends.',
        prefix: '',
        suffix: '',
      },
    ],
    [
      'lines of preformatted text',
      { within: '#verse', from: 'verse one', to: 'verse two' },
      { exact: 'verse one\nverse two', prefix: '', suffix: '' },
    ],
    [
      'text in the page’s own editor, if it is selected',
      { within: '#editable', from: 'Written', to: 'editor.' },
      {
        exact: 'Written with the page’s own editor.',
        prefix: 'Your name\n',
        suffix: '\nThe end of the year.',
      },
    ],
  ])('quotes %s', async (_, passage, expected) => {
    await page.goto(`${site.origin}/article.html`);
    const quote = (await readWith(passage))?.quote;
    expect(quote?.exact).toBe(expected.exact);
    expect(quote?.prefix.slice(-expected.prefix.length || Infinity)).toBe(expected.prefix);
    expect(quote?.suffix.slice(0, expected.suffix.length)).toBe(expected.suffix);
  });

  it.each(['#name', '#message', '#password'])('reads nothing that is selected in %s', async (selector) => {
    await page.goto(`${site.origin}/article.html`);
    await page.$eval(selector, (field) => {
      (field as HTMLInputElement).focus();
      (field as HTMLInputElement).select();
    });
    expect(await page.evaluate(() => getSelection()?.toString())).not.toBe('');
    expect(await read()).not.toHaveProperty('quote');
  });

  it('reads a selected form without the text typed into it', async () => {
    await page.goto(`${site.origin}/article.html`);
    await selectAllOf(page, '#fields');
    expect((await read())?.quote?.exact).toBe('Your name\nWritten with the page’s own editor.');
  });

  it('does not use text being written as context', async () => {
    await page.goto(`${site.origin}/article.html`);
    expect((await readWith({ within: '#fields', from: 'Your', to: 'name' }))?.quote?.suffix).toBe('');
    expect((await readWith({ within: '#last', from: 'The', to: 'year.' }))?.quote?.prefix).toBe('');
  });

  it('survives a page that names its forms and fields like the properties it reads', async () => {
    await page.goto(`${site.origin}/frame.html`);
    await page.evaluate(() => {
      for (const name of ['title', 'getSelection', 'location', 'documentElement', 'createTreeWalker']) {
        document.body.append(Object.assign(document.createElement('form'), { name }));
      }
    });
    await selectAllOf(page, '#inside');
    expect(await read()).toMatchObject({
      url: `${site.origin}/frame.html`,
      title: 'In a frame',
    });
  });

  it('finds the current address of a single-page app', async () => {
    await page.goto(`${site.origin}/app.html`);
    await page.click('button');
    await select(page, { within: '#view', from: 'the garden', to: 'May' });
    expect(await read()).toEqual({
      url: `${site.origin}/albums/3?from=app#photo-2`,
      title: 'Album 3 – An app',
      quote: {
        exact: 'the garden in May',
        prefix: 'An app that is one page\nOpen album 3\nAlbum 3 shows ',
        suffix: '.',
      },
    });
  });

  it('takes little time for a selection of two megabytes, and reads little of it', async () => {
    await page.goto(`${site.origin}/frame.html`);
    const sentence = 'The pupils measured the water. ';
    await page.evaluate((text) => {
      document.body.innerHTML = `<p>Before.</p>${`<p>${text.repeat(20)}</p>`.repeat(3_500)}`;
    }, sentence);
    await page.evaluate(() => {
      getSelection()?.setBaseAndExtent(document.body, 1, document.body, document.body.childNodes.length);
    });
    expect(await page.evaluate(() => String(getSelection()).length)).toBeGreaterThan(2_000_000);
    const popup = await chromium.openPopup(page);
    const begun = performance.now();
    const reading = await reader.read(popup.page);
    expect(performance.now() - begun).toBeLessThan(2_500);
    await popup.page.close();
    expect(reading?.quote?.prefix).toBe('Before.\n');
    expect(reading?.quote?.exact.length).toBeGreaterThan(MAX_QUOTE_LENGTH - 10);
    expect(reading?.quote?.exact.length).toBeLessThanOrEqual(MAX_QUOTE_LENGTH);
    expect(reading?.quote?.suffix.length).toBeGreaterThan(MAX_CONTEXT_LENGTH - 5);
    const all = `${reading?.quote?.exact}${reading?.quote?.suffix}`.replaceAll('\n', ' ');
    expect(sentence.repeat(200).startsWith(all)).toBe(true);
  });

  it('does not wait for a page that is still loading', async () => {
    const slow = await chromium.browser.newPage();
    await slow.setRequestInterception(true);
    slow.on('request', (request) => request.url().endsWith('.html') && request.continue());
    const loading = slow.goto(`${site.origin}/en.html`).catch(() => {});
    await until('its end', () => slow.$eval('main', (main) => main.innerText !== '').catch(() => false));
    expect(await slow.evaluate(() => document.readyState)).not.toBe('complete');
    expect(await read(slow)).toMatchObject({ url: `${site.origin}/en.html` });
    await slow.close();
    await loading;
  });

  it('gives up on a page that does not answer', async () => {
    await page.goto(`${site.origin}/frame.html`);
    const popup = await chromium.openPopup(page);
    await page.evaluate(() => {
      setTimeout(() => {
        const end = Date.now() + 7_000;
        while (Date.now() < end);
      });
    });
    expect(await reader.read(popup.page)).toBeUndefined();
    await popup.page.close();
  });

  it.each(['chrome://version', 'about:blank', 'plan.pdf'])('reads nothing of %s', async (address) => {
    // In a tab of its own: the browser does not always report a navigation away from the viewer of PDF files.
    const other = await chromium.browser.newPage();
    await other.goto(URL.parse(address)?.href ?? `${site.origin}/${address}`);
    expect(await read(other)).toBeUndefined();
    await other.close();
  });
});

describe('reading a page with frames', () => {
  const OUTSIDE = 'The page around the frames has text of its own.';
  const INSIDE = 'Before the passage, the passage in a frame, after the passage.';

  async function frameOf(name: string): Promise<Frame> {
    return page.waitForFrame((frame) => frame.url() === `${site.origin}/frame.html?${name}`);
  }

  /** Gives a frame the focus as a click does. */
  async function focus(frame: Frame): Promise<void> {
    await frame.evaluate(() => window.focus());
    await until('the focus in the frame', () =>
      page.evaluate(() => document.activeElement?.tagName === 'IFRAME'),
    );
  }

  it('quotes the frame that has a selection', async () => {
    await page.goto(`${site.origin}/frames.html`);
    await selectAllOf(await frameOf('second'), '#inside');
    expect(await read()).toEqual({
      url: `${site.origin}/frames.html`,
      title: 'Frames around the spring',
      quote: { exact: INSIDE, prefix: '', suffix: '', inFrame: true },
    });
  });

  it('quotes the frame with the focus, then the page around it', async () => {
    await page.goto(`${site.origin}/frames.html`);
    const [first, second] = [await frameOf('first'), await frameOf('second')];
    await selectAllOf(page, '#outside');
    await selectAllOf(first, '#inside');
    expect((await read())?.quote?.exact).toBe(OUTSIDE);
    await focus(first);
    expect((await read())?.quote?.exact).toBe(INSIDE);
    await focus(second);
    expect((await read())?.quote?.exact).toBe(OUTSIDE);
  });
});

describe('the address that leads to a quote', () => {
  it.each(PASSAGES)('leads to %s, and to nothing else', async (_, passage) => {
    await page.goto(`${site.origin}/article.html`);
    const reading = await readWith(passage);
    await page.goto('about:blank');
    await page.goto(linkToQuote(reading?.url ?? '', reading?.quote ?? nothing()));
    const range = await rangeOf(page, passage);
    await until('the highlight', async () => (await highlightOf(page, range)).share > 0.9);
    expect((await highlightOf(page, range)).outside).toBe(0);
  });

  it('works for a click too, from another page and past an element’s fragment', async () => {
    const passage = { within: '#poland', from: 'Two', to: 'part.' };
    await page.goto(`${site.origin}/article.html#last`);
    const reading = await readWith(passage);
    await page.goto(`${site.origin}/en.html`);
    await page.evaluate(
      (href) =>
        document.body.append(Object.assign(document.createElement('a'), { href, textContent: 'There' })),
      linkToQuote(reading?.url ?? '', reading?.quote ?? nothing()),
    );
    await Promise.all([page.waitForNavigation(), page.click('a')]);
    const range = await rangeOf(page, passage);
    await until('the highlight', async () => (await highlightOf(page, range)).share > 0.9);
    expect(await page.evaluate(() => location.hash)).toBe('#last');
  });
});

function nothing() {
  return { exact: '', prefix: '', suffix: '' };
}
