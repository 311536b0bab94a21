import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { html } from '../../../evidence/export/html.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { pageKey } from '../../../evidence/page/page-address.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { linkToQuote } from '../../../evidence/piece/text-fragment.ts';
import { anyFullList, fullPiece, offlinePiece, quote } from '../../support/full-pieces.ts';
import { noteIn, piece } from '../../support/pieces.ts';
import { EXPORTED_AT, OPTIONS, rightToLeftWords, wordsOf } from '../../support/words.ts';

const words = await wordsOf('ro');

function write(list: readonly Piece[], say = words, options = OPTIONS): string {
  return html.write(arrange(list), say, options) as string;
}

function read(list: readonly Piece[], say = words, options = OPTIONS): Document {
  return parseHTML(write(list, say, options)).document;
}

const DATA_URL = 'data:image/webp;base64,UklGRg==';

/** The choices with a picture of each page. */
function picturesOf(list: readonly Piece[]) {
  const picture = { dataUrl: DATA_URL, width: 1280, height: 900, takenAt: EXPORTED_AT };
  return { ...OPTIONS, pictures: new Map(list.map(({ url }) => [pageKey(url), picture])) };
}

/** The known facts of a piece, as displayed. */
function factsOf(document: ParentNode): (string | undefined)[] {
  return textsOf(document, 'dl > div').map((fact) => fact?.trim());
}

function textsOf(root: ParentNode, selector: string): (string | null)[] {
  return [...root.querySelectorAll(selector)].map((element) => element.textContent);
}

/** Strings that try to leave their text or attribute. */
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

describe('the exported page', () => {
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
    expect(entry && factsOf(entry)).toEqual(['Data marcării: 1 martie 2026']);
    expect(entry?.querySelector('time')?.getAttribute('datetime')).toBe(piece().taggedAt);
    expect(entry?.querySelectorAll('figure, .planned, img')).toHaveLength(0);
  });

  it('contains every known fact of a piece', () => {
    const document = read([fullPiece()]);
    expect(factsOf(document)).toEqual([
      'Data activității: 14 februarie 2026',
      'Data marcării: 1 martie 2026',
      'Marcată de: Anna Kowalska',
      'Etichete: Erasmus+; Water',
      'Cine o poate deschide: doar cine se autentifică',
    ]);
    const times = [...document.querySelectorAll('time')].map((time) => time.getAttribute('datetime'));
    expect(times).toEqual(['2026-02-14', piece().taggedAt]);
    expect(document.querySelector('h3 .planned')?.textContent).toBe('planificată');
  });

  it('has each passage as a quotation that leads to its position', () => {
    const quotes = [quote('One.\nTwo.\n\nThree.'), quote('Four.')];
    const document = read([piece({ quotes })]);
    expect(textsOf(document, 'figure blockquote')).toEqual(['One.Two.Three.', 'Four.']);
    expect(textsOf(document, 'blockquote p')).toEqual(['One.Two.', 'Three.', 'Four.']);
    const links = [...document.querySelectorAll('figcaption a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(quotes.map((one) => linkToQuote(piece().url, one)));
    expect(links[0]).toMatch(/^https:\/\/school\.example\/projects\/water#:~:text=/);
    expect(textsOf(document, 'figcaption')).toEqual(Array(2).fill(words.findQuote));
  });

  it.each([
    [offlinePiece({ quotes: [quote('Said.')] }), 'Unde se păstrează: the school office, folder 3'],
    [fullPiece({ url: offlinePiece().url }), words.notOnTheWeb],
    [fullPiece({ url: 'javascript:alert(1)' }), words.notOnTheWeb],
    [fullPiece({ url: 'data:text/html,<script>alert(1)</script>', place: 'box' }), 'Unde se păstrează: box'],
  ])('has no link if there is no web page, and gives the place', (one, where) => {
    const document = read([one]);
    expect(document.querySelectorAll('[href], [src], [cite]')).toHaveLength(0);
    expect(document.querySelector('h3')?.textContent).toContain(one.title);
    expect(document.querySelector('.address')?.textContent).toBe(where);
    expect(document.querySelector('blockquote')).not.toBeNull();
    expect(write([one])).not.toMatch(/urn:|javascript:|data:text/);
  });

  it('shows the picture of a page in each of its domains, with an alternative text', () => {
    const list = [
      piece({ url: `${piece().url}/?utm_source=x` }),
      piece({ domain: 'model-school' }),
      piece({ url: 'https://school.example/untitled', title: '' }),
      offlinePiece(),
    ];
    const document = read([...list, piece({ url: 'https://school.example/none' })], words, picturesOf(list));
    const images = [...document.querySelectorAll('img')];
    expect(images.map((image) => image.getAttribute('alt'))).toEqual([
      'Captură de ecran: „Water in our towns”',
      'Captură de ecran: „Pagină fără titlu”',
      'Captură de ecran: „Minutes of the staff meeting”',
      'Captură de ecran: „Water in our towns”',
    ]);
    for (const image of images) {
      expect(image.getAttribute('src')).toBe(DATA_URL);
      expect(image.getAttributeNames().sort()).toEqual(['alt', 'height', 'src', 'width']);
      expect([image.getAttribute('width'), image.getAttribute('height')]).toEqual(['1280', '900']);
    }
  });

  it.each(['', ' ', '\n\n'])('has no paragraph for the note %j', (note) => {
    expect(read([piece({ note })]).querySelectorAll('li > p[dir=auto]')).toHaveLength(0);
  });

  it('says so if a page has no title', () => {
    expect(read([piece({ title: '' })]).querySelector('h3 a')?.textContent).toBe(words.untitled);
  });

  it.each(['ro', 'pl', 'en'])('declares its language: %s', async (language) => {
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

  it('marks an official title that is in another language, and no other', async () => {
    const foreign = read([], await rightToLeftWords());
    expect([...foreign.querySelectorAll('h2')].map((head) => head.getAttribute('lang'))).toEqual(
      Array(5).fill('en'),
    );
    expect(read([]).querySelectorAll('h2[lang]')).toHaveLength(0);
  });

  it('can load, run and send nothing', () => {
    const list = [fullPiece(), offlinePiece()];
    const document = read(list, words, picturesOf(list));
    expect(document.querySelectorAll('script, iframe, object, embed, link, form, base')).toHaveLength(0);
    const policy = document
      .querySelector('meta[http-equiv=Content-Security-Policy]')
      ?.getAttribute('content');
    expect(policy).toBe(
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    );
    expect(document.querySelector('meta[name=referrer]')?.getAttribute('content')).toBe('no-referrer');
    expect(write(list, words, picturesOf(list))).not.toMatch(/url\(|@import/);
  });
});

describe('hostile text in the exported page', () => {
  const plain = tagsOf(write([piece({ url: 'https://school.example/a?b=%22', note: 'x' })]));

  it.each(HOSTILE)('stays text in title and note: %s', (text) => {
    const list = [piece({ title: text, note: text, url: 'https://school.example/a?b=%22' })];
    const document = read(list);
    expect(document.querySelector('h3 a')?.textContent).toBe(text);
    expect(document.querySelector('li p[dir=auto]')?.textContent).toBe(text);
    expect(tagsOf(write(list))).toEqual(plain);
  });

  const full = tagsOf(write([hostilePiece('x')], words, picturesOf([piece()])));

  it.each(HOSTILE)('stays text in quotations, labels, names and alternative texts: %s', (text) => {
    const one = hostilePiece(text);
    const document = read([one], words, picturesOf([one]));
    expect(document.querySelector('blockquote p')?.textContent).toBe(text);
    expect(factsOf(document)).toContain(`${words.columns.labels}: ${text}; b`);
    expect(factsOf(document)).toContain(`${words.columns.taggedBy}: ${text}`);
    expect(document.querySelector('img')?.getAttribute('alt')).toBe(words.screenshotOf(text));
    expect(tagNames(tagsOf(write([one], words, picturesOf([one]))))).toEqual(tagNames(full));
  });

  it.each(HOSTILE)('stays text in a place: %s', (text) => {
    const one = offlinePiece({ place: text });
    expect(read([one]).querySelector('.address')?.textContent).toBe(`${words.keptAt}: ${text}`);
    expect(tagsOf(write([one]))).toEqual(tagsOf(write([offlinePiece()])));
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

  it.each(['<', '>', '"', "'", '&'])('never leaves a %s unescaped', (sign) => {
    const twice = sign.repeat(2);
    const one = piece({
      title: twice,
      note: twice,
      quotes: [quote(twice)],
      labels: [twice],
      taggedBy: twice,
    });
    expect(write([one], words, picturesOf([one]))).not.toContain(twice);
    expect(write([offlinePiece({ place: twice })])).not.toContain(twice);
  });

  it('stays text in the words themselves', () => {
    const [text = ''] = HOSTILE;
    const say = { ...words, documentTitle: text, madeOn: text, noEvidence: text, untitled: text };
    expect(read([piece({ title: '' })], say).querySelector('h1')?.textContent).toBe(text);
    expect(write([piece({ title: '' })], say)).not.toContain('<script');
  });
});

it('an exported page reads back piece by piece and links only to http and https, for any list', () => {
  fc.assert(
    fc.property(anyFullList, (list) => {
      const options = picturesOf(list);
      const document = read(list, words, options);
      tagsOf(write(list, words, options));
      const pieces = arrange(list).flatMap((section) => section.pieces);
      const entries = [...document.querySelectorAll('li')];
      expect(entries).toHaveLength(pieces.length);
      for (const [index, one] of pieces.entries()) {
        const entry = entries[index] as Element;
        const isOnTheWeb = /^https?:/.test(one.url);
        const quotes = one.quotes ?? [];
        expect(textsOf(entry, 'h3 [dir=auto]')).toEqual([one.title || words.untitled]);
        const where = one.place ? `${words.keptAt}: ${one.place}` : words.notOnTheWeb;
        expect(entry.querySelector('.address')?.textContent).toBe(isOnTheWeb ? one.url : where);
        const links = [...entry.querySelectorAll('[href]')].map((link) => link.getAttribute('href'));
        const wanted = [one.url, ...quotes.map((passage) => linkToQuote(one.url, passage))];
        expect(links).toEqual(isOnTheWeb ? wanted : []);
        expect(bare(textsOf(entry, 'li > p[dir=auto]'))).toBe(bare([noteIn(one)]));
        expect(textsOf(entry, 'blockquote').map((text) => bare([text]))).toEqual(
          quotes.map(({ exact }) => bare([exact])),
        );
        const facts = factsOf(entry);
        if (one.labels) expect(facts).toContain(`${words.columns.labels}: ${one.labels.join('; ')}`);
        const name = one.contributions?.[0]?.by;
        if (name) expect(facts).toContain(`${words.columns.taggedBy}: ${name}`);
        expect(entry.querySelectorAll('.planned')).toHaveLength(one.status === 'planned' ? 1 : 0);
      }
    }),
  );
});

/** Texts without their white space, whose position in HTML has little meaning. */
function bare(texts: readonly (string | null)[]): string {
  return texts.join('').replace(/\s/g, '');
}

/** A piece with the same text in every field that takes any. */
function hostilePiece(text: string): Piece {
  return piece({ title: text, note: text, quotes: [quote(text)], labels: [text, 'b'], taggedBy: text });
}

function tagNames(tags: readonly string[]): string[] {
  return tags.map((tag) => tag.replaceAll(/="[^"]*"/g, ''));
}

/** Every tag as it is written, by a reading so strict that nothing hides: `<` only ever opens a tag. */
function tagsOf(text: string): string[] {
  const body = text.slice(text.indexOf('</style>'));
  for (const rest of body.split('<').slice(1))
    expect(rest).toMatch(/^\/?[a-z][a-z0-9]*( [a-z]+="[^"<>]*")*>[^>]*$/);
  return [...body.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
}
