import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { arrange } from '../../../evidence/arrange.ts';
import type { Evidence } from '../../../evidence/evidence.ts';
import { html } from '../../../evidence/export/html.ts';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { anyList, piece } from '../../support/pieces.ts';
import { OPTIONS, rightToLeftWords, wordsOf } from '../../support/words.ts';

const words = await wordsOf('ro');

function write(list: readonly Evidence[], say = words): string {
  return html.write(arrange(list), say, OPTIONS) as string;
}

function read(list: readonly Evidence[], say = words): Document {
  return parseHTML(write(list, say)).document;
}

function textsOf(root: ParentNode, selector: string): (string | null)[] {
  return [...root.querySelectorAll(selector)].map((element) => element.textContent);
}

/** Strings that try to leave the text or the attribute they stand in. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><script>alert(1)</script>',
  '</title></head><body onload=alert(1)>',
  '<!--',
  ']]>',
  '&lt;b&gt; &amp; &#60;',
  '<a href="javascript:alert(1)">x</a>',
];

describe('the page', () => {
  it('is in Mission order: number, official title, count, pieces', () => {
    const document = read([piece(), piece({ domain: 'shared-leadership' })]);
    const heads = MISSION_DOMAINS.map((domain, index) => `${index + 1} ${words.domainTitles[domain].text}`);
    expect(textsOf(document, 'h2')).toEqual(heads);
    expect(textsOf(document, '.count')).toEqual([words.count(1), words.count(1)]);
    expect(textsOf(document, '.none')).toEqual(Array(3).fill(words.noEvidence));
    expect(document.querySelector('h1')?.textContent).toBe(words.documentTitle);
    expect(document.querySelector('header p')?.textContent).toBe(`${words.madeOn} · ${words.count(2)}`);
  });

  it('shows title, address, note and date of a piece', () => {
    const [entry] = read([piece({ note: 'One.\nTwo.\n\n\nThree.\n' })]).querySelectorAll('li');
    const link = entry?.querySelector('h3 a');
    expect(link?.textContent).toBe(piece().title);
    expect(link?.getAttribute('href')).toBe(piece().url);
    expect(entry && textsOf(entry, 'p[dir=auto]')).toEqual(['One.Two.', 'Three.']);
    expect(entry?.querySelectorAll('br')).toHaveLength(1);
    expect(entry?.querySelector('.address')?.textContent).toBe(piece().url);
    expect(entry?.querySelector('.date')?.textContent).toBe(`${words.columns.taggedOn}: 1 martie 2026`);
    expect(entry?.querySelector('time')?.getAttribute('datetime')).toBe(piece().taggedAt);
  });

  it.each(['', ' ', '\n\n'])('has no paragraph for the note %j', (note) => {
    expect(read([piece({ note })]).querySelectorAll('li p[dir=auto]')).toHaveLength(0);
  });

  it('says so where a page has no title', () => {
    expect(read([piece({ title: '' })]).querySelector('h3 a')?.textContent).toBe(words.untitled);
  });

  it.each(['ro', 'pl', 'en'])('tells its language: %s', async (language) => {
    const root = read([], await wordsOf(language)).documentElement;
    expect(root.getAttribute('lang')).toBe(language);
    expect(root.getAttribute('dir')).toBe('ltr');
  });

  it('turns round for a language that is written from right to left', async () => {
    const arabic = await rightToLeftWords();
    const document = read([piece()], arabic);
    expect(document.documentElement.getAttribute('lang')).toBe('ar');
    expect(document.documentElement.getAttribute('dir')).toBe('rtl');
    expect(document.querySelector('.address')?.getAttribute('dir')).toBe('ltr');
    expect(document.querySelector('title')?.textContent).toBe(arabic.documentTitle);
  });

  it('marks an official title that is in another language, and only such', async () => {
    const foreign = read([], await rightToLeftWords());
    expect([...foreign.querySelectorAll('h2')].map((head) => head.getAttribute('lang'))).toEqual(
      Array(5).fill('en'),
    );
    expect(read([]).querySelectorAll('h2[lang]')).toHaveLength(0);
  });

  it('can load, run and send nothing', () => {
    const document = read([piece()]);
    expect(document.querySelectorAll('script, iframe, object, embed, img, link, form, base')).toHaveLength(0);
    const policy = document
      .querySelector('meta[http-equiv=Content-Security-Policy]')
      ?.getAttribute('content');
    expect(policy).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
    expect(policy).not.toContain('script-src');
    expect(document.querySelector('meta[name=referrer]')?.getAttribute('content')).toBe('no-referrer');
    expect(write([piece()])).not.toMatch(/url\(|@import/);
  });
});

describe('hostile text', () => {
  const plain = tagsOf(write([piece({ url: 'https://school.example/a?b=%22', note: 'x' })]));

  it.each(HOSTILE)('stays text in title and note: %s', (text) => {
    const list = [piece({ title: text, note: text, url: 'https://school.example/a?b=%22' })];
    const document = read(list);
    expect(document.querySelector('h3 a')?.textContent).toBe(text);
    expect(document.querySelector('li p[dir=auto]')?.textContent).toBe(text);
    expect(tagsOf(write(list))).toEqual(plain);
  });

  it.each(["https://school.example/'onclick='alert(1)", 'https://school.example/?a=1&lt;b&amp;c=<'])(
    'stays in the address: %s',
    (address) => {
      const url = new URL(address).href;
      const document = read([piece({ url })]);
      expect(document.querySelector('h3 a')?.getAttribute('href')).toBe(url);
      expect(document.querySelector('h3 a')?.getAttributeNames().sort()).toEqual(['dir', 'href']);
      expect(document.querySelector('.address')?.textContent).toBe(url);
    },
  );

  it.each(['<', '>', '"', "'", '&'])('never leaves a %s as it is', (sign) => {
    const twice = sign.repeat(2);
    expect(write([piece({ title: twice, note: twice })])).not.toContain(twice);
  });

  it('stays text in the words themselves', () => {
    const [text = ''] = HOSTILE;
    const say = { ...words, documentTitle: text, madeOn: text, noEvidence: text, untitled: text };
    expect(read([piece({ title: '' })], say).querySelector('h1')?.textContent).toBe(text);
    expect(write([piece({ title: '' })], say)).not.toContain('<script');
  });
});

it('reads back piece by piece and links only to http and https, for any list', () => {
  fc.assert(
    fc.property(anyList, (list) => {
      const document = read(list);
      const pieces = arrange(list).flatMap((section) => section.pieces);
      expect(textsOf(document, '.address')).toEqual(pieces.map(({ url }) => url));
      expect(textsOf(document, 'h3 a')).toEqual(pieces.map(({ title }) => title || words.untitled));
      const links = [...document.querySelectorAll('[href], [src]')];
      expect(links.map((link) => link.getAttribute('href'))).toEqual(pieces.map(({ url }) => url));
      for (const { url } of pieces) expect(url).toMatch(/^https?:/);
      const said = textsOf(document, 'li p[dir=auto]').join('').replace(/\s/g, '');
      expect(said).toBe(
        pieces
          .map(({ note }) => note)
          .join('')
          .replace(/\s/g, ''),
      );
    }),
  );
});

/** Every tag as it is written, by a reading so strict that nothing hides: `<` only ever opens a tag. */
function tagsOf(text: string): string[] {
  const body = text.slice(text.indexOf('</style>'));
  for (const rest of body.split('<').slice(1))
    expect(rest).toMatch(/^\/?[a-z][a-z0-9]*( [a-z]+="[^"<>]*")*>/);
  return [...body.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
}
