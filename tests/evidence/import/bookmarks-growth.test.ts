import { expect, it } from 'vitest';
import { folderKey } from '../../../evidence/import/bookmark-folder.ts';
import { piecesFromBookmarks } from '../../../evidence/import/pieces-from-bookmarks.ts';
import { readBookmarks } from '../../../evidence/import/read-bookmarks.ts';
import { atOnce } from '../../../evidence/in-turns.ts';
import { megabytesOf } from '../../support/hostile-files/hostile-file.ts';

const HEAD = '<!DOCTYPE NETSCAPE-Bookmark-file-1><DL>';
const LINK = '<DT><A HREF="https://school.example/" ADD_DATE="1772355600">Water</A>';

/** The least computing time of some tries, in milliseconds: a busy machine does not count. */
async function timeOf(work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const used = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(used);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

const SMALL = 1;
const LARGE = 4;

it.each<[string, (megabytes: number) => string]>([
  ['bookmarks', (megabytes) => HEAD + megabytesOf(LINK, megabytes)],
  ['bookmarks with notes', (megabytes) => HEAD + megabytesOf(`${LINK}<DD>Why <b>it</b> matters`, megabytes)],
  ['open tags', (megabytes) => HEAD + LINK + megabytesOf('<b>', megabytes)],
  ['open tags and ends of others', (megabytes) => HEAD + LINK + megabytesOf('<i></b>', megabytes)],
  ['lists that end', (megabytes) => HEAD + LINK + megabytesOf('<DL></DL>', megabytes)],
  ['attributes', (megabytes) => `${HEAD + LINK}<A ${megabytesOf('a=b ', megabytes)}>`],
  ['values', (megabytes) => `${HEAD + LINK}<A HREF="${megabytesOf('x', megabytes)}">`],
  ['references in a title', (megabytes) => `${HEAD + LINK}<A HREF=x>${megabytesOf('&eacute;', megabytes)}`],
  ['references in a value', (megabytes) => `${HEAD + LINK}<A HREF="${megabytesOf('&eacute;', megabytes)}">`],
  ['halves of references', (megabytes) => `${HEAD + LINK}<A HREF=x>${megabytesOf('&#&x', megabytes)}`],
  ['digits of a reference', (megabytes) => `${HEAD + LINK}<A HREF=x>&#${megabytesOf('1', megabytes)}`],
  ['opening signs', (megabytes) => HEAD + LINK + megabytesOf('<', megabytes)],
  ['open comments', (megabytes) => HEAD + LINK + megabytesOf('<!--', megabytes)],
  ['dashes in a comment', (megabytes) => `${HEAD + LINK}<!--${megabytesOf('-', megabytes)}`],
  ['open scripts', (megabytes) => HEAD + LINK + megabytesOf('<script></scrip', megabytes)],
  ['spaces in a title', (megabytes) => `${HEAD}<A HREF=x>x${megabytesOf(' ', megabytes)}x`],
  ['spaces before an address', (megabytes) => `${HEAD}<A HREF="${megabytesOf(' ', megabytes)}https://a.b">`],
  ['tags', (megabytes) => `${HEAD}<A HREF=http://a.b TAGS="${megabytesOf('x,', megabytes)}">`],
  ['quotation marks', (megabytes) => `${HEAD + LINK}<A HREF=${megabytesOf('"', megabytes)}`],
  [
    'declarations of an encoding',
    (megabytes) => `${megabytesOf('<meta charset=x>', megabytes)}${HEAD}${LINK}`,
  ],
])('four times as many %s take no more than four times as long to read, and some', async (_, make) => {
  const [small, large] = [SMALL, LARGE].map((megabytes) => new TextEncoder().encode(make(megabytes)));
  const few = await timeOf(() => readBookmarks(small ?? new Uint8Array(), {}));
  const many = await timeOf(() => readBookmarks(large ?? new Uint8Array(), {}));
  // What hardly takes any time cannot be compared.
  expect(many).toBeLessThan(Math.max(few, 2) * (LARGE / SMALL) * 2);
});

it.each<[string, (number: number) => object]>([
  ['of one page under many names', (n) => ({ url: 'https://school.example/', title: `${n}`, note: `${n}` })],
  ['of as many pages', (n) => ({ url: `https://school.example/${n}`, title: 'x' })],
])(
  'four times as many bookmarks %s take no more than four times as long to become evidence, and some',
  async (_, make) => {
    const times = [];
    for (const length of [5_000, 20_000]) {
      const bookmarks = Array.from({ length }, (_, n) => ({
        url: '',
        title: '',
        tags: [`${n}`],
        ...make(n),
      }));
      const choice = new Map([[folderKey({ path: [] }), 'collaboration' as const]]);
      times.push(
        await timeOf(async () => atOnce(piecesFromBookmarks([{ path: [], bookmarks }], choice, new Date()))),
      );
    }
    const [few = 0, many = 0] = times;
    expect(many).toBeLessThan(Math.max(few, 2) * 4 * 2);
  },
);
