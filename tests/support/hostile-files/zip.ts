import { crc32, deflateRawSync } from 'node:zlib';
import { jpegFile, jpegOfTwoSizes, webpFile } from '../picture-files.ts';
import { piece } from '../pieces.ts';
import { type ZipEnd, type ZipPart, zipFile } from '../zip-file.ts';
import { type HostileFile, hostile } from './hostile-file.ts';

const AT = '2026-03-01T09:00:00.000Z';
const MEGABYTE = 1024 * 1024;

const listWith = (evidence: unknown) =>
  JSON.stringify({ format: 'mission-evidence', version: 1, exportedAt: AT, evidence });
const LIST = listWith([piece()]);
const BACKUP: ZipPart = { name: 'mission-evidence.json', content: LIST };
const PICTURE: ZipPart = { name: 'pictures/001.webp', content: webpFile(8, 6), method: 0 };
const LISTED = {
  page: piece().url,
  file: PICTURE.name,
  type: 'image/webp',
  width: 8,
  height: 6,
  takenAt: AT,
};

function picturesOf(...pictures: unknown[]): ZipPart {
  const content = JSON.stringify({ format: 'mission-evidence-pictures', version: 1, pictures });
  return { name: 'pictures.json', content };
}

/** An archive of ours, with another picture than its own. */
function pictured(part: Partial<ZipPart>, listed: object = {}): ZipPart[] {
  return [BACKUP, picturesOf({ ...LISTED, ...listed }), { ...PICTURE, ...part }];
}

const WHOLE = zipFile(pictured({}));

/** Before and behind each record and each part of one. */
const CUTS = [
  ...new Set([
    ...[4, 10, 30, 40].flatMap((length) => [length, WHOLE.length - length]),
    ...[0.25, 0.5, 0.75].map((share) => Math.floor(WHOLE.length * share)),
    WHOLE.length - 1,
  ]),
].map((length) => hostile(`ZIP cut off after ${length} bytes`, 'damaged-archive', WHOLE.subarray(0, length)));

const swollen = new Map<number, Omit<ZipPart, 'name'>>();

/** @returns bytes that deflate a thousand to one */
function swelling(megabytes: number): Omit<ZipPart, 'name'> {
  const content = new Uint8Array(swollen.has(megabytes) ? 0 : megabytes * MEGABYTE);
  const part = swollen.get(megabytes) ?? {
    content: '',
    packed: deflateRawSync(content),
    size: content.length,
    crc: crc32(content),
  };
  swollen.set(megabytes, part);
  return part;
}

let many: Uint8Array | undefined;

/** @returns more files than the usual kind of archive can count, as an archive that counts so many */
function manyFiles(count: number): Uint8Array {
  const names = Array.from({ length: 69_999 }, (_, n) => ({ name: `${n}`, content: '', method: 0 }));
  many ??= zipFile([BACKUP, ...names], { count: 0 });
  const file = many.slice();
  const end = new DataView(file.buffer, file.length - 22);
  end.setUint16(8, count, true);
  end.setUint16(10, count, true);
  return file;
}

function zip64(kind: 'locator' | 'record'): Uint8Array {
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50);
  if (kind === 'locator') return locator;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50);
  return Buffer.concat([record, locator]);
}

const TRAVERSAL = [
  '../mission-evidence.json',
  '../../../../etc/passwd',
  '/mission-evidence.json',
  '/etc/passwd',
  'C:\\Windows\\win.ini',
  '..\\mission-evidence.json',
  'pictures/../../001.webp',
  'pictures\\..\\001.webp',
  'mission-evidence.json/',
  './mission-evidence.json',
  'mission-evidence.json\u0000.exe',
  'MISSION-EVIDENCE.JSON',
  'a/../mission-evidence.json',
  'a//mission-evidence.json',
  'a/./mission-evidence.json',
  'C:/mission-evidence.json',
  'a\\b/mission-evidence.json',
  '__MACOSX/mission-evidence.json',
  '.Trash/mission-evidence.json',
  'a\u0000/mission-evidence.json',
].map((name) =>
  hostile(`ZIP with its list at ${JSON.stringify(name)}`, 'no-backup', () => zipFile([{ ...BACKUP, name }])),
);

type Case = readonly [
  name: string,
  becomes: HostileFile['becomes'],
  parts: readonly ZipPart[] | (() => readonly ZipPart[]),
  end?: ZipEnd,
];

const CASES: readonly Case[] = [
  ['nothing in it', 'no-backup', []],
  ['another list in it', 'not-ours', [{ ...BACKUP, content: '{}' }]],
  ['half a list in it', 'not-json', [{ ...BACKUP, content: LIST.slice(0, -9) }]],
  ['an empty list in it', 'empty-file', [{ ...BACKUP, content: '' }]],
  ['a list of NULs', 'not-json', [{ ...BACKUP, content: new Uint8Array(9) }]],
  ['a list made to harm', 'forbidden-name', [{ ...BACKUP, content: LIST.replace('{', '{"__proto__":{},') }]],
  ['a list of brackets', 'not-ours', () => [{ ...BACKUP, content: '['.repeat(7 * MEGABYTE) }]],
  ['a table and no list', 'no-backup', [{ name: 'mission-evidence.csv', content: 'x' }]],
  ['a password', 'encrypted-archive', [{ ...BACKUP, flags: 1 }]],
  ['a password on everything', 'encrypted-archive', [{ ...BACKUP, flags: 0x2041 }]],
  ['a password of the stronger kind', 'encrypted-archive', [{ ...BACKUP, flags: 1, method: 99 }]],
  ['a password on another file', 'harmless', [BACKUP, { name: 'x', content: 'y', flags: 1 }]],
  ['a password on a picture', 'harmless', pictured({ flags: 1 })],
  ...[1, 6, 9, 12, 14, 93, 95, 98].map(
    (method): Case => [`the method ${method}`, 'unusual-archive', [{ ...BACKUP, method }]],
  ),
  ['a locator of the larger kind', 'unusual-archive', [BACKUP], { before: zip64('locator') }],
  ['a record of the larger kind', 'unusual-archive', [BACKUP], { before: zip64('record') }],
  ['a count of the larger kind', 'unusual-archive', [BACKUP], { count: 0xffff }],
  ['a start of the larger kind', 'unusual-archive', [BACKUP], { start: 0xffffffff }],
  ['a directory of the larger kind', 'unusual-archive', [BACKUP], { size: 0xffffffff }],
  [
    'a size of the larger kind',
    'unusual-archive',
    [{ ...BACKUP, size: 0xffffffff, extra: new Uint8Array([1, 0, 0, 0]) }],
  ],
  ['a packed size of the larger kind', 'unusual-archive', [{ ...BACKUP, packedSize: 0xffffffff }]],
  ['a place of the larger kind', 'unusual-archive', [{ ...BACKUP, offset: 0xffffffff }]],
  ['several disks', 'unusual-archive', [BACKUP], { disk: 2 }],
  ['a wrong check sum', 'damaged-archive', [{ ...BACKUP, crc: 0 }]],
  ['a size that is too small', 'damaged-archive', [{ ...BACKUP, size: 1 }]],
  ['a size that is too large', 'unpacks-too-large', [{ ...BACKUP, size: 0x7fffffff }]],
  ['a packed size that is too small', 'damaged-archive', [{ ...BACKUP, packedSize: 10 }]],
  ['a packed size that is too large', 'damaged-archive', [{ ...BACKUP, packedSize: 0x7fffffff }]],
  [
    'a packed size that reaches into the next',
    'damaged-archive',
    [{ ...BACKUP, packedSize: deflateRawSync(LIST).length + 60 }, PICTURE],
  ],
  ['no packed bytes', 'damaged-archive', [{ ...BACKUP, packed: new Uint8Array() }]],
  ['packed bytes that are none', 'damaged-archive', [{ ...BACKUP, packed: new Uint8Array(99).fill(0xff) }]],
  ['packed bytes cut off', 'damaged-archive', [{ ...BACKUP, packed: deflateRawSync(LIST).subarray(0, -5) }]],
  [
    'something after the packed bytes',
    'harmless',
    [{ ...BACKUP, packed: Buffer.concat([deflateRawSync(LIST), Buffer.from('x')]) }],
  ],
  [
    'packed bytes that point before their beginning',
    'damaged-archive',
    [{ ...BACKUP, packed: new Uint8Array([0x4b, 0x04, 0xe1, 0x00]) }],
  ],
  ['another name at its place', 'damaged-archive', [{ ...BACKUP, localName: 'other.json' }]],
  ['a name of 65,000 characters', 'harmless', [BACKUP, { name: 'x'.repeat(65_000), content: '' }]],
  ['no name', 'harmless', [BACKUP, { name: '', content: 'x' }]],
  ['two lists of one name', 'damaged-archive', [BACKUP, BACKUP]],
  ['two pictures of one name', 'damaged-archive', [...pictured({}), PICTURE]],
  [
    'two other files of one name',
    'harmless',
    [BACKUP, { name: 'x', content: 'y' }, { name: 'x', content: 'z' }],
  ],
  [
    'two entries for one place',
    'damaged-archive',
    [{ name: 'x', content: 'y' }, BACKUP, { name: 'x', content: 'y', offset: 0 }],
  ],
  ['an entry for the directory itself', 'damaged-archive', [{ ...BACKUP, offset: 99_999 }]],
  ['an archive in it, and no list', 'no-backup', [{ name: 'a.zip', content: WHOLE }]],
  ['an archive for a list', 'not-text', [{ ...BACKUP, content: WHOLE }]],
  ['a link to a file for a list', 'not-json', [{ ...BACKUP, content: '/etc/passwd', mode: 0o120777 }]],
  ['a folder named as the list', 'empty-file', [{ ...BACKUP, content: '', method: 0, mode: 0o040755 }]],
  ['more entries than it counts', 'damaged-archive', [BACKUP, PICTURE], { count: 1 }],
  ['fewer entries than it counts', 'damaged-archive', [BACKUP], { count: 9 }],
  ['a directory elsewhere', 'damaged-archive', [BACKUP], { start: 0 }],
  ['a directory of no length', 'damaged-archive', [BACKUP], { size: 0 }],
  ['a comment that is an archive', 'harmless', [BACKUP], { comment: 'PK\u0005\u0006'.padEnd(99, '\u0000') }],
  [
    'ten thousand and one files',
    'too-many-files',
    () => [BACKUP, ...Array.from({ length: 10_000 }, (_, n) => ({ name: `${n}`, content: '', method: 0 }))],
  ],
  [
    'a hundred and one lists',
    'too-many-files',
    () => Array.from({ length: 101 }, (_, n) => ({ ...BACKUP, name: `${n}.json` })),
  ],
  [
    'a hundred lists of one page with other colleagues each',
    'harmless',
    () =>
      Array.from({ length: 100 }, (_, n) => ({
        name: `${n}/mission-evidence.json`,
        content: listWith(
          Array.from({ length: 5 }, (_, m) => piece({ origin: `${n}-${m}`, note: 'x'.repeat(5_000) })),
        ),
      })),
  ],
  ['a list that swells to 33 MB', 'unpacks-too-large', () => [{ ...BACKUP, ...swelling(33) }]],
  [
    'a list that swells to 100 MB and says it has 9 bytes',
    'damaged-archive',
    () => [{ ...BACKUP, ...swelling(100), size: 9 }],
  ],
  ['another file that swells to 100 MB', 'harmless', () => [BACKUP, { name: 'x', ...swelling(100) }]],
  ['a list of pictures that swells', 'harmless', () => [BACKUP, { ...picturesOf(), ...swelling(100) }]],
  ['a picture that swells', 'harmless', () => pictured({ ...swelling(100), method: 8 })],
  [
    'thirty pictures that swell',
    'harmless',
    () => {
      const content = swelling(9);
      const names = Array.from({ length: 30 }, (_, n) => `pictures/${n}.webp`);
      return [
        BACKUP,
        picturesOf(...names.map((file) => ({ ...LISTED, file }))),
        ...names.map((name) => ({ name, ...content })),
      ];
    },
  ],
  [
    'one picture named a hundred thousand times',
    'harmless',
    () => [BACKUP, { ...PICTURE, content: 'x' }, picturesOf(...Array(100_000).fill(LISTED))],
  ],
  [
    'a list of pictures of brackets',
    'harmless',
    () => [BACKUP, { ...picturesOf(), content: '['.repeat(7 * MEGABYTE) }],
  ],
  ['a list of pictures that is null', 'harmless', [BACKUP, { ...picturesOf(), content: 'null' }]],
  ['pictures that are no objects', 'harmless', [BACKUP, picturesOf(null, 7, 'x', [[]])]],
  ['a picture outside', 'harmless', pictured({}, { file: '../../001.webp' })],
  ['a picture of a page as script', 'harmless', pictured({}, { page: 'javascript:alert(1)' })],
  ['a picture of 31 February', 'harmless', pictured({}, { takenAt: '2026-02-31T00:00:00.000Z' })],
  [
    'a picture in a list of a newer version',
    'harmless',
    [
      BACKUP,
      PICTURE,
      {
        ...picturesOf(),
        content: picturesOf(LISTED).content.toString().replace('"version":1', '"version":2'),
      },
    ],
  ],
  [
    'a page for a picture',
    'harmless',
    pictured({ content: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>' }),
  ],
  [
    'a PNG for a picture',
    'harmless',
    pictured({ content: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) }),
  ],
  ['a program for a picture', 'harmless', pictured({ content: `MZ${'\u0000'.repeat(99)}` })],
  ['an empty picture', 'harmless', pictured({ content: '' })],
  ['half a picture', 'harmless', pictured({ content: webpFile(8, 6).subarray(0, 20) })],
  ['a picture of 16383 by 16383 pixels', 'harmless', pictured({ content: webpFile(16_383, 16_383) })],
  ['a picture of 65535 by 65535 pixels', 'harmless', pictured({ content: jpegFile(65_535, 65_535) })],
  ['a picture of no pixels', 'harmless', pictured({ content: jpegFile(0, 0) })],
  [
    'a picture that hides its size behind a marker that stands alone',
    'harmless',
    pictured({ content: jpegOfTwoSizes(jpegFile(65_535, 65_535), { width: 8, height: 6 }, 0xd0) }),
  ],
  [
    'a picture whose segments go round',
    'harmless',
    pictured({ content: new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xd9]) }),
  ],
  ['a picture with a wrong check sum', 'harmless', pictured({ crc: 7 })],
  [
    'names in any script',
    'harmless',
    pictured({ name: 'pictures/001 Вода 水 💧.webp' }, { file: 'pictures/001 Вода 水 💧.webp' }),
  ],
  ['a name that is no UTF-8', 'harmless', pictured({ name: 'pictures/\udcff.webp' })],
];

/** Archives that are wrong, cut off, made to swell or to reach out. */
export const HOSTILE_ZIP: readonly HostileFile[] = [
  ...CUTS,
  ...TRAVERSAL,
  ...CASES.map(([name, becomes, parts, end]) =>
    hostile(`ZIP with ${name}`, becomes, () => zipFile(typeof parts === 'function' ? parts() : parts, end)),
  ),
  hostile('ZIP with something before it', 'not-text', () => Buffer.concat([Buffer.from('MZ'), WHOLE])),
  hostile('ZIP with something after it', 'damaged-archive', () => Buffer.concat([WHOLE, Buffer.from('x')])),
  hostile('ZIP of a head and 31 MB of ends', 'damaged-archive', () =>
    Buffer.concat([WHOLE.subarray(0, 4), Buffer.alloc(31 * MEGABYTE, 'PK\u0005\u0006')]),
  ),
  hostile('ZIP larger than any', 'too-large', () => Buffer.alloc(128 * MEGABYTE + 1, 'PK\u0003\u0004')),
  // An archive with more than 65,535 files is of the larger kind.
  hostile('ZIP of 70,000 files', 'unusual-archive', () => manyFiles(0xffff)),
  hostile('ZIP of 70,000 files that counts round', 'damaged-archive', () => manyFiles(70_000 - 65_536)),
];
