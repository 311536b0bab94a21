import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { folderKey } from '../../../evidence/import/bookmark-folder.ts';
import { pictureHead } from '../../../evidence/import/picture-head.ts';
import { piecesFromBookmarks } from '../../../evidence/import/pieces-from-bookmarks.ts';
import { readTeamFile, type TeamFault, type TeamFile } from '../../../evidence/import/read-team-file.ts';
import { planMerge } from '../../../evidence/merge/merge-plan.ts';
import { isOfflineAddress, isWebAddress } from '../../../evidence/page/page-address.ts';
import { storedContributions } from '../../../evidence/piece/contribution.ts';
import { MAX_LABELS } from '../../../evidence/piece/facts.ts';
import { type Piece, parsePiece } from '../../../evidence/piece/piece.ts';
import { atOnce } from '../../../evidence/values/in-slices.ts';
import { LANGUAGES, loadWords } from '../../../locales/index.ts';
import outcomes from '../../fixtures/hostile/outcomes.json';
import { HOSTILE_BOOKMARKS } from '../../support/hostile-files/bookmarks.ts';
import { HOSTILE_CSV } from '../../support/hostile-files/csv.ts';
import { type HostileFile, hostile } from '../../support/hostile-files/hostile-file.ts';
import { HOSTILE_JSON } from '../../support/hostile-files/json.ts';
import { HOSTILE_XLSX } from '../../support/hostile-files/xlsx.ts';
import { HOSTILE_ZIP } from '../../support/hostile-files/zip.ts';
import { wordsOf } from '../../support/words.ts';

const FOLDER = new URL('../../fixtures/hostile/', import.meta.url);

/** Files as they are on a disk, with the outcome each must have. */
const KEPT = Object.entries(outcomes).map(([name, becomes]) =>
  hostile(name, becomes as HostileFile['becomes'], () => new Uint8Array(readFileSync(new URL(name, FOLDER)))),
);
const FILES: readonly HostileFile[] = [
  ...HOSTILE_JSON,
  ...HOSTILE_CSV,
  ...HOSTILE_XLSX,
  ...HOSTILE_ZIP,
  ...HOSTILE_BOOKMARKS,
  ...KEPT,
];

const OPTIONS = {
  tableWords: await Promise.all(LANGUAGES.map(wordsOf)),
  now: new Date('2026-11-22T10:00:00.000Z'),
};
const languages = await Promise.all(LANGUAGES.map((language) => loadWords(language)));

/**
 * The cost of each file, in milliseconds of computing (a busy machine does not count) and megabytes of memory still
 * in use after it.
 */
const took: { readonly name: string; readonly ms: number; readonly megabytes: number }[] = [];

it('there are over two hundred hostile files, each under another name', () => {
  expect(new Set(FILES.map(({ name }) => name)).size).toBe(FILES.length);
  expect(FILES.length).toBeGreaterThanOrEqual(200);
  const lying = readdirSync(FOLDER).filter((name) => name !== 'outcomes.json');
  expect(Object.keys(outcomes).sort()).toEqual(lying.sort());
});

/**
 * Stops a read that would never end, in milliseconds on a busy machine: the largest files take seconds on an idle
 * one. How the work grows with a file is tested by linear-readers.test.ts.
 */
const PATIENCE_MS = 120_000;

describe('a hostile file is refused with clear words, or does no harm', () => {
  it.each(FILES)('$name', { timeout: PATIENCE_MS }, async ({ name, make, becomes }) => {
    const bytes = make();
    const before = process.memoryUsage();
    const used = process.cpuUsage();
    const file = await readTeamFile({ name, bytes }, OPTIONS);
    const after = process.memoryUsage();
    const { user, system } = process.cpuUsage(used);
    took.push({ name, ms: (user + system) / 1_000, megabytes: (after.heapUsed - before.heapUsed) / 1e6 });
    expect(file.ok ? 'harmless' : file.fault.code).toBe(becomes);
    if (file.ok) expectNoHarm(file);
    else expectWords(file.fault);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

afterAll(() => {
  const slowest = took.toSorted((a, b) => b.ms - a.ms).slice(0, 5);
  const largest = took.toSorted((a, b) => b.megabytes - a.megabytes).slice(0, 3);
  console.log(`${took.length} hostile files. The slowest:`);
  for (const { name, ms } of slowest) console.log(`  ${Math.round(ms)} ms  ${name}`);
  console.log('Those after which most memory was in use:');
  for (const { name, megabytes } of largest) console.log(`  ${Math.round(megabytes)} MB  ${name}`);
});

function expectWords(fault: TeamFault): void {
  for (const { t } of languages) {
    const sentence = t(`fileFaults.${fault.code}`, { ...fault });
    expect(sentence).toMatch(/\p{L}+ .*\. .*\.$/u);
    expect(sentence).not.toMatch(/\{\{|undefined|NaN/);
  }
}

/** Besides line breaks and tabs. */
const UNSEEN = /(?![\n\t])[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]|\p{Cs}/u;

function expectNoHarm(file: TeamFile & { readonly ok: true }): void {
  if (file.kind === 'bookmarks') {
    const all = file.folders.flatMap(({ bookmarks }) => bookmarks);
    const isHarmless = ({ url, title, note = '', tags }: (typeof all)[number]) =>
      isWebAddress(url) && !UNSEEN.test([title, note, ...tags].join('\n')) && tags.length <= MAX_LABELS + 1;
    expect(all.filter((one) => !isHarmless(one))).toEqual([]);
    const choice = new Map(file.folders.map((folder) => [folderKey(folder), 'collaboration' as const]));
    const urls = new Set(all.map(({ url }) => url));
    const { pieces } = atOnce(piecesFromBookmarks(file.folders, choice, OPTIONS.now));
    expect(pieces.size).toBeLessThanOrEqual(urls.size);
    for (const piece of [...pieces.values()].slice(0, 100)) {
      expect(parsePiece(piece)).toEqual({ state: 'ok', piece: piece });
    }
    return;
  }
  const isHarmless = (piece: Piece) => {
    const words = storedContributions(piece).flatMap(({ by, note }) => [by, note]);
    const isAddress = isWebAddress(piece.url) || isOfflineAddress(piece.url);
    return isAddress && !UNSEEN.test([piece.title, ...words].join('\n'));
  };
  expect([...file.pieces.values()].filter((one) => !isHarmless(one))).toEqual([]);
  for (const piece of [...file.pieces.values()].slice(0, 100)) {
    expect(parsePiece(piece)).toEqual({ state: 'ok', piece: piece });
  }
  // Nor does merging it: whatever it says of moves and times, it ends with pieces as they can be stored.
  if (file.pieces.size <= 1_000) {
    for (const piece of planMerge(new Map(), [file.pieces]).pieces.values()) {
      expect(parsePiece(piece)).toEqual({ state: 'ok', piece: piece });
    }
  }
  for (const { bytes, width, height, type } of file.pictures) {
    expect(pictureHead(bytes)).toEqual({ type, width, height });
    expect(Math.max(width, height)).toBeLessThanOrEqual(4_096);
  }
}
