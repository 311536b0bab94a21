import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { csv } from '../../../evidence/export/csv.ts';
import type { ExportOptions, ExportPicture } from '../../../evidence/export/format/contract.ts';
import { html } from '../../../evidence/export/html.ts';
import { json } from '../../../evidence/export/json.ts';
import { zip } from '../../../evidence/export/zip.ts';
import { readTeamJson } from '../../../evidence/import/read-json.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { pageKey } from '../../../evidence/page/page-address.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import schema from '../../../public/mission-evidence-pictures-1.schema.json';
import { fullPiece, offlinePiece } from '../../support/full-pieces.ts';
import { byId, piece } from '../../support/pieces.ts';
import { EXPORTED_AT, OPTIONS, wordsOf } from '../../support/words.ts';

const words = await wordsOf('ro');

const PICTURE: ExportPicture = {
  dataUrl: `data:image/webp;base64,${btoa('a picture')}`,
  width: 1280,
  height: 900,
  takenAt: '2026-03-01T09:00:00.000Z',
};

const LIST = [
  fullPiece(),
  piece({ domain: 'model-school', title: 'The same page' }),
  piece({ url: 'https://school.example/ap%C4%83', title: 'Apă: ce știm?' }),
  offlinePiece({ domain: 'student-agency' }),
];

function picturesOf(list: readonly Piece[]): ExportOptions {
  return { ...OPTIONS, pictures: new Map(list.map(({ url }) => [pageKey(url), PICTURE])) };
}

async function write(list: readonly Piece[], options: ExportOptions = OPTIONS): Promise<Uint8Array> {
  return (await zip.write(arrange(list), words, options)) as Uint8Array;
}

async function read(list: readonly Piece[], options?: ExportOptions): Promise<Map<string, string>> {
  const files = unzipSync(await write(list, options));
  return new Map(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

it('an archive holds the backup, the report with its pictures and the table, each as if exported alone', async () => {
  const options = picturesOf(LIST);
  const files = await read(LIST, options);
  const list = arrange(LIST);
  expect(files.get('mission-evidence.json')).toBe(await json.write(list, words, options));
  expect(files.get('mission-evidence.html')).toBe(await html.write(list, words, options));
  expect(files.get('mission-evidence.csv')?.replace(/^(?!\uFEFF)/, '\uFEFF')).toBe(
    await csv.write(list, words, options),
  );
});

it('an archive brings the backup back', async () => {
  const content = (await read(LIST)).get('mission-evidence.json') ?? '';
  expect(readTeamJson(new TextEncoder().encode(content))).toMatchObject({ ok: true, pieces: byId(LIST) });
});

it('an archive holds each page’s picture once, and names its page', async () => {
  const files = await read(LIST, picturesOf(LIST));
  const pictures = JSON.parse(files.get('pictures.json') ?? '');
  const rest = { type: 'image/webp', width: 1280, height: 900, takenAt: PICTURE.takenAt };
  expect(pictures).toEqual({
    format: 'mission-evidence-pictures',
    version: 1,
    pictures: [
      { page: 'https://school.example/ap%C4%83', file: 'pictures/001 Apă ce știm.webp', ...rest },
      { page: piece().url, file: 'pictures/002 Water in our towns.webp', ...rest },
      { page: offlinePiece().url, file: 'pictures/003 Minutes of the staff meeting.webp', ...rest },
    ],
  });
  for (const { file } of pictures.pictures) expect(files.get(file)).toBe('a picture');
  expect(new Ajv2020({ strict: true }).validate(schema, pictures)).toBe(true);
  expect([...files.keys()].filter((name) => name.startsWith('pictures/'))).toHaveLength(3);
});

it('an archive has no pictures of pages that are not in the list, and an empty list if there are none', async () => {
  const files = await read([piece()], picturesOf([piece({ url: 'https://elsewhere.example/' })]));
  expect([...files.keys()].sort()).toEqual([
    'mission-evidence.csv',
    'mission-evidence.html',
    'mission-evidence.json',
    'pictures.json',
  ]);
  expect(JSON.parse(files.get('pictures.json') ?? '').pictures).toEqual([]);
});

const hasPython = spawnSync('python3', ['--version']).status === 0;

it.skipIf(!hasPython)('an archive unpacks with another program, including names in any script', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  try {
    const archive = join(folder, 'list.zip');
    writeFileSync(archive, await write(LIST, picturesOf(LIST)));
    const test = spawnSync('python3', ['-m', 'zipfile', '-t', archive], { encoding: 'utf8' });
    expect(test.stdout).toContain('Done testing');
    expect(spawnSync('python3', ['-m', 'zipfile', '-e', archive, join(folder, 'out')]).status).toBe(0);
    expect(
      readdirSync(join(folder, 'out/pictures'))
        .map((name) => name.normalize('NFC'))
        .sort(),
    ).toEqual([
      '001 Apă ce știm.webp',
      '002 Water in our towns.webp',
      '003 Minutes of the staff meeting.webp',
    ]);
    expect(readFileSync(join(folder, 'out/pictures/001 Apă ce știm.webp'), 'utf8')).toBe('a picture');
    const backup = readFileSync(join(folder, 'out/mission-evidence.json'), 'utf8');
    expect(JSON.parse(backup).exportedAt).toBe(EXPORTED_AT);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('packing stops when asked, and reports its progress', async () => {
  const many = Array.from({ length: 1_000 }, (_, index) =>
    fullPiece({ url: `https://a.example/${index}`, note: `${index} `.repeat(200) }),
  );
  const shares: number[] = [];
  await write(many, { ...OPTIONS, onProgress: (share) => shares.push(share) });
  expect(shares.length).toBeGreaterThan(0);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  const abort = new AbortController();
  const stopped = write(many, { ...OPTIONS, signal: abort.signal, onProgress: () => abort.abort() });
  await expect(stopped).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
});
