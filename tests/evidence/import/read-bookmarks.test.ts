import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookmarks } from '../../../evidence/export/bookmarks.ts';
import { noteOf } from '../../../evidence/export/format/piece-in-words.ts';
import { type Bookmark, type BookmarkFolder, folderKey } from '../../../evidence/import/bookmark-folder.ts';
import { domainFinder } from '../../../evidence/import/folder-domain.ts';
import { piecesFromBookmarks } from '../../../evidence/import/pieces-from-bookmarks.ts';
import { readBookmarks } from '../../../evidence/import/read-bookmarks.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { forEachDomain, MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { contributionsOf, NEW_ORIGIN } from '../../../evidence/piece/contribution.ts';
import { MAX_LABELS } from '../../../evidence/piece/facts.ts';
import { type Piece, parsePiece } from '../../../evidence/piece/piece.ts';
import { atOnce } from '../../../evidence/values/in-slices.ts';
import { anyFullList, fullPiece, offlinePiece } from '../../support/full-pieces.ts';
import { byId, noteIn, piece } from '../../support/pieces.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const NOW = new Date('2026-11-22T10:00:00.000Z');
const AT_9 = '2026-03-01T09:00:00.000Z';
const AT_10 = '2026-03-01T10:00:00.000Z';
const AT_11 = '2026-03-01T11:00:00.000Z';

function read(html: string) {
  return readBookmarks(new TextEncoder().encode(html), {});
}

/** The pieces of folders with chosen domains. */
function made(folders: readonly BookmarkFolder[], choice: Parameters<typeof piecesFromBookmarks>[1]) {
  return atOnce(piecesFromBookmarks(folders, choice, NOW));
}

function readFixture(name: string) {
  return readBookmarks(readFileSync(new URL(`../../fixtures/bookmarks/${name}.html`, import.meta.url)), {});
}

const UNTAGGED = { tags: [] };

describe('the bookmarks file', () => {
  it('of Chrome and Edge is read: folders in folders, references; a bookmark without a web page is omitted', async () => {
    expect(await readFixture('chrome')).toEqual({
      ok: true,
      leftOut: 2,
      folders: [
        {
          path: [],
          bookmarks: [{ url: 'http://elsewhere.example/', title: 'Elsewhere', addedAt: AT_11, ...UNTAGGED }],
        },
        {
          path: ['Bookmarks bar'],
          bookmarks: [
            {
              url: 'https://school.example/projects/water',
              title: 'Water & air in "our" towns',
              addedAt: AT_9,
              ...UNTAGGED,
            },
          ],
        },
        {
          path: ['Bookmarks bar', 'eTwinning'],
          bookmarks: [
            { url: 'https://school.example/a?b=1&c=2', title: "A <b> 'c'", addedAt: AT_10, ...UNTAGGED },
          ],
        },
      ],
    });
  });

  it('of Firefox is read: tags, notes on several lines, a folder’s description, separators', async () => {
    expect(await readFixture('firefox')).toEqual({
      ok: true,
      leftOut: 1,
      folders: [
        {
          path: ['Școala noastră'],
          bookmarks: [
            {
              url: 'https://school.example/projects/water',
              title: 'Apă și aer',
              note: 'Planned together\nby four teachers & a friend.',
              tags: ['Erasmus+', 'Water'],
              addedAt: AT_9,
            },
            { url: 'https://school.example/b', title: 'Without a date', ...UNTAGGED },
          ],
        },
        {
          path: ['Other Bookmarks'],
          bookmarks: [{ url: 'https://school.example/c', title: 'C', addedAt: AT_11, ...UNTAGGED }],
        },
      ],
    });
  });

  it('of Safari is read: no list around the whole, no dates', async () => {
    const content = await readFixture('safari');
    expect(content.ok && content.folders.map(({ path, bookmarks: [one] }) => [...path, one?.url])).toEqual([
      ['https://school.example/c'],
      ['Favourites', 'https://school.example/projects/water'],
      ['Favourites', 'Mission', 'https://school.example/b'],
      ['Reading List', 'https://school.example/d'],
    ]);
  });

  it('edited by hand is read: unclosed, unquoted and unknown tags; scripts, styles and comments hold nothing', async () => {
    expect(await readFixture('hand-made')).toEqual({
      ok: true,
      leftOut: 1,
      folders: [
        { path: [], bookmarks: [{ url: 'https://a.example/4', title: 'Four', ...UNTAGGED }] },
        {
          path: ['Our projects'],
          bookmarks: [
            { url: 'https://a.example/1', title: 'One', addedAt: AT_9, ...UNTAGGED },
            { url: 'https://a.example/2', title: 'Two bold', note: 'Why\nit matters', ...UNTAGGED },
            { url: 'https://a.example/3', title: 'Three © &lt; A\uFFFD', ...UNTAGGED },
          ],
        },
      ],
    });
  });
});

describe('our own bookmarks file', () => {
  it.each(['en', 'ro', 'pl', 'it', 'et'])('is read back under the same domains: %s', async (code) => {
    const words = await wordsOf(code);
    const list = [
      fullPiece({ labels: ['Erasmus+', 'Water, air, and "us"'], note: ' a\n<DD>b &amp; c' }),
      piece({ domain: 'model-school', title: '' }),
    ];
    const html = bookmarks.write(arrange([...list, offlinePiece()]), words, OPTIONS) as string;
    const content = await read(html);
    if (!content.ok) throw new Error(content.fault.code);
    const titles = forEachDomain((domain) => words.domainTitles[domain].text);
    const find = domainFinder([titles]);
    const choice = new Map(
      content.folders.map((folder) => [folderKey(folder), find(folder.path.at(-1) ?? '')]),
    );
    const pieces = [...made(content.folders, choice).pieces.values()];
    const kept = (one: Piece) => {
      const { domain, url, title, taggedAt, labels } = one;
      return { domain, url, title, note: noteIn(one).trim(), taggedAt, labels };
    };
    expect(pieces.map(kept)).toEqual(list.map(kept));
    // A bookmark names nobody: its text belongs to whoever imports it.
    const authors = pieces.map((one) => contributionsOf(one).map(({ origin, by }) => ({ origin, by })));
    expect(authors).toEqual(list.map(() => [{ origin: NEW_ORIGIN, by: '' }]));
  });

  it('is read back whole, for any list', async () => {
    const words = await wordsOf('pl');
    await fc.assert(
      fc.asyncProperty(anyFullList, async (list) => {
        const online = arrange(list)
          .flatMap(({ pieces }) => pieces)
          .filter(({ url }) => url.startsWith('http'));
        const content = await read(bookmarks.write(arrange(list), words, OPTIONS) as string);
        const found = content.ok ? content.folders.flatMap((folder) => folder.bookmarks) : [];
        expect(found.map(({ url, title, note = '', tags }) => ({ url, title, note, tags }))).toEqual(
          online.map(({ url, title, labels = [], ...piece }) => {
            return { url, title, note: noteOf({ url, title, ...piece }).trim(), tags: labels };
          }),
        );
      }),
    );
  });
});

describe('a bookmarks file is refused', () => {
  const link = '<A HREF="https://a.example/">A</A>';
  it.each<[string, string, object]>([
    ['if it is a page without bookmarks', '<!DOCTYPE html><p>Hello', { code: 'no-bookmarks' }],
    ['if it is a page with links', `<!DOCTYPE html><p>${link}`, { code: 'no-bookmarks' }],
    ['if it is not text', '\u0000', { code: 'no-bookmarks' }],
    ['if it has too many', link.repeat(100_001), { code: 'too-many-bookmarks', limit: 100_000 }],
    ['if it is too deep', '<DL>'.repeat(65) + link, { code: 'too-deep', limit: 64 }],
    [
      'if it has too many folders',
      Array.from({ length: 10_001 }, (_, n) => `<H3>${n}</H3><DL></DL>`).join(''),
      { code: 'too-many-folders', limit: 10_000 },
    ],
  ])('%s', async (_, html, fault) => {
    expect(await read(html)).toEqual({ ok: false, fault });
  });

  it('if reading it is stopped', async () => {
    const abort = new AbortController();
    const reading = readBookmarks(new TextEncoder().encode(link.repeat(90_000)), abort);
    abort.abort();
    await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });
});

describe('a bookmark’s time', () => {
  it.each([
    ['1772355600', AT_9],
    ['1772355600000', AT_9],
    ['1772355600000000', AT_9],
    ['0', undefined],
    ['-5', undefined],
    ['99999999999999999999', undefined],
    ['1e3', undefined],
  ])('%s', async (seconds, addedAt) => {
    const content = await read(`<A HREF="https://a.example/" ADD_DATE="${seconds}">A</A>`);
    expect(content.ok && content.folders[0]?.bookmarks[0]?.addedAt).toBe(addedAt);
  });
});

describe('piecesFromBookmarks', () => {
  const url = 'https://a.example/';
  const folders = [
    { path: ['A'], bookmarks: [{ url, title: '', tags: ['x'], addedAt: AT_10 }] },
    {
      path: ['A', 'B'],
      bookmarks: [
        { url: `${url}?utm_source=b`, title: 'Two', note: 'Why', tags: ['X', 'y'], addedAt: AT_9 },
        { url: `${url}later`, title: 'Later', tags: [], addedAt: '2126-01-01T00:00:00.000Z' },
      ],
    },
    { path: [], bookmarks: [{ url: `${url}none`, title: 'None', tags: [] }] },
    {
      path: ['C'],
      bookmarks: [
        { url: `${url}#part`, title: 'Three', note: 'Why not', tags: ['z'] },
        { url, title: 'Two', note: 'Why', tags: [] },
      ],
    },
  ];
  const key = (index: number) => folderKey(folders[index] ?? { path: [] });

  it('creates each page once under a domain, with the text of all its bookmarks', () => {
    const choice = new Map([
      [key(0), 'collaboration'],
      [key(1), 'collaboration'],
      [key(3), 'collaboration'],
    ] as const);
    const fields = { domain: 'collaboration', origin: 'o' } as const;
    const now = NOW.toISOString();
    expect(atOnce(piecesFromBookmarks(folders, choice, NOW, 'o'))).toEqual({
      pieces: byId([
        piece({
          ...fields,
          url,
          title: 'Two · Three',
          note: 'Why\n\nWhy not',
          labels: ['x', 'y', 'z'],
          taggedAt: AT_9,
          updatedAt: AT_9,
        }),
        piece({ ...fields, url: `${url}later`, title: 'Later', note: '', taggedAt: now, updatedAt: now }),
      ]),
      shortened: [],
    });
  });

  it('creates a page under each domain chosen for its folders, and skips folders without a domain', () => {
    const choice = new Map([
      [key(0), 'collaboration'],
      [key(1), 'model-school'],
      [key(2), undefined],
    ] as const);
    expect([...made(folders, choice).pieces.keys()]).toEqual([
      `collaboration:${url}`,
      `model-school:${url}`,
      `model-school:${url}later`,
    ]);
  });

  describe('reports the page whose text does not fit, and preserves its beginning', () => {
    const tags = Array.from({ length: MAX_LABELS }, (_, n) => `${n}`);
    const page = (more: Partial<Bookmark>) => ({ url, title: 'One', tags: [], ...more });
    it.each<[string, Bookmark[], readonly string[]]>([
      ['nothing if all fits', [page({ title: 't'.repeat(1_000), note: 'n'.repeat(20_000), tags })], []],
      ['a long title', [page({ title: 't'.repeat(1_001) })], ['title']],
      [
        'two titles that are too long together',
        ['a', 'b'].map((one) => page({ title: one.repeat(500) })),
        ['title'],
      ],
      ['a long note', [page({ note: 'n'.repeat(20_001) })], ['note']],
      [
        'two notes that are too long together',
        ['a', 'b'].map((one) => page({ note: one.repeat(10_000) })),
        ['note'],
      ],
      ['a long tag', [page({ tags: ['g'.repeat(61)] })], ['labels']],
      ['a tag too many', [page({ tags: [...tags, 'x'] })], ['labels']],
      ['a tag too many of two bookmarks', [page({ tags }), page({ tags: ['x'] })], ['labels']],
      ['the same tags twice', [page({ tags }), page({ tags })], []],
      [
        'all of it',
        [page({ title: 't'.repeat(2_000), note: 'n'.repeat(30_000), tags: ['g'.repeat(61)] })],
        ['title', 'note', 'labels'],
      ],
    ])('%s', (_, bookmarks, fields) => {
      const choice = new Map([[folderKey({ path: [] }), 'collaboration' as const]]);
      const { pieces, shortened } = made([{ path: [], bookmarks }], choice);
      const [kept] = pieces.values();
      expect(kept && parsePiece(kept)).toEqual({ state: 'ok', piece: kept });
      const [first] = bookmarks;
      expect(first?.title.startsWith(kept?.title.slice(0, 400) ?? '?')).toBe(true);
      expect(shortened).toEqual(
        fields.length > 0 ? [{ id: `collaboration:${url}`, title: kept?.title, fields }] : [],
      );
    });
  });
});

describe('domainFinder', () => {
  it.each(['en', 'ro', 'pl', 'it', 'et'])('recognises the official titles: %s', async (code) => {
    const { domainTitles } = await wordsOf(code);
    const titles = forEachDomain((domain) => domainTitles[domain].text);
    for (const [index, domain] of MISSION_DOMAINS.entries()) {
      for (const name of [titles[domain], `${index + 1}. ${titles[domain]} `, titles[domain].toUpperCase()]) {
        expect(domainFinder([titles])(name)).toBe(domain);
      }
    }
  });

  it.each(['', '1.', 'Projects', '2. Projects'])('proposes no domain for %j', async (name) => {
    const { domainTitles } = await wordsOf('en');
    expect(domainFinder([forEachDomain((domain) => domainTitles[domain].text)])(name)).toBeUndefined();
    expect(domainFinder([])(name)).toBeUndefined();
  });
});
