import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Bookmark } from '../../../evidence/import/bookmark-folder.ts';
import { readTeamFile } from '../../../evidence/import/read-team-file.ts';
import { LANGUAGES } from '../../../locales/index.ts';
import { wordsOf } from '../../support/words.ts';

const DECLARED = '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n';
const OPTIONS = {
  tableWords: await Promise.all(LANGUAGES.map(wordsOf)),
  now: new Date('2026-11-30T12:00:00.000Z'),
};

type Found = readonly (Bookmark & { readonly folder: string })[];

/** @returns all bookmarks of a file, each with the path of its folder */
async function read(content: string | Uint8Array): Promise<Found> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const file = await readTeamFile({ name: 'bookmarks.html', bytes }, OPTIONS);
  if (!file.ok || file.kind !== 'bookmarks') throw new Error(JSON.stringify(file));
  return file.folders.flatMap(({ path, bookmarks }) =>
    bookmarks.map((one) => ({ ...one, folder: path.join(' › ') })),
  );
}

/** @returns the title of the only bookmark of a file with these bytes as its text, each a character */
async function titleIn(beginning: string, title: string): Promise<string | undefined> {
  const html = `${beginning}<DL><DT><A HREF="https://school.example/" ADD_DATE="1772355600">${title}</A></DL>`;
  const [one] = await read(Buffer.from(html, 'latin1'));
  return one?.title;
}

function meta(charset: string): string {
  return `<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=${charset}">`;
}

describe('a bookmarks file is read in the encoding', () => {
  it.each([
    ['windows-1250', '\xa3\xf3d\x9f', 'Łódź'],
    ['ISO-8859-2', '\xa3\xf3d\xbc', 'Łódź'],
    ['windows-1251', '\xd8\xea\xee\xeb\xe0', 'Школа'],
    ['koi8-u', '\xfb\xcb\xcf\xcc\xc1', 'Школа'],
    ['windows-1257', 'K\xf5ik \xf0okid', 'Kõik šokid'],
    ['windows-1254', '\xdd\xfe', 'İş'],
    ['iso-8859-16', '\xaacoal\xe3', 'Școală'],
    ['x-mac-roman', '\x8ecole, tr\xc9', 'école, tr…'],
    ['x-mac-cyrillic', '\x98\xea\xee\xeb\xe0', 'Школа'],
    ['shift_jis', '\x8aw\x8dZ', '学校'],
    ['gb18030', '\xd1\xa7\xd0\xa3', '学校'],
    ['big5', '\xbe\xc7\xae\xd5', '學校'],
    ['us-ascii', 'it\x92s', 'it’s'],
    // HTML Living Standard, 13.2.3.3: a file whose META element could be read as ASCII can't be UTF-16.
    ['utf-16', '\xc5\x81\xc3\xb3d\xc5\xba', 'Łódź'],
    ['UTF-8', '\xc5\x81\xc3\xb3d\xc5\xba', 'Łódź'],
  ])('%s, as its META element says', async (charset, title, expected) => {
    expect(await titleIn(`${DECLARED}${meta(charset)}`, title)).toBe(expected);
    expect(await titleIn(`<meta charset='${charset}'>${DECLARED}`, title)).toBe(expected);
    expect(await titleIn(`<HTML><!x><!-- ${meta('koi8-r')} -->${meta(charset)}`, title)).toBe(expected);
  });

  it.each([
    ['UTF-16, little end first', Buffer.from([0xff, 0xfe]), 'utf16le'],
    ['UTF-8', Buffer.from([0xef, 0xbb, 0xbf]), 'utf8'],
  ] as const)('%s, as its byte order mark says, whatever META says', async (_, mark, encoding) => {
    const html = `${DECLARED}${meta('windows-1251')}<A HREF="https://school.example/">Łódź</A>`;
    expect(await read(Buffer.concat([mark, Buffer.from(html, encoding)]))).toMatchObject([{ title: 'Łódź' }]);
  });

  it('UTF-16, big end first, as its byte order mark says', async () => {
    const html = Buffer.from(`\uFEFF${DECLARED}<A HREF="https://school.example/">Łódź</A>`, 'utf16le');
    expect(await read(html.swap16())).toMatchObject([{ title: 'Łódź' }]);
  });

  it.each(['', meta('klingon'), meta(''), '<meta charset>', meta('replacement')])(
    'UTF-8 if it is that, else windows-1252, when it declares no known encoding: %j',
    async (beginning) => {
      expect(await titleIn(`${DECLARED}${beginning}`, '\xc5\x81\xc3\xb3d\xc5\xba')).toBe('Łódź');
      expect(await titleIn(`${DECLARED}${beginning}`, 'children\x92s caf\xe9')).toBe('children’s café');
    },
  );

  it('UTF-8 that it declares, though a service cut a character in two', async () => {
    expect(await titleIn(`${DECLARED}${meta('utf-8')}`, 'Caf\xc3')).toBe('Caf\uFFFD');
  });
});

it('bookmarks have every reference of HTML resolved, in titles, notes, tags, folders and addresses', async () => {
  const html = `${DECLARED}<DL><DT><H3>&Eacute;cole &amp; caf&eacute;</H3><DL>
    <DT><A HREF="https://school.example/?a=1&copy=2&amp;b=3" TAGS="&aelig;,&#x142;&oacute;d&zacute;">
    children&#146;s &mdash; &#128; &lt;b&gt; &hellip; &amp;lt; AT&T &nosuch; &#0;</A><DD>&ldquo;Why&rdquo; &NotEqualTilde;</DL></DL>`;
  expect(await read(html)).toEqual([
    {
      folder: 'École & café',
      url: 'https://school.example/?a=1&copy=2&b=3',
      title: 'children’s — € <b> … &lt; AT&T &nosuch; \uFFFD',
      note: '“Why” ≂̸',
      tags: ['æ', 'łódź'],
    },
  ]);
});

describe('the file of a service or an old browser is read', () => {
  it('Pocket (HTML): lists under headings, with its own names for tags and time', async () => {
    const html = `<!DOCTYPE html><html><head><title>Pocket Export</title></head><body>
      <h1>Unread</h1><ul>
      <li><a href="https://school.example/1" time_added="1772355600" tags="water,air">One</a></li>
      <li><a href="https://school.example/2" time_added="1772359200" tags="">Two</a></li></ul>
      <h1>Read Archive</h1><ul><li><a href="https://school.example/3" time_added="1772359200" tags="">Three</a></li></ul>`;
    expect(await read(html)).toEqual([
      {
        folder: 'Unread',
        url: 'https://school.example/1',
        title: 'One',
        tags: ['water', 'air'],
        addedAt: '2026-03-01T09:00:00.000Z',
      },
      expect.objectContaining({ folder: 'Unread', title: 'Two', tags: [] }),
      expect.objectContaining({ folder: 'Read Archive', title: 'Three' }),
    ]);
  });

  it('Scuttle and Shaarli: the subject of a page in an attribute, and a note beside it', async () => {
    const html = `${DECLARED}<dl><dt><a href="https://school.example/1" description="About &quot;water&quot;" tags="a,b">One</a>
      <dt><a href="https://school.example/2" description="Same" >Two</a><dd>Same
      <dt><a href="https://school.example/3" description="One thing">Three</a><dd>Another</dl>`;
    expect((await read(html)).map(({ note }) => note)).toEqual([
      'About "water"',
      'Same',
      'One thing\n\nAnother',
    ]);
  });

  it('a file without a first line that names its format, and without dates, by its shape', async () => {
    const html = `<DL><DT><H3>Projects</H3></DT><DL><DT><A HREF="https://school.example/1">One</A></DL>
      <DT><A HREF="https://school.example/2">Two</A></DL>`;
    expect((await read(html)).map(({ folder, title }) => [folder, title])).toEqual([
      ['', 'Two'],
      ['Projects', 'One'],
    ]);
  });

  it('Internet Explorer 4 for Mac: other lines before the first line, invalid declarations', async () => {
    const html = `<HTML>\n${DECLARED}<!Created by Microsoft Internet Explorer 4.0 >\n${meta('x-mac-roman')}
      <H1 WINDOW_OPEN="TRUE">Favorites</H1>\n<DL><p>\n<DT><H3 FOLDED SORT_ORDER="0">Caf\x8e</H3>\n<DL><p>
      <DT><A HREF="https://school.example/" ADD_DATE="985223131" SUBSCRIBE MESSAGE="changed" >Tr\x8fs</A>
      </DL><p></DL><p></HTML>`;
    const found = await read(Buffer.from(html, 'latin1'));
    expect(found).toMatchObject([{ folder: 'Café', title: 'Très', addedAt: '2001-03-22T01:05:31.000Z' }]);
  });

  it('Netscape 4.7: aliases, separators, folders with descriptions', async () => {
    const html = `${DECLARED}<H1>Bookmarks for a school</H1><DL><p>
      <DT><H3 ADD_DATE="985016376">Projects</H3><DD>What we do<DL><p>
      <DT><A HREF="https://school.example/1" ALIASID="0" ADD_DATE="985016376" LAST_VISIT="0">One</A><DD>Why
      <HR><DT><A HREF="https://school.example/1" ALIASOF="0">One</A></DL><p></DL><p>`;
    expect(await read(html)).toMatchObject([
      { folder: 'Projects', title: 'One', note: 'Why' },
      { folder: 'Projects', title: 'One' },
    ]);
  });

  it('linkding and Pinboard: times in thousandths and millionths, no list around the lines', async () => {
    const html = `${DECLARED}<A HREF="https://school.example/1" ADD_DATE="1772355600000" TOREAD="0" PRIVATE="1" TAGS="c,c++">One</A>
      <DT><A HREF="https://school.example/2" ADD_DATE="1772355600000000">Two</A></p>`;
    const addedAt = '2026-03-01T09:00:00.000Z';
    expect(await read(html)).toMatchObject([{ addedAt, tags: ['c', 'c++'] }, { addedAt }]);
  });
});

describe('a page that is not a bookmarks file is refused', () => {
  it.each([
    ['with a menu', '<!DOCTYPE html><h1>School</h1><ul><li><a href="https://school.example/">Home</a></ul>'],
    [
      'with a glossary among other links',
      '<!DOCTYPE html><a href="https://a.example/">A</a><p><a href="https://b.example/">B</a><dl><dt><a href="https://c.example/">C</a></dl>',
    ],
  ])('%s', async (_, html) => {
    await expect(read(html)).rejects.toThrow('no-bookmarks');
  });
});

it('a bookmark is read alike wherever it is in a file, though a file is read in parts', async () => {
  const html = `<DT><A HREF="https://school.example/?a=1&amp;b=2" TAGS="&aelig;,&#x142;" ADD_DATE=1772355600>
    AT&T &eacute;&#128; 😀 &lt;b&gt;</A><!-- x --><DD>Why &mdash; <script>no</script>&hellip;<br>End`;
  const expected = await read(DECLARED + html);
  expect(expected).toMatchObject([{ title: 'AT&T é€ 😀 <b>', note: 'Why — …\nEnd', tags: ['æ', 'ł'] }]);
  for (let before = 1; before <= html.length; before += 1) {
    // Parts have 16,384 code units; the first of them ends in the bookmark.
    const padding = ' '.repeat(16_384 - DECLARED.length - before);
    expect(await read(DECLARED + padding + html)).toEqual(expected);
  }
});

it('titles, notes and tags are read at full length, so that the maker of pieces can shorten them and say so', async () => {
  const [title, note, tag] = ['t'.repeat(3_000), 'n'.repeat(30_000), 'g'.repeat(200)];
  const tags = Array.from({ length: 21 }, (_, n) => `${tag}${n}`);
  const html = `${DECLARED}<A HREF="https://school.example/" TAGS="${tags.join(',')}">${title}</A><DD>${note}`;
  expect(await read(html)).toMatchObject([{ title, note, tags }]);
});

/** Exports of browsers and services that are stored beside this project, not in it. */
const REAL_FILES = join(import.meta.dirname, '../../../../shared/real-files');

describe('a real export is read whole', () => {
  interface Wanted {
    readonly pages: number;
    readonly leftOut?: number;
    readonly has?: readonly WantedPage[];
    readonly wish?: readonly WantedPage[];
  }
  interface WantedPage {
    readonly url: string;
    readonly title?: string;
    readonly note?: string;
    readonly folder?: string;
    readonly day?: string;
    readonly tags?: readonly string[];
  }
  const list = join(REAL_FILES, 'expected.json');
  const areHere = existsSync(list);
  const wanted: Readonly<Record<string, Wanted>> = areHere
    ? JSON.parse(readFileSync(list, 'utf8'))
    : { 'the files are not here': { pages: 0 } };
  /** By words only, and notes by their beginning: their line breaks differ from file to file. */
  const plain = (text = '') =>
    text
      .replace(/[\u200e\u200f]/g, '')
      .replace(/\s+/g, ' ')
      .trim();

  it.skipIf(!areHere).each(Object.entries(wanted))(
    '%s',
    async (name, { pages, leftOut, has = [], wish = [] }) => {
      const bytes = new Uint8Array(readFileSync(join(REAL_FILES, name)));
      const file = await readTeamFile({ name, bytes }, OPTIONS);
      if (!file.ok || file.kind !== 'bookmarks') throw new Error(JSON.stringify(file));
      const all = file.folders.flatMap(({ path, bookmarks }) =>
        bookmarks.map((one) => ({ ...one, folder: path.at(-1) })),
      );
      expect(all).toHaveLength(pages);
      if (leftOut !== undefined) expect(file.leftOut).toBe(leftOut);
      for (const { url, title, note, folder, day, tags } of [...has, ...wish]) {
        const fitting = all.filter(
          (one) =>
            one.url === url &&
            plain(one.title).startsWith(plain(title)) &&
            plain(one.note).startsWith(plain(note)) &&
            (folder === undefined || one.folder === folder) &&
            (day === undefined || one.addedAt?.startsWith(day)) &&
            (tags === undefined || one.tags.join('|') === tags.join('|')),
        );
        expect(fitting, `${url} of ${name}`).not.toEqual([]);
      }
    },
  );
});
