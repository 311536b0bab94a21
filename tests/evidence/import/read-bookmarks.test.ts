import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange } from '../../../evidence/arrange.ts';
import type { Evidence } from '../../../evidence/evidence.ts';
import { bookmarks } from '../../../evidence/export/bookmarks.ts';
import { MAX_LABELS } from '../../../evidence/facts.ts';
import { folderKey } from '../../../evidence/import/bookmark-folder.ts';
import { piecesFromBookmarks, proposeDomain } from '../../../evidence/import/pieces-from-bookmarks.ts';
import { readBookmarks } from '../../../evidence/import/read-bookmarks.ts';
import { forEachDomain, MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { anyFullList, fullPiece, offlinePiece } from '../../support/full-pieces.ts';
import { byId, piece } from '../../support/pieces.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const NOW = new Date('2026-11-22T10:00:00.000Z');
const AT_9 = '2026-03-01T09:00:00.000Z';
const AT_10 = '2026-03-01T10:00:00.000Z';
const AT_11 = '2026-03-01T11:00:00.000Z';

function read(html: string) {
  return readBookmarks(new TextEncoder().encode(html), {});
}

function readFixture(name: string) {
  return readBookmarks(readFileSync(new URL(`../../fixtures/bookmarks/${name}.html`, import.meta.url)), {});
}

const UNTAGGED = { tags: [] };

describe('the file of a browser', () => {
  it('Chrome and Edge: folders in folders, references, what leads to no web page left out', async () => {
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

  it('Firefox: tags, notes on several lines, a folder’s description, separators', async () => {
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

  it('Safari: no list around the whole, no dates', async () => {
    const content = await readFixture('safari');
    expect(content.ok && content.folders.map(({ path, bookmarks: [one] }) => [...path, one?.url])).toEqual([
      ['https://school.example/c'],
      ['Favourites', 'https://school.example/projects/water'],
      ['Favourites', 'Mission', 'https://school.example/b'],
      ['Reading List', 'https://school.example/d'],
    ]);
  });

  it('a hand: tags unclosed, unquoted and unknown; scripts, styles and comments hold nothing', async () => {
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
            { url: 'https://a.example/3', title: 'Three &copy; &lt; A\uFFFD', ...UNTAGGED },
          ],
        },
      ],
    });
  });
});

describe('our own file', () => {
  it.each(['en', 'ro', 'pl', 'it', 'et'])('comes back under the same domains: %s', async (code) => {
    const words = await wordsOf(code);
    const list = [
      fullPiece({ labels: ['Erasmus+'], note: ' a\n<DD>b &amp; c' }),
      piece({ domain: 'model-school' }),
    ];
    const html = bookmarks.write(arrange([...list, offlinePiece()]), words, OPTIONS) as string;
    const content = await read(html);
    if (!content.ok) throw new Error(content.fault.code);
    const titles = forEachDomain((domain) => words.domainTitles[domain].text);
    const choice = new Map(
      content.folders.map((folder) => [folderKey(folder), proposeDomain(folder.path.at(-1) ?? '', [titles])]),
    );
    const pieces = [...piecesFromBookmarks(content.folders, choice, NOW).values()];
    const kept = ({ domain, url, title, note, taggedAt, labels }: Evidence) => {
      return { domain, url, title, note: note.trim(), taggedAt, labels };
    };
    expect(pieces.map(kept)).toEqual(list.map(kept));
  });

  it('comes back whole, for any list', async () => {
    const words = await wordsOf('pl');
    await fc.assert(
      fc.asyncProperty(anyFullList, async (list) => {
        const online = arrange(list)
          .flatMap(({ pieces }) => pieces)
          .filter(({ url }) => url.startsWith('http'));
        const content = await read(bookmarks.write(arrange(list), words, OPTIONS) as string);
        const found = content.ok ? content.folders.flatMap((folder) => folder.bookmarks) : [];
        expect(found.map(({ url, title }) => [url, title])).toEqual(
          online.map(({ url, title }) => [url, title || words.untitled]),
        );
      }),
    );
  });
});

describe('a file that is refused', () => {
  const link = '<A HREF="https://a.example/">A</A>';
  it.each<[string, string, object]>([
    ['a page without bookmarks', '<!DOCTYPE html><p>Hello', { code: 'no-bookmarks' }],
    ['a page with links', `<!DOCTYPE html><p>${link}`, { code: 'no-bookmarks' }],
    ['no text', '\u0000', { code: 'no-bookmarks' }],
    ['too many', link.repeat(100_001), { code: 'too-many-bookmarks', limit: 100_000 }],
    ['too deep', '<DL>'.repeat(65) + link, { code: 'too-deep', limit: 64 }],
    [
      'too many folders',
      Array.from({ length: 10_001 }, (_, n) => `<H3>${n}</H3><DL></DL>`).join(''),
      { code: 'too-many-folders', limit: 10_000 },
    ],
  ])('%s', async (_, html, fault) => {
    expect(await read(html)).toEqual({ ok: false, fault });
  });

  it('another encoding', async () => {
    expect(await readBookmarks(new Uint8Array([0x3c, 0xff]), {})).toEqual({
      ok: false,
      fault: { code: 'not-text' },
    });
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    const reading = readBookmarks(new TextEncoder().encode(link.repeat(90_000)), abort);
    abort.abort();
    await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });
});

describe('times', () => {
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
  ];
  const key = (index: number) => folderKey(folders[index] ?? { path: [] });

  it('has each page once under a domain, with what both say', () => {
    const choice = new Map([
      [key(0), 'collaboration'],
      [key(1), 'collaboration'],
    ] as const);
    const fields = { domain: 'collaboration', origin: 'o' } as const;
    const now = NOW.toISOString();
    expect(piecesFromBookmarks(folders, choice, NOW, 'o')).toEqual(
      byId([
        piece({
          ...fields,
          url,
          title: 'Two',
          note: 'Why',
          labels: ['x', 'y'],
          taggedAt: AT_9,
          updatedAt: AT_9,
        }),
        piece({ ...fields, url: `${url}later`, title: 'Later', note: '', taggedAt: now, updatedAt: now }),
      ]),
    );
  });

  it('has a page under each domain that its folders go to, and leaves out folders that go nowhere', () => {
    const choice = new Map([
      [key(0), 'collaboration'],
      [key(1), 'model-school'],
      [key(2), undefined],
    ] as const);
    expect([...piecesFromBookmarks(folders, choice, NOW).keys()]).toEqual([
      `collaboration:${url}`,
      `model-school:${url}`,
      `model-school:${url}later`,
    ]);
  });

  it('has no more labels than a piece can have', () => {
    const tags = Array.from({ length: MAX_LABELS }, (_, n) => `${n}`);
    const twice = [tags, tags.map((tag) => `x${tag}`)].map((all) => ({ url, title: '', tags: all }));
    const pieces = piecesFromBookmarks(
      [{ path: [], bookmarks: twice }],
      new Map([[folderKey({ path: [] }), 'collaboration' as const]]),
      NOW,
    );
    expect([...pieces.values()].map(({ labels }) => labels)).toEqual([tags]);
  });
});

describe('proposeDomain', () => {
  it.each(['en', 'ro', 'pl', 'it', 'et'])('knows the official titles: %s', async (code) => {
    const { domainTitles } = await wordsOf(code);
    const titles = forEachDomain((domain) => domainTitles[domain].text);
    for (const [index, domain] of MISSION_DOMAINS.entries()) {
      for (const name of [titles[domain], `${index + 1}. ${titles[domain]} `, titles[domain].toUpperCase()]) {
        expect(proposeDomain(name, [titles])).toBe(domain);
      }
    }
  });

  it.each(['', '1.', 'Projects', '2. Projects'])('proposes nothing for %j', async (name) => {
    const { domainTitles } = await wordsOf('en');
    expect(proposeDomain(name, [forEachDomain((domain) => domainTitles[domain].text)])).toBeUndefined();
    expect(proposeDomain(name, [])).toBeUndefined();
  });
});
