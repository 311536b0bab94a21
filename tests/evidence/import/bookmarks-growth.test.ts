import { expect, it } from 'vitest';
import { folderKey } from '../../../evidence/import/bookmark-folder.ts';
import { piecesFromBookmarks } from '../../../evidence/import/pieces-from-bookmarks.ts';
import { readBookmarks } from '../../../evidence/import/read-bookmarks.ts';
import { readPocket } from '../../../evidence/import/read-pocket.ts';
import { atOnce } from '../../../evidence/values/in-slices.ts';
import { growthOf } from '../../support/growth.ts';
import { megabytesOf } from '../../support/hostile-files/hostile-file.ts';

const HEAD = '<!DOCTYPE NETSCAPE-Bookmark-file-1><DL>';
const LINK = '<DT><A HREF="https://school.example/" ADD_DATE="1772355600">Water</A>';

/** Compares a whole with a quarter of it. @param workFor returns the work on such a share, in megabytes */
async function expectInProportion(workFor: (share: number) => () => Promise<unknown>): Promise<void> {
  const [few, many] = [workFor(0.25), workFor(1)];
  const { said } = await growthOf((share) => (share === 1 ? many() : few()), 1, 0.25);
  expect(said).toBe('');
}

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
])('four times as many %s take little more than four times as long to read', (_, make) =>
  expectInProportion((megabytes) => {
    const bytes = new TextEncoder().encode(make(megabytes));
    return () => readBookmarks(bytes, {});
  }),
);

it.each<[string, (megabytes: number) => string]>([
  ['rows', (megabytes) => megabytesOf('Water,https://school.example/a,1772355600,a|b,unread\n', megabytes)],
  ['separators in a row', (megabytes) => megabytesOf(',', megabytes)],
  ['empty lines', (megabytes) => megabytesOf('\n', megabytes)],
  ['quotation marks', (megabytes) => megabytesOf('"', megabytes)],
  ['quotations', (megabytes) => `"${megabytesOf('x"', megabytes)}`],
  ['spaces behind a quotation', (megabytes) => `"${'"x'.repeat(1_000)}"${megabytesOf(' ', megabytes)}`],
])('four times as many %s of Pocket take little more than four times as long to read', (_, make) =>
  expectInProportion((megabytes) => {
    const bytes = new TextEncoder().encode(`title,url,time_added,tags,status\n${make(megabytes)}`);
    return () => readPocket(bytes, {});
  }),
);

it.each<[string, (number: number) => object]>([
  ['of one page under many names', (n) => ({ url: 'https://school.example/', title: `${n}`, note: `${n}` })],
  ['of as many pages', (n) => ({ url: `https://school.example/${n}`, title: 'x' })],
])('four times as many bookmarks %s take little more than four times as long to become evidence', (_, make) =>
  expectInProportion((share) => {
    const bookmarks = Array.from({ length: share * 20_000 }, (_, n) => {
      return { url: '', title: '', tags: [`${n}`], ...make(n) };
    });
    const choice = new Map([[folderKey({ path: [] }), 'collaboration' as const]]);
    return async () => atOnce(piecesFromBookmarks([{ path: [], bookmarks }], choice, new Date()));
  }),
);
