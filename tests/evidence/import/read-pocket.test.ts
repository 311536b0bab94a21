import { describe, expect, it } from 'vitest';
import { readTeamFile } from '../../../evidence/import/read-team-file.ts';

const OPTIONS = { tableWords: [], now: new Date('2026-11-30T12:00:00.000Z') };
const HEAD = 'title,url,time_added,tags,status';

function read(text: string, signal?: AbortSignal) {
  return readTeamFile(
    { name: 'part_000000.csv', bytes: new TextEncoder().encode(text) },
    { ...OPTIONS, signal },
  );
}

it('the table that Pocket sent is read as bookmarks: one folder for read pages and one for unread ones', async () => {
  const text = `${HEAD}
Water,https://school.example/1,1772355600,water|air and sky,unread
"Air, ""fire""
and earth",https://school.example/2?a=1,1772359200,,archive
https://school.example/3,https://school.example/3,1772359200,,unread
Script,javascript:alert(1),1772359200,,unread

`;
  expect(await read(text)).toEqual({
    ok: true,
    kind: 'bookmarks',
    leftOut: 1,
    folders: [
      {
        path: ['unread'],
        bookmarks: [
          {
            url: 'https://school.example/1',
            title: 'Water',
            tags: ['water', 'air and sky'],
            addedAt: '2026-03-01T09:00:00.000Z',
          },
          expect.objectContaining({ url: 'https://school.example/3' }),
        ],
      },
      {
        path: ['archive'],
        bookmarks: [
          {
            url: 'https://school.example/2?a=1',
            title: 'Air, "fire" and earth',
            tags: [],
            addedAt: '2026-03-01T10:00:00.000Z',
          },
        ],
      },
    ],
  });
});

it.each([
  ['with a mark and other line ends', `\uFEFF${HEAD}\r\nA,https://a.example/,1,,unread\r\n`],
  ['with a column more', 'title,url,time_added,cursor,tags,status\nA,https://a.example/,1,9,,unread'],
  [
    'in quotation marks',
    '"title","url","time_added","tags","status"\n"A","https://a.example/","1","","unread"',
  ],
  ['in another order', 'status,url,title,time_added\nunread,https://a.example/,A,1'],
  ['without an end of its last cell', `${HEAD}\nA,https://a.example/,1,,"unread`],
])('a Pocket table is read %s', async (_, text) => {
  const [bookmark] = [
    { url: 'https://a.example/', title: 'A', tags: [], addedAt: '1970-01-01T00:00:01.000Z' },
  ];
  expect(await read(text)).toMatchObject({
    ok: true,
    folders: [{ path: ['unread'], bookmarks: [bookmark] }],
  });
});

describe('a Pocket table is refused', () => {
  it.each([
    ['with nothing in it', HEAD, { code: 'no-bookmarks' }],
    [
      'with more than can be read',
      `${HEAD}${'\nA,https://a.b/,,,'.repeat(100_001)}`,
      { code: 'too-many-bookmarks', limit: 100_000 },
    ],
    ['when another table has some of its heads', 'title,url\nA,https://a.example/', { code: 'unknown-kind' }],
  ])('%s', async (_, text, fault) => {
    expect(await read(text)).toEqual({ ok: false, fault });
  });

  it('if its bytes are not UTF-8', async () => {
    const bytes = Buffer.from(`${HEAD}\n\xff,https://a.example/,1,,unread`, 'latin1');
    expect(await readTeamFile({ name: 'x', bytes }, OPTIONS)).toEqual({
      ok: false,
      fault: { code: 'not-text' },
    });
  });
});

it('reading a Pocket table stops when asked', async () => {
  const abort = new AbortController();
  const reading = read(`${HEAD}${'\nA,https://a.b/,,,'.repeat(90_000)}`, abort.signal);
  abort.abort();
  expect(await reading).toEqual({ ok: false, fault: { code: 'stopped' } });
});
