import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { jsonOf } from '../../../evidence/export/backup-text.ts';
import type { ExportPicture } from '../../../evidence/export/format/contract.ts';
import { zip } from '../../../evidence/export/zip.ts';
import { MAX_LISTS } from '../../../evidence/files/limits.ts';
import { pictureHead } from '../../../evidence/import/picture-head.ts';
import { readArchive } from '../../../evidence/import/read-archive.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { pageKey } from '../../../evidence/page/page-address.ts';
import { fullPiece, offlinePiece } from '../../support/full-pieces.ts';
import { jpegFile, webpFile } from '../../support/picture-files.ts';
import { byId, piece } from '../../support/pieces.ts';
import { EXPORTED_AT, OPTIONS, wordsOf } from '../../support/words.ts';
import { type ZipEnd, type ZipPart, zipFile } from '../../support/zip-file.ts';

const LIST = [fullPiece(), piece({ domain: 'model-school' }), offlinePiece({ domain: 'student-agency' })];
const PAGE = pageKey(piece().url);
const AT = '2026-03-01T09:00:00.000Z';

const backup: ZipPart = { name: 'mission-evidence.json', content: jsonOf(LIST, EXPORTED_AT) };

function pictures(...listed: object[]): ZipPart {
  const list = { format: 'mission-evidence-pictures', version: 1, pictures: listed };
  return { name: 'pictures.json', content: JSON.stringify(list) };
}

const listed = {
  page: PAGE,
  file: 'pictures/001 Apă.webp',
  type: 'image/webp',
  width: 8,
  height: 6,
  takenAt: AT,
};
const picture: ZipPart = { name: listed.file, content: webpFile(8, 6), method: 0 };

function read(parts: readonly ZipPart[], end?: ZipEnd) {
  return readArchive(zipFile(parts, end), {});
}

describe('our own archive', () => {
  it('is read back with its pieces, including deleted ones, and its pictures', async () => {
    const [webp, jpeg] = [webpFile(1600, 900), jpegFile(640, 480)];
    const pictureOf = (type: string, bytes: Uint8Array): ExportPicture => {
      const dataUrl = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
      return { dataUrl, width: 1, height: 1, takenAt: AT };
    };
    const [first, , offline] = LIST.map(({ url }) => pageKey(url));
    const kept = new Map([
      [first ?? '', pictureOf('image/webp', webp)],
      [offline ?? '', pictureOf('image/jpeg', jpeg)],
    ]);
    const gone = piece({ url: 'https://school.example/gone', deletedAt: '2026-05-01T00:00:00.000Z' });
    const options = { ...OPTIONS, pictures: kept, deleted: [gone] };
    const file = (await zip.write(arrange(LIST), await wordsOf('ro'), options)) as Uint8Array;
    const content = await readArchive(file, {});
    expect(content.ok && [...content.pieces.keys()].sort()).toEqual([...byId([...LIST, gone]).keys()].sort());
    expect(content).toMatchObject({
      pictures: [
        { page: first, type: 'image/webp', width: 1600, height: 900, takenAt: AT, bytes: webp },
        { page: offline, type: 'image/jpeg', width: 640, height: 480, takenAt: AT, bytes: jpeg },
      ],
      picturesLeftOut: 0,
    });
  });

  it.each([
    ['its folder', 'mission-evidence-2026-11-22/'],
    ['folders around its folder', 'Downloads/School/backup/'],
  ])('may be packed again with %s, by a Mac, too', async (_, folder) => {
    const parts = [backup, pictures(listed), picture].map((part) => ({ ...part, name: folder + part.name }));
    const whole = await read([
      ...parts,
      { name: folder, content: '', method: 0 },
      ...parts.map(({ name }) => ({ name: `__MACOSX/${name}`, content: 'x' })),
      { name: `${folder}._mission-evidence.json`, content: 'x' },
      { name: `${folder}.DS_Store`, content: 'x' },
    ]);
    expect(whole).toMatchObject({ ok: true, pictures: [{ page: PAGE }], picturesLeftOut: 0 });
    expect(whole.ok && whole.pieces).toEqual(byId(LIST));
  });

  it('may be one of several that somebody packed together', async () => {
    const inFolder = (folder: string, url: string) => {
      const other = { ...backup, content: jsonOf([piece({ url })], EXPORTED_AT) };
      const shown = pictures({ ...listed, page: pageKey(url) });
      return [other, shown, picture].map((part) => ({ ...part, name: folder + part.name }));
    };
    const [one, two] = ['https://school.example/1', 'https://school.example/2'];
    const content = await read([...inFolder('a/', one), ...inFolder('b/', two)]);
    expect(content.ok && content.pieces.size).toBe(2);
    expect(content).toMatchObject({ pictures: [{ page: one }, { page: two }], picturesLeftOut: 0 });
  });

  it('may be packed again by another program, with the parts which that adds', async () => {
    const content = await read(
      [
        { name: '__MACOSX/._mission-evidence.json', content: 'x' },
        { ...picture, name: picture.name.normalize('NFD'), method: 8 },
        pictures(listed),
        backup,
      ],
      { comment: 'packed again' },
    );
    expect(content).toMatchObject({ ok: true, pieces: byId(LIST), pictures: [{ page: PAGE }] });
  });
});

describe('a bad picture is omitted, and the list is imported', () => {
  const other = { ...listed, page: pageKey(offlinePiece().url) };
  it.each<[string, ZipPart[], number]>([
    ['no list of pictures', [picture], 1],
    ['a list that is no JSON', [picture, { name: 'pictures.json', content: '{' }], 1],
    ['another list', [picture, { name: 'pictures.json', content: '{"pictures":[]}' }], 1],
    ['a file that is not there', [pictures(listed)], 1],
    ['a page that is not in the list', [picture, pictures({ ...listed, page: 'https://a.example/' })], 1],
    ['a path out of the archive', [picture, pictures({ ...listed, file: 'pictures/../../001.webp' })], 1],
    ['no time', [picture, pictures({ ...listed, takenAt: '2026-02-31T00:00:00.000Z' })], 1],
    ['no picture', [{ ...picture, content: 'GIF89a' }, pictures(listed)], 1],
    ['a picture too wide', [{ ...picture, content: webpFile(16_000, 6) }, pictures(listed)], 1],
    ['a picture cut off', [{ ...picture, content: webpFile(8, 6).subarray(0, 30) }, pictures(listed)], 1],
    ['a wrong check sum', [{ ...picture, crc: 1 }, pictures(listed)], 1],
    ['a password', [{ ...picture, flags: 1 }, pictures(listed)], 1],
    [
      'a picture that swells',
      [{ ...picture, content: new Uint8Array(9_000_000), method: 8 }, pictures(listed)],
      1,
    ],
    ['null', [picture, pictures(null as unknown as object)], 1],
  ])('%s', async (_, parts, picturesLeftOut) => {
    const content = await read([backup, ...parts]);
    expect(content).toEqual({ ok: true, pieces: byId(LIST), pictures: [], picturesLeftOut });
  });

  it('a page or a file that is named twice counts once', async () => {
    const content = await read([backup, picture, pictures(listed, listed, other)]);
    expect(content).toMatchObject({ ok: true, pictures: [{ page: PAGE }], picturesLeftOut: 2 });
  });
});

describe('an archive is refused if it has', () => {
  const zip64 = Buffer.alloc(20);
  zip64.writeUInt32LE(0x07064b50);
  const local = zipFile([backup]).length;
  it.each<[string, ZipPart[], ZipEnd | undefined, object]>([
    ['no list in it', [picture], undefined, { code: 'no-backup' }],
    ['nothing in it', [], undefined, { code: 'no-backup' }],
    ['a password', [{ ...backup, flags: 1 }], undefined, { code: 'encrypted-archive' }],
    ['another method', [{ ...backup, method: 12 }], undefined, { code: 'unusual-archive' }],
    ['the larger kind', [backup], { before: zip64 }, { code: 'unusual-archive' }],
    ['a count of the larger kind', [backup], { count: 0xffff }, { code: 'unusual-archive' }],
    ['a size of the larger kind', [{ ...backup, size: 0xffffffff }], undefined, { code: 'unusual-archive' }],
    ['a second disk', [backup], { disk: 1 }, { code: 'unusual-archive' }],
    ['a wrong check sum', [{ ...backup, crc: 1 }], undefined, { code: 'damaged-archive' }],
    ['a wrong size', [{ ...backup, size: 1 }], undefined, { code: 'damaged-archive' }],
    [
      'no deflated bytes',
      [{ ...backup, packed: new Uint8Array([7, 7]) }],
      undefined,
      { code: 'damaged-archive' },
    ],
    [
      'another name before it',
      [{ ...backup, localName: 'mission_evidence.json' }],
      undefined,
      { code: 'damaged-archive' },
    ],
    ['a file twice', [backup, backup], undefined, { code: 'damaged-archive' }],
    [
      'files in one place',
      [{ ...picture, content: 'x' }, backup, { ...picture, content: 'x', offset: 0 }],
      undefined,
      { code: 'damaged-archive' },
    ],
    ['a file behind the end', [{ ...backup, offset: local }], undefined, { code: 'damaged-archive' }],
    ['more than it counts', [backup, picture], { count: 1 }, { code: 'damaged-archive' }],
    ['fewer than it counts', [backup], { count: 2 }, { code: 'damaged-archive' }],
    ['another start', [backup], { start: 1 }, { code: 'damaged-archive' }],
    ['a backup that is not right', [{ ...backup, content: '{' }], undefined, { code: 'not-json' }],
    [
      'a backup that is an archive',
      [{ ...backup, content: zipFile([backup]) }],
      undefined,
      { code: 'not-text' },
    ],
  ])('%s', async (_, parts, end, fault) => {
    expect(await read(parts, end)).toEqual({ ok: false, fault });
  });

  it('too many files', async () => {
    const many = Array.from({ length: 10_001 }, (_, n) => ({ name: `${n}`, content: '', method: 0 }));
    const fault = { code: 'too-many-files', count: 10_001, limit: 10_000 };
    expect(await read([backup, ...many.slice(1)])).toEqual({ ok: false, fault });
  });

  it('a list that swells, as soon as it does', async () => {
    const content = new Uint8Array(200_000_000);
    const file = zipFile([{ ...backup, content }]);
    expect(file.length).toBeLessThan(400_000);
    expect(await readArchive(file, {})).toEqual({
      ok: false,
      fault: { code: 'unpacks-too-large', megabytes: 32 },
    });
  });

  it('lost its end, at any point', async () => {
    const file = zipFile([backup, picture, pictures(listed)]);
    for (let length = 0; length < file.length; length += 1) {
      const { ok } = await readArchive(file.subarray(0, length), {});
      expect([length, ok]).toEqual([length, false]);
    }
  });

  it('to stop being read', async () => {
    const abort = new AbortController();
    const reading = readArchive(zipFile([backup]), abort);
    abort.abort();
    await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });
});

describe('pictureHead', () => {
  const plain = jpegFile(640, 480);
  it.each<[string, readonly number[]]>([
    ...[0x01, 0xd0, 0xd7, 0xd8, 0xd9, 0xda, 0xdc, 0xc8].map((marker): [string, readonly number[]] => [
      `the marker ${marker.toString(16)}`,
      [0xff, marker, 0, 2],
    ]),
    ['bytes that belong to nothing', [0, 0]],
    ['a fill byte', [0xff]],
    ['a segment shorter than its length', [0xff, 0xe0, 0, 1]],
    ['a segment that goes beyond the file', [0xff, 0xe0, 0xff, 0xff]],
    ['a frame that no browser decodes', [0xff, 0xc3, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0]],
  ])('finds no size in a JPEG with %s before its frame', (_, before) => {
    expect(pictureHead(plain)).toEqual({ type: 'image/jpeg', width: 640, height: 480 });
    const [start, rest] = [plain.subarray(0, 2), plain.subarray(2)];
    expect(pictureHead(new Uint8Array([...start, ...before, ...rest]))).toBeUndefined();
  });

  it.each([
    ['image/webp', webpFile(1600, 1200)],
    ['image/webp', webpFile(1600, 1200, 'VP8L')],
    ['image/webp', webpFile(1600, 1200, 'VP8X')],
    ['image/jpeg', jpegFile(1600, 1200)],
  ])('reads type and size of %s, and of no part of it', (type, file) => {
    expect(pictureHead(file)).toEqual({ type, width: 1600, height: 1200 });
    for (let length = 0; length < file.length; length += 1) {
      expect(pictureHead(file.subarray(0, length))).toBeUndefined();
    }
  });
});

describe('an archive of several backups', () => {
  const [a, b] = [piece({ url: 'https://school.example/a' }), piece({ url: 'https://school.example/b' })];
  const named = (name: string, content: string): ZipPart => ({ name, content });
  const one = named('mission-evidence-2026-10-01.json', jsonOf([a], EXPORTED_AT));
  const two = named('mission-evidence-2026-11-01 (1).json', jsonOf([a, b], EXPORTED_AT));

  it('is read like its files, one after the other', async () => {
    const content = await read([one, two]);
    expect(content.ok && content.pieces).toEqual(byId([a, b]));
  });

  it('may hold other JSON as well, on any subject', async () => {
    const content = await read([named('package.json', '{"name":"x"}'), one, named('data.json', '[1,2]')]);
    expect(content.ok && content.pieces).toEqual(byId([a]));
  });

  it('with one list reports which of its files that list is', async () => {
    const part = { number: 2, of: 3 };
    const text = jsonOf([a], EXPORTED_AT, { applications: [], editions: [] }, part);
    expect(await read([named('x.json', text)])).toMatchObject({ ok: true, part });
  });

  it.each([
    ['cut off', 'not-json', two.content.slice(0, -20)],
    ['empty', 'empty-file', ''],
    ['of a newer version', 'newer-format', String(two.content).replace('"version": 1', '"version": 2')],
  ])('is refused if one is %s: part of a backup must not pass for all of it', async (_, code, content) => {
    expect(await read([one, { ...two, content: String(content) }])).toEqual({ ok: false, fault: { code } });
  });

  it('is refused if none is ours, and if there are too many', async () => {
    const other = named('package.json', '{"name":"x"}');
    expect(await read([other, { ...other, name: 'x.json' }])).toEqual({
      ok: false,
      fault: { code: 'not-ours' },
    });
    const many = Array.from({ length: MAX_LISTS + 1 }, (_, n) => ({ ...one, name: `${n}.json` }));
    expect(await read(many)).toEqual({
      ok: false,
      fault: { code: 'too-many-files', count: MAX_LISTS + 1, limit: MAX_LISTS },
    });
  });

  it('is unpacked up to a limit, however many lists that are not ours swell', {
    timeout: 60_000,
  }, async () => {
    const content = Buffer.alloc(31 * 1024 * 1024, '[');
    const packed = deflateRawSync(content);
    const numbers = { packed, size: content.length, crc: crc32(content) };
    const many = Array.from({ length: 50 }, (_, n) => ({ name: `${n}.json`, content: '', ...numbers }));
    const fault = { code: 'unpacks-too-large', megabytes: 32 };
    expect(await read(many)).toEqual({ ok: false, fault });
  });
});
